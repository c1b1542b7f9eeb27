"""Vocabularies: stable slugs, trees without circles, loading without harm."""

import pytest
from django.core.exceptions import ValidationError

from core.vocabularies.load import create_term, german_slug, load_vocabulary
from core.vocabularies.models import Branch
from tests import factories

pytestmark = pytest.mark.django_db

TERMS = [{"slug": "industrie", "label": "Industrie", "children": [{"slug": "giesserei", "label": "Gießerei"}]}]


def test_a_slug_never_changes():
    term = factories.branch("handel", "Handel")
    term.slug = "verkauf"
    with pytest.raises(ValidationError, match="Das Kürzel bleibt „handel“"):
        term.full_clean()


def test_a_tree_has_no_circles():
    top = factories.branch("oben")
    below = factories.branch("unten", parent=top)
    top.parent = below
    with pytest.raises(ValidationError, match="liegt unterhalb von"):
        top.full_clean()


def test_loading_again_makes_nothing_and_keeps_what_an_editor_changed():
    assert load_vocabulary("branch", TERMS) == 2
    Branch.objects.filter(slug="giesserei").update(label="Gießereien")
    assert load_vocabulary("branch", TERMS) == 0
    assert Branch.objects.get(slug="giesserei").label == "Gießereien"
    assert Branch.objects.get(slug="giesserei").parent.slug == "industrie"


def test_umlauts_are_written_out_in_slugs():
    assert german_slug("Nürnberger Land & Fürth (Großraum)") == "nuernberger-land-fuerth-grossraum"


def test_two_labels_that_give_the_same_slug_get_two_slugs():
    assert [create_term(Branch, label).slug for label in ("A & B", "A B")] == ["a-b", "a-b-2"]
