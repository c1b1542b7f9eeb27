"""Names of networks are kept for some seconds, and whether one may see them is looked at every time."""

import pytest
from wagtail.models import PageViewRestriction

from search.query import SearchQuery
from search.service import search
from tests import factories


@pytest.fixture
def network(find):
    """A network with a practice, both found."""
    network = factories.network(title="Lernbund Nord", slug="lernbund-nord")
    factories.practice(title="Staplerschein", verbund=network)
    assert find(q="Staplerschein")["total"] == 1
    return network


@pytest.fixture
def kept(network, labels_kept):
    assert names() == ["Lernbund Nord"]
    return network


def names(text="Staplerschein"):
    """What a search shows of networks, without waiting for the index."""
    result = search(SearchQuery(text=text))
    facet = next(facet for facet in result.facets if facet.key == "verbund")
    beside_hits = {name for hit in result.hits for name in hit.given.get("verbund", ())}
    assert beside_hits == {value.label for value in facet.values}
    return sorted(beside_hits)


def test_a_search_with_hits_and_facets_asks_the_database_once(kept, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert names() == ["Lernbund Nord"]


def test_the_name_of_a_network_made_private_is_gone_at_once(kept):
    restriction = PageViewRestriction.objects.create(page=kept, restriction_type=PageViewRestriction.LOGIN)
    assert names() == []
    restriction.delete()
    assert names() == ["Lernbund Nord"]


def test_the_name_of_a_network_that_was_withdrawn_is_gone_at_once(kept):
    kept.unpublish()
    assert names() == []
