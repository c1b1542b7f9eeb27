"""The start set: complete, official keys right, loaded without harm."""

import re

import pytest
from django.core.management import CommandError, call_command

from core.models import Branch, Instrument, ObstacleType, Region
from core.vocabularies.load import load_start_sets, load_vocabulary, start_sets
from core.vocabularies.merge import merge

#: The divisions of WZ 2008 but private households and extraterritorial organisations.
DIVISIONS = {
    *range(1, 4), *range(5, 10), *range(10, 34), 35, *range(36, 40), *range(41, 44), *range(45, 48), *range(49, 54),
    55, 56, *range(58, 64), *range(64, 67), 68, *range(69, 76), *range(77, 83), 84, 85, *range(86, 89),
    *range(90, 94), *range(94, 97),
}  # fmt: skip


def flat(terms):
    for term in terms:
        yield term
        yield from flat(term.get("children", ()))


def test_there_are_16_laender_and_400_kreise_with_keys_that_fit():
    laender = start_sets()["regionen"]["terms"]
    kreise = [(land, kreis) for land in laender for kreis in land.get("children", ())]
    both = [land for land in laender if not land.get("children")]
    assert len(laender) == 16
    assert len(kreise) + len(both) == 400
    assert {land["slug"] for land in both} == {"berlin", "hamburg"}
    assert all(re.fullmatch(r"\d{2}", land["code"]) and re.fullmatch(r"DE[1-9A-G]", land["nuts"]) for land in laender)
    assert all(re.fullmatch(land["code"] + r"\d{3}", kreis["code"]) for land, kreis in kreise)
    assert all(re.fullmatch(land["nuts"] + "[0-9A-Z]{2}", kreis["nuts"]) for land, kreis in kreise)
    regions = list(flat(laender))
    for key in ("slug", "code", "nuts"):
        assert len({region[key] for region in regions}) == len(regions), key


def test_every_division_of_the_classification_has_a_branch():
    found = set()
    for term in flat(start_sets()["branchen"]["terms"]):
        for part in filter(None, term.get("code", "").split(", ")):
            assert re.fullmatch(r"[A-S]\d{2}(\.\d)?(-[A-S]\d{2})?", part), part
            first, _, last = part.partition("-")
            found.update(range(int(first[1:3]), int((last or first)[1:3]) + 1))
    assert found >= DIVISIONS
    assert found - DIVISIONS <= set(range(1, 100))


@pytest.mark.parametrize("name", sorted(start_sets()))
def test_slugs_and_labels_are_there_once_and_synonyms_lead_to_one_term_of_a_list(name):
    terms = list(flat(start_sets()[name]["terms"]))
    assert len({term["slug"] for term in terms}) == len(terms)
    assert all(term["label"].strip() == term["label"] for term in terms)


@pytest.mark.django_db
def test_the_command_loads_all_once_and_again_nothing(capsys):
    call_command("load_vocabularies")
    assert Region.objects.count() == 16 + 398
    assert 12 <= ObstacleType.objects.count() <= 20
    assert "82a" in Instrument.objects.get(slug="qualifizierungsgeld").label
    assert sum(load_start_sets().values()) == 0


@pytest.mark.django_db
def test_only_what_is_named_is_loaded_and_an_unknown_name_is_refused():
    call_command("load_vocabularies", "--only", "stolperstein-arten")
    assert ObstacleType.objects.exists()
    assert not Region.objects.exists()
    with pytest.raises((CommandError, SystemExit)):
        call_command("load_vocabularies", "--only", "unsinn")


@pytest.mark.django_db
def test_loading_again_keeps_all_that_editors_changed_and_fills_in_empty_official_keys():
    load_start_sets(["regionen"])
    fuerth = Region.objects.get(code="09563")
    Region.objects.filter(pk=fuerth.pk).update(label="Fürth!", synonyms="Färdd", order=7, parent=None, nuts="")
    load_start_sets(["regionen"])
    again = Region.objects.get(pk=fuerth.pk)
    assert (again.label, again.synonyms, again.order, again.parent) == ("Fürth!", "Färdd", 7, None)
    assert again.nuts == "DE253"


@pytest.mark.django_db
def test_a_merged_term_does_not_come_back_and_what_belongs_below_it_goes_below_the_other():
    load_vocabulary("branch", [{"slug": "a", "label": "A"}, {"slug": "b", "label": "B"}])
    merge(Branch.objects.get(slug="a"), Branch.objects.get(slug="b"))
    made = load_vocabulary("branch", [{"slug": "a", "label": "A", "children": [{"slug": "c", "label": "C"}]}])
    assert made == 1
    assert Branch.objects.get(slug="c").parent.slug == "b"
    assert not Branch.objects.filter(slug="a").exists()
