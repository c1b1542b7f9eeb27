"""What pages tell programs (JSON-LD) uses types and properties that schema.org has, by its own list of them."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from portal.pages.models import GlossaryEntry, GlossaryPage, NewsIndexPage, NewsPage

from events.models import EventOrganiser
from tests import factories
from tests.practices.test_two_tiers_page import full_practice

VOCABULARY = {
    name: set(properties.split())
    for name, properties in json.loads(Path(__file__).with_name("schema_org.json").read_text("utf-8"))["types"].items()
}
BASE = settings.BASE_URL
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


def _moment(value):
    return isinstance(value, str) and re.fullmatch(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d.*)?)?)?", value)


def _address(value):
    return isinstance(value, str) and re.match(r"https?://[\w.-]+", value)


def _text(value):
    return isinstance(value, str) and value.strip()


def _one_of(*names):
    return lambda value: isinstance(value, str) and value.removeprefix("https://schema.org/") in names


#: What a property may hold: types of things, or a check of a plain value. One that is not here is to be added.
RANGES = {
    **dict.fromkeys(("url", "mainEntityOfPage", "item", "urlTemplate", "inDefinedTermSet", "license"), _address),
    **dict.fromkeys(("startDate", "endDate", "datePublished", "dateModified", "foundingDate"), _moment),
    **dict.fromkeys(("author", "publisher", "organizer"), frozenset({"Organization"})),
    **dict.fromkeys(("name", "headline", "description", "text", "address", "query-input"), _text),
    "eventStatus": _one_of("EventScheduled", "EventCancelled"),
    "eventAttendanceMode": _one_of(*(f"{kind}EventAttendanceMode" for kind in ("Offline", "Online", "Mixed"))),
    "inLanguage": _one_of("de"),
    "position": lambda value: isinstance(value, int) and value > 0,
    "location": {"Place", "VirtualLocation"},
    "areaServed": {"AdministrativeArea"},
    "itemListElement": {"ListItem"},
    "potentialAction": {"SearchAction"},
    "target": {"EntryPoint"},
    "mainEntity": {"Question"},
    "acceptedAnswer": {"Answer"},
    "hasDefinedTerm": {"DefinedTerm"},
}


def out_of_range(thing):
    """(property, value) of each value below `thing` that is not of a type that the property takes."""
    found = []
    for name, value in thing.items():
        for one in value if isinstance(value, list) else [value]:
            wanted = RANGES.get(name) if name != "@type" else _text
            if isinstance(one, dict):
                fits = isinstance(wanted, set | frozenset) and one.get("@type") in wanted
                found += out_of_range(one)
            else:
                fits = callable(wanted) and wanted(one)
            found += [] if fits else [(name, one)]
    return found


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
        *glossary_and_news(home),
        factories.information(title="Fragen", body=[("questions", {"heading": "", "questions": [question]})]),
    ]
    kinds = set()
    for page in pages:
        html = client.get(page.url).content.decode()
        graph = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])
        assert graph["@context"] == "https://schema.org"
        assert mistakes(graph["@graph"]) == [], page.url
        assert [wrong for thing in graph["@graph"] for wrong in out_of_range(thing)] == [], page.url
        kinds |= {thing["@type"] for thing in graph["@graph"]}
        names = {thing[who]["name"] for thing in graph["@graph"] for who in ("publisher", "organizer") if who in thing}
        assert names <= {"Verbundforum"}
    assert kinds >= {"WebSite", "Article", "Event", "Organization", "FAQPage", "BreadcrumbList"}
    assert kinds >= {"DefinedTermSet", "NewsArticle"}


def glossary_and_news(home):
    glossary = factories.publish(GlossaryPage(title="Glossar", slug="glossar"), home)
    GlossaryEntry.objects.create(page=glossary, term="Verbund", definition="Ein Netzwerk.")
    index = factories.publish(NewsIndexPage(title="Aktuelles", slug="aktuelles"), home)
    news = NewsPage(title="Neues", slug="neues", date=date(2026, 3, 1), summary="Kurz.")
    return [glossary, factories.publish(news, index)]


@pytest.mark.django_db
def test_an_event_names_who_holds_it_and_the_site_where_nobody_public_does(client):
    factories.make_site()
    event, network = factories.event(title="Treffen"), factories.network(title="Bund Saar")
    assert organizers_of(client, event) == {"@type": "Organization", "name": "Verbundforum", "url": f"{BASE}/"}
    event.organiser_links = [EventOrganiser(page=network.page_ptr)]
    event.save_revision().publish()
    expected = {"@type": "Organization", "name": "Bund Saar", "url": BASE + network.url}
    assert organizers_of(client, event) == [expected]
    network.unpublish()
    assert organizers_of(client, event)["name"] == "Verbundforum"


def organizers_of(client, event):
    html = client.get(event.url).content.decode()
    graph = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])["@graph"]
    return next(thing for thing in graph if thing["@type"] == "Event")["organizer"]


def test_the_control_a_value_of_the_wrong_type_is_noticed():
    assert out_of_range({"@type": "Event", "startDate": "morgen"}) == [("startDate", "morgen")]
    assert out_of_range({"@type": "Event", "organizer": "Bund"}) == [("organizer", "Bund")]
    place = {"@type": "Place", "name": "Rathaus"}
    assert out_of_range({"@type": "Event", "organizer": place}) == [("organizer", place)]
    assert out_of_range({"@type": "Event", "url": "/treffen/"}) == [("url", "/treffen/")]
    assert out_of_range({"@type": "Event", "location": [place], "startDate": "2027-04-28T10:00+02:00"}) == []


def test_the_control_an_invented_property_or_type_is_noticed():
    assert mistakes({"@type": "Event", "beginn": "2026"}) == ["Event.beginn"]
    assert mistakes({"@type": "Article", "author": {"@type": "Verbund"}}) == ["Article.author: Verbund"]
    assert mistakes({"@type": "Event", "name": "Treffen"}) == []
