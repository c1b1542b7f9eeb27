"""Completion while typing: what is offered, in which order, and what never is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from search import suggest as completion
from search.delivery import deliver_everything
from tests import factories


@pytest.fixture
def complete(site, client):
    """`complete("foerd")`: (kind, text) of each suggestion, after everything that waits was delivered."""

    def ask(text):
        deliver_everything()
        answer = client.get("/api/v1/suggest", {"q": text})
        assert answer.status_code == 200, answer.content
        return [(found["kind"], found["text"]) for found in answer.json()["suggestions"]]

    return ask


@pytest.fixture
def frequent(monkeypatch):
    """Name the frequent searches of the test."""
    monkeypatch.setattr(completion, "_frequent", [])
    return lambda *texts: completion.register_frequent_queries(
        lambda typed, limit: tuple(text for text in texts if text.lower().startswith(typed.lower()))[:limit]
    )


def test_searches_come_first_then_terms_by_kind_then_titles(complete, frequent):
    frequent("Handel und Logistik")
    branch, region = factories.branch("handel", "Handel"), factories.region("handewitt", "Handewitt")
    factories.practice(title="Handeln lernen", branches=[branch], regions=[region])
    assert complete("hande") == [
        ("suche", "Handel und Logistik"),
        ("branche", "Handel"),
        ("region", "Handewitt"),
        ("titel", "Handeln lernen"),
    ]


def test_no_kind_takes_all_the_room(complete, frequent):
    frequent(*(f"Metall {number}" for number in range(9)))
    branches = [factories.branch(f"metall-{number}", f"Metallbau {number}") for number in range(9)]
    for number in range(9):
        factories.practice(title=f"Metallkurs {number}", branches=branches)
    kinds = [kind for kind, _ in complete("metal")]
    assert (kinds.count("suche"), kinds.count("branche"), kinds.count("titel")) == (3, 5, 5)


def test_nothing_is_offered_twice(complete, frequent):
    frequent("Pflege", "Pflege")
    factories.practice(title="Pflege")
    factories.practice(title="Pflege")
    assert complete("pfl") == [("suche", "Pflege"), ("titel", "Pflege")]


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("foerd", "Förderung"),
        ("praezision", "Präzisionswerkzeuge"),
        ("PRÄZ", "Präzisionswerkzeuge"),
        ("verarb", "Metallverarbeitung"),
        ("bau h", "Bau, Holz"),
        ("strasse", "Straßenbau"),
    ],
)
def test_a_term_is_offered_by_its_beginning_a_words_or_a_parts_in_any_spelling(complete, typed, label):
    factories.practice(title="Alpha", branches=[factories.branch("b", label)])
    assert ("branche", label) in complete(typed)


@pytest.mark.parametrize("typed", ["erdung", "ba h", "tall", "au", "…", '"', "h"])
def test_a_term_is_not_offered_by_what_is_no_beginning(complete, typed):
    for number, label in enumerate(["Förderung", "Bau, Holz", "Metallverarbeitung", "Holzbau"]):
        factories.practice(title="Alpha", branches=[factories.branch(f"b{number}", label)])
    assert [text for kind, text in complete(typed) if kind == "branche"] == []


def test_the_more_frequent_of_equal_terms_comes_first(complete):
    rare, often = factories.branch("a", "Metall A"), factories.branch("b", "Metall B")
    for branches in ([rare, often], [often]):
        factories.practice(title="Alpha", branches=branches)
    assert complete("metal") == [("branche", "Metall B"), ("branche", "Metall A")]


def test_a_parent_of_a_term_that_occurs_is_offered_too(complete):
    parent = factories.branch("industrie", "Industrie")
    factories.practice(title="Alpha", branches=[factories.branch("guss", "Guss", parent=parent)])
    assert complete("indu") == [("branche", "Industrie")]


def test_terms_and_titles_of_what_is_not_public_are_not_offered(complete):
    branches = [factories.branch(f"b{number}", f"Geheimwesen {number}") for number in range(4)]
    factories.practice(title="Geheim ein Entwurf", live=False, branches=branches[:1])
    hidden = factories.practice(title="Geheim mit Anmeldung", branches=branches[1:2])
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    expired = factories.practice(title="Geheim und vorbei", branches=branches[2:3])
    type(expired).objects.filter(pk=expired.pk).update(expire_at=timezone.now() - timedelta(hours=1))
    assert complete("geheim") == []
    factories.practice(title="Geheim ist nichts", branches=branches[3:])
    assert complete("geheim") == [("branche", "Geheimwesen 3"), ("titel", "Geheim ist nichts")]


def test_it_costs_two_round_trips_and_a_query_for_each_list(complete, client, monkeypatch):
    for number in range(30):
        branch = factories.branch(f"b{number}", f"Metallbau {number}")
        factories.practice(title=f"Metallkurs {number}", branches=[branch])
    complete("metall")
    asked = []
    ask = completion.ask
    monkeypatch.setattr(completion, "ask", lambda question: asked.append(question) or ask(question))
    with CaptureQueriesContext(connection) as queries:
        client.get("/api/v1/suggest", {"q": "metall"})
    assert len(asked) == 2
    # Four lists of terms, and which titles the visitor may see.
    assert len(queries) <= 8, [query["sql"] for query in queries]


def test_a_browser_keeps_an_answer_for_a_moment_and_nobody_else_does(complete, client):
    assert complete("metall") == []
    header = client.get("/api/v1/suggest", {"q": "metall"})["Cache-Control"]
    assert header == "private, max-age=30"
