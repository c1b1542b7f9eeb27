"""What pages tell programs (JSON-LD) uses types and properties that schema.org has, by its own list of them."""

import json
import re
from pathlib import Path

import pytest

from tests import factories
from tests.practices.test_two_tiers_page import full_practice

VOCABULARY = {
    name: set(properties.split())
    for name, properties in json.loads(Path(__file__).with_name("schema_org.json").read_text("utf-8"))["types"].items()
}
#: Says of the action's input what search engines ask for; schema.org describes it, outside of its list.
_ANNOTATIONS = {"query-input"}


def mistakes(value, where=""):
    """Types and properties below `value` that the vocabulary does not have, or not there."""
    if isinstance(value, list):
        return [mistake for item in value for mistake in mistakes(item, where)]
    if not isinstance(value, dict):
        return []
    kind = value.get("@type", "")
    if kind not in VOCABULARY:
        return [f"{where}: {kind or 'no type'}"]
    names = value.keys() - {"@type"} - _ANNOTATIONS
    found = [f"{kind}.{name}" for name in sorted(names - VOCABULARY[kind])]
    return found + [mistake for name in names for mistake in mistakes(value[name], f"{kind}.{name}")]


@pytest.mark.django_db
def test_each_page_type_uses_what_schema_org_knows(client):
    home = factories.make_site()
    question = {"question": "Was ist das?", "answer": "<p>Ein Verbund.</p>"}
    pages = [
        home,
        full_practice(title="Lernen", licence="cc-by-4.0"),
        factories.event(format="hybrid", venue_name="Rathaus", venue_address="Markt 1"),
        factories.network(started=2022, regions=[factories.region("saarland", "Saarland")]),
        factories.partner(),
        factories.information(title="Worum es geht"),
        factories.information(title="Fragen", body=[("questions", {"heading": "", "questions": [question]})]),
    ]
    kinds = set()
    for page in pages:
        html = client.get(page.url).content.decode()
        graph = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])
        assert graph["@context"] == "https://schema.org"
        assert mistakes(graph["@graph"]) == [], page.url
        kinds |= {thing["@type"] for thing in graph["@graph"]}
        names = {thing[who]["name"] for thing in graph["@graph"] for who in ("publisher", "organizer") if who in thing}
        assert names <= {"Verbundforum"}
    assert kinds >= {"WebSite", "Article", "Event", "Organization", "FAQPage", "BreadcrumbList"}


def test_the_control_an_invented_property_or_type_is_noticed():
    assert mistakes({"@type": "Event", "beginn": "2026"}) == ["Event.beginn"]
    assert mistakes({"@type": "Article", "author": {"@type": "Verbund"}}) == ["Article.author: Verbund"]
    assert mistakes({"@type": "Event", "name": "Treffen"}) == []
