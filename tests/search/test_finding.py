"""Finding a value in a long facet, without script."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.delivery import deliver_everything
from search.facets import Facet, FacetKind, FacetValue
from search.finding import LONG, shown_facet
from search.results import count_facet
from tests import factories

TREE = {
    "industrie": FacetValue("industrie", "Industrie"),
    "metall": FacetValue("metall", "Metall und Gießerei", "industrie"),
    "guss": FacetValue("guss", "Eisenguss", "metall"),
    "handel": FacetValue("handel", "Handel"),
    "baecker": FacetValue("baecker", "Bäckerei"),
}
FACET = Facet("branche", "Branche", FacetKind.TREE, lambda slugs: TREE)


def shown(typed, chosen=()):
    counted = count_facet(FACET, dict.fromkeys(TREE, 1), chosen, TREE)
    parameters = QueryDict(mutable=True)
    parameters["f_branche"] = typed
    return shown_facet(counted, parameters)


def names(values):
    return [(value.value, names(value.children)) for value in values]


def test_values_that_fit_are_listed_below_their_ancestors():
    found = shown("guss")
    assert names(found.values) == [("industrie", [("metall", [("guss", [])])])]
    assert (found.matching, found.all_values) == (1, 5)
    assert found.values[0].open


def test_what_stands_below_a_value_that_fits_stays_with_it():
    assert names(shown("metall").values) == [("industrie", [("metall", [("guss", [])])])]
    assert not shown("metall").values[0].children[0].open


@pytest.mark.parametrize("typed", ["bäck", "BAECK", "baeckerei", "gießerei metall", "giesserei"])
def test_spelling_is_as_free_as_in_the_search(typed):
    assert shown(typed).matching == 1


def test_chosen_values_stay_and_nothing_typed_lists_everything():
    assert [value.value for value in shown("zzz", chosen=["handel"]).values] == ["handel"]
    assert shown("zzz").matching == 0
    assert len(shown("   ").facet.flat()) == 5


@given(st.text(max_size=100), st.lists(st.sampled_from(list(TREE)), max_size=3))
def test_whatever_is_typed_lists_no_value_twice_and_every_chosen_one(typed, chosen):
    found = shown(typed, chosen)
    pending, listed = list(found.values), []
    while pending:
        value = pending.pop()
        listed.append(value.value)
        pending.extend(value.children)
    assert len(listed) == len(set(listed))
    assert set(chosen) <= set(listed)


def test_a_long_facet_has_a_field_and_a_short_one_has_none(site, client):
    for number in range(LONG + 1):
        factories.practice(branches=[factories.branch(f"branche-{number}", f"Branche {number}")], year=2020)
    deliver_everything()
    text = client.get("/suche/").content.decode()
    assert 'name="f_branche"' in text
    assert 'name="f_jahr"' not in text
    page = client.get("/suche/", {"f_branche": "che 7", "branche": "branche-3"})
    text = page.content.decode()
    assert page.context["result"].total == 1, "what is typed there changes no result"
    assert "1 von 9 Werten passt" in text
    assert 'value="branche-7"' in text
    assert 'value="branche-3"' in text
    assert 'value="branche-5"' not in text
