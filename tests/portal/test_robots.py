"""What robots.txt keeps crawlers from, read as they read it."""

import re

import pytest

from search.facets import registered_facets


@pytest.fixture
def allowed(client):
    """`allowed("/suche/?branche=it")`: whether a crawler that knows wildcards may read it."""
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    rules = re.findall(r"^Disallow: (.+)$", response.content.decode(), re.MULTILINE)
    patterns = [re.compile(re.escape(rule).replace(r"\*", ".*")) for rule in rules]
    return lambda address: not any(pattern.match(address) for pattern in patterns)


def test_pages_and_lists_may_be_read(allowed):
    for address in (
        "/",
        "/praxis/",
        "/praxis/stapler/",
        "/praxis/?seite=2",
        "/suche/",
        "/suche/?q=verbund",
        "/suche/?q=verbund+saar",
        "/veranstaltungen/kalender.ics",
    ):
        assert allowed(address), address


def test_no_filter_may_be_followed_wherever_it_stands_in_the_address(allowed):
    assert {"branche", "region", "art"} <= set(registered_facets())
    for facet in registered_facets():
        assert not allowed(f"/suche/?{facet}=it")
        assert not allowed(f"/praxis/?seite=2&{facet}=it")
    assert not allowed("/suche/?q=verbund&seite=2")
    assert not allowed("/suche/?seite=2&q=verbund")
    assert not allowed("/suche/?sort=titel")


def test_the_admin_and_the_api_are_not_for_crawlers(allowed):
    assert not allowed("/redaktion/login/")
    assert not allowed("/api/v1/search")
