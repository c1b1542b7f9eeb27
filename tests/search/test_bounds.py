"""Every request has a ceiling, whatever is asked for: terms, depth, facets, time."""

import json
from datetime import UTC, datetime

import pytest
from django.http import QueryDict

from search.engine import RESULT_WINDOW, EngineRequest
from search.engines.elastic import client as elastic_client
from search.engines.elastic import node, request
from search.facets import counting_plan, registered_facets
from search.german.query import MAX_CLAUSES, parse
from search.query import MAX_PAGE_SIZE, MAX_TEXT_LENGTH, MAX_VALUES_PER_FACET, Sort, read_parameters
from search.service import too_deep
from tests import factories

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOSTILE = [
    " ".join(f"wort{number}" for number in range(300)),
    "Weiterbildungsverbundkoordinierungsstelle " * 100,
    '"a b" ' * 200,
    "-nicht " * 200,
    "eins OR " * 200,
    "x" * 100_000,
    "KI-KMU-TQ-IHK-" * 500,
]


def nodes_of(value):
    """How many queries of any kind a body holds."""
    if isinstance(value, dict):
        return sum(1 + nodes_of(each) for each in value.values())
    if isinstance(value, list):
        return sum(nodes_of(each) for each in value)
    return 0


def asked(text="", filters=None, page=1):
    groups = counting_plan(filters or {}, list(registered_facets()))
    return EngineRequest(parse(text), filters or {}, groups, Sort.RELEVANCE, (page - 1) * 20, 20, NOW)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_makes_more_than_32_clauses_nor_a_request_that_grows_with_it(text):
    parsed = parse(text)
    assert len(parsed.clauses) <= MAX_CLAUSES == 32
    assert len(parsed.excluded) <= MAX_CLAUSES
    bodies = request.bodies(asked(text))
    assert nodes_of(bodies) < 8_000
    assert len(json.dumps(bodies)) < 150_000


def test_a_text_is_cut_and_a_facet_takes_fifty_values(db):
    for number in range(60):
        factories.branch(f"branche-{number}")
    address = QueryDict(mutable=True)
    address["q"] = "a" * 5000
    address.setlist("branche", [f"branche-{number}" for number in range(60)])
    read = read_parameters(address, registered_facets())
    assert len(read.query.text) <= MAX_TEXT_LENGTH
    assert len(read.query.filters["branche"]) <= MAX_VALUES_PER_FACET == 50
    assert {problem.parameter for problem in read.problems} >= {"q", "branche"}


@pytest.mark.parametrize("given", ["0", "-1", "101", "999999999999", "1e9", "²", "NaN", ""])
def test_no_page_is_larger_than_a_hundred(db, given):
    read = read_parameters(QueryDict(f"anzahl={given}"), registered_facets())
    assert 1 <= read.query.page_size <= MAX_PAGE_SIZE == 100


@pytest.mark.parametrize(
    ("page", "size", "deep"), [(500, 20, False), (501, 20, True), (100, 100, False), (101, 100, True)]
)
def test_nobody_reads_beyond_the_first_ten_thousand(db, page, size, deep):
    read = read_parameters(QueryDict(f"seite={page}&anzahl={size}"), registered_facets())
    assert too_deep(read.query) is deep
    assert deep is (read.query.offset + read.query.page_size > RESULT_WINDOW == 10_000)


def test_the_node_stops_by_itself_and_counts_fewer_values_than_it_may():
    bodies = request.bodies(asked("Verbund", {"branche": ("it",)}))
    others = [request.suggestions(["verb"], "verb", NOW, 5), request.likenesses("verbunt", NOW)]
    assert [body["timeout"] for body in (*bodies, *others)] == ["1500ms"] * 4
    sizes = [
        counted["terms"]["size"]
        for body in bodies
        for group in body.get("aggs", {}).values()
        for counted in group.get("aggs", {}).values()
    ]
    assert len(sizes) == len(registered_facets())
    assert set(sizes) == {60_000}, "below the 65,536 buckets that a node gives out for one search"


def test_nobody_waits_longer_than_two_seconds_for_the_cluster():
    assert node.QUICK_CONNECT == 0.5
    assert 1.5 < elastic_client.SEARCH_SECONDS <= 2
    assert elastic_client.HELP_SECONDS <= elastic_client.SEARCH_SECONDS


def test_an_address_without_end_is_refused_before_it_is_read(client, db):
    assert client.get("/suche/?" + "branche=it&" * 2000).status_code == 400
