"""What the facets offer: values not given, evidence, orders."""

import pytest
from django.core.exceptions import ValidationError

from core.vocabularies.load import load_vocabulary
from core.vocabularies.models import Branch
from search.documents import Document, prepare
from search.facets import NOT_GIVEN, Facet, FacetKind, FacetValue
from search.results import count_facet
from tests import factories


@pytest.fixture
def records(site):
    """Three practices of which one has no branch and two no year, a partner without a branch."""
    trade = factories.branch("handel", "Handel")
    factories.practice(title="Mit allem", branches=[trade], year=2023)
    factories.practice(title="Ohne Jahr", branches=[trade])
    factories.practice(title="Ohne Branche und Jahr")
    factories.partner(title="Kammer")


def test_a_record_that_could_have_a_value_and_has_none_is_found_as_not_given(records, titles):
    assert titles(branche=NOT_GIVEN) == ["Kammer", "Ohne Branche und Jahr"]
    assert titles(branche=NOT_GIVEN, art="praxis") == ["Ohne Branche und Jahr"]


def test_a_kind_that_never_has_a_facet_is_not_among_those_that_do_not_give_it(records, titles, counts):
    assert titles(jahr=NOT_GIVEN) == ["Ohne Branche und Jahr", "Ohne Jahr"], "a partner has no year"
    assert counts("jahr") == {"2023": 1, NOT_GIVEN: 2}


def test_not_given_is_one_choice_among_others(records, titles, counts):
    assert titles(jahr=[NOT_GIVEN, "2023"], art="praxis") == ["Mit allem", "Ohne Branche und Jahr", "Ohne Jahr"]
    assert counts("branche", jahr=NOT_GIVEN) == {"handel": 1, NOT_GIVEN: 1}


def test_not_given_stands_last_with_a_label_and_is_no_term_of_a_record(records, find):
    answer = find()
    last = answer["facets"]["branche"][-1]
    assert (last["value"], last["label"], last["count"], last["parent"]) == (NOT_GIVEN, "nicht angegeben", 2, None)
    assert all(NOT_GIVEN not in slugs for hit in answer["results"] for slugs in hit["terms"].values())


def test_not_given_does_not_occur_where_everything_is_given(site, find):
    factories.practice(branches=[factories.branch("handel")])
    assert [value["value"] for value in find()["facets"]["branche"]] == ["handel"]


def test_every_record_has_a_kind_so_that_not_given_is_none(records, find, client):
    find()
    assert client.get("/api/v1/search", {"art": NOT_GIVEN}).status_code == 400


def test_not_given_is_offered_and_chosen_on_the_page(records, find, client):
    find()
    page = client.get("/suche/", {"jahr": NOT_GIVEN})
    assert [chip.label for chip in page.context["chips"]] == ["nicht angegeben"]
    assert page.context["result"].total == 2


def test_evidence_is_ordered_from_weak_to_strong_and_leads_to_the_practices(site, find, titles):
    for title, level in (
        ("Zahlen", "gemessen"),
        ("Andere", "extern-evaluiert"),
        ("Zeichen", "hinweis"),
        ("Keines", ""),
    ):
        factories.practice(title=title, evidence=level)
    values = find()["facets"]["evidenz"]
    assert [(value["value"], value["label"]) for value in values] == [
        ("hinweis", "Hinweis"),
        ("gemessen", "gemessen"),
        ("extern-evaluiert", "extern evaluiert"),
        (NOT_GIVEN, "nicht angegeben"),
    ]
    assert titles(evidenz="extern-evaluiert") == ["Andere"]


def test_an_evidence_that_is_none_is_an_unknown_value(site, find, client):
    find()
    assert client.get("/api/v1/search", {"evidenz": "bewiesen"}).status_code == 400


def test_nobody_can_name_a_term_so(db):
    with pytest.raises(ValidationError, match="nichts angegeben"):
        Branch(slug=NOT_GIVEN, label="Ohne Angabe").full_clean()
    with pytest.raises(ValidationError):
        load_vocabulary("branch", [{"slug": NOT_GIVEN, "label": "Ohne Angabe"}])


def test_a_key_without_slugs_prepares_not_given_and_a_missing_key_nothing():
    document = Document(id="1", type="praxis", title="X", url="/", terms={"branche": (), "thema": ("ki",)})
    assert prepare(document, {}).facets == {"branche": (NOT_GIVEN,), "thema": ("ki",), "art": ("praxis",)}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (FacetKind.FLAT, ["b", "a", "c"]),
        (FacetKind.TREE, ["b", "a", "c"]),
        (FacetKind.ORDERED, ["c", "b", "a"]),
        (FacetKind.DESCENDING, ["c", "b", "a"]),
    ],
)
def test_values_stand_in_the_order_of_their_facet_and_not_given_last(kind, expected):
    values = {slug: FacetValue(slug, slug, order=-place) for place, slug in enumerate("abc")}
    facet = Facet("x", "X", kind, lambda slugs: values)
    counts = {"a": 2, "b": 5, "c": 1, NOT_GIVEN: 99}
    counted = count_facet(facet, counts, (), facet.values(counts))
    assert [value.value for value in counted.values] == [*expected, NOT_GIVEN]
