"""Synonyms that editors keep: checked at the door, in force at once, never brought back."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.tuning.models import Synonym
from search.tuning.synonyms import current_synonyms, load_start_synonyms
from search.tuning.words import MOST_WORDS, read_words
from tests import factories


def keep(words, targets="", **fields):
    synonym = Synonym(words=words, targets=targets, **fields)
    synonym.full_clean()
    synonym.save()
    return synonym


def test_a_synonym_is_in_force_at_once_without_a_rebuild_and_out_of_force_when_it_goes(site, find, titles):
    factories.practice(title="Flurförderzeuge sicher fahren")
    assert titles(q="Stapler") == []
    synonym = keep("Stapler\nFlurförderzeug")
    assert titles(q="Stapler") == ["Flurförderzeuge sicher fahren"]
    synonym.active = False
    synonym.save()
    assert titles(q="Stapler") == []
    synonym.active = True
    synonym.save()
    synonym.delete()
    assert titles(q="Stapler") == []


def test_one_way_goes_one_way(site, titles):
    factories.practice(title="Lastwagen")
    factories.practice(title="Fahrzeug")
    keep("Fahrzeug", "Lastwagen")
    assert titles(q="Fahrzeug") == ["Fahrzeug", "Lastwagen"]
    assert titles(q="Lastwagen") == ["Lastwagen"]


@pytest.mark.parametrize(
    ("words", "targets", "says"),
    [
        ("Stapler", "", "mindestens zwei"),
        ("Stapler, stapler", "", "mindestens zwei"),
        (", ,\n", "Kran", "ein Wort"),
        ("Stapler, …", "", "keine Buchstaben"),
        (f"Stapler, {'x' * 81}", "", "zu lang"),
        ("Stapler, eins zwei drei vier fünf sechs sieben", "", "zu viele Wörter"),
        ("\n".join(f"Wort{number}" for number in range(MOST_WORDS + 1)), "", f"höchstens {MOST_WORDS}"),
    ],
)
def test_what_cannot_be_a_synonym_is_refused_with_a_reason(db, words, targets, says):
    with pytest.raises(ValidationError) as refused:
        keep(words, targets)
    assert says in str(refused.value)


def test_words_are_read_however_they_are_separated():
    assert read_words("KI, AI; künstliche  Intelligenz\nki\r\n = Auto") == (
        "KI",
        "AI",
        "künstliche Intelligenz",
        "Auto",
    )


def test_the_start_set_is_loaded_once_and_brings_nothing_back(db):
    first = load_start_synonyms()
    assert first >= 60
    assert load_start_synonyms() == 0
    gone = Synonym.objects.get(start_key="KI")
    gone.delete()
    changed = Synonym.objects.get(start_key="TQ")
    changed.words = "TQ\nTeilqualifikation"
    changed.save()
    assert load_start_synonyms() == 0
    assert not Synonym.objects.filter(start_key="KI").exists()
    assert Synonym.objects.get(start_key="TQ").words == "TQ\nTeilqualifikation"


def test_synonyms_cost_one_query_now_and_then(db, settings):
    keep("Stapler, Kran")
    settings.SEARCH_TERMS_KEPT = 60.0
    current_synonyms()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        current_synonyms()
    assert len(queries) == 0


def test_an_editor_adds_one_and_is_told_where_its_words_stand_already(admin_client):
    keep("Stapler, Gabelstapler")
    add = admin_client.get("/redaktion/suche/synonyme/new/?woerter=Stapler")
    assert "Stapler" in add.content.decode()
    answer = admin_client.post(
        "/redaktion/suche/synonyme/new/",
        {"words": "Stapler, Flurförderzeug", "targets": "", "active": "on"},
        follow=True,
    )
    text = answer.content.decode()
    assert "„Stapler“ steht auch in" in text
    assert Synonym.objects.count() == 2
    assert Synonym.objects.latest("pk").changed_by is not None


def test_the_start_set_is_loaded_by_post_only(admin_client):
    address = "/redaktion/suche/synonyme/startbestand/"
    assert "Startbestand laden" in admin_client.get("/redaktion/suche/synonyme/").content.decode()
    assert 'method="post"' in admin_client.get(address).content.decode()
    assert Synonym.objects.count() == 0
    admin_client.post(address)
    assert Synonym.objects.count() >= 60


def test_nobody_else_gets_in(client):
    assert client.get("/redaktion/suche/synonyme/").status_code == 302
