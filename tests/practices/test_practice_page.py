"""The practice as an article: sections and contents, effects as bars, rows read at once, few queries."""

import re
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from core.vocabularies.models import Instrument, ObstacleType
from events.models import EventPractice
from practices.effects import FULL, bars
from practices.models import PracticeEffect, PracticeIndexPage, PracticeObstacle, PracticePage, PracticeRelation
from practices.rows import given_rows, read_rows
from tests import factories
from tests.practices.test_two_tiers_page import full_practice

FIGURES = st.none() | st.decimals(-1000, 10**9, places=2)


def text_of(client, page):
    return " ".join(client.get(page.url).content.decode().split())


@given(FIGURES, FIGURES)
def test_bars_are_as_long_as_the_figures_and_there_are_none_without_a_comparison(before, after):
    drawn = bars(PracticeEffect(before=before, after=after))
    if None in (before, after) or min(before, after) < 0 or before == after == 0:
        assert drawn is None
        return
    assert max(drawn.before, drawn.after) == FULL
    assert abs(drawn.before * after - drawn.after * before) <= max(before, after)


@pytest.mark.django_db
def test_rows_read_at_once_are_those_of_the_page(django_assert_num_queries):
    vocabulary = {
        "branches": [factories.branch("metall"), factories.branch("chemie")],
        "regions": [factories.region("saarland")],
        "target_groups": [factories.target_group("azubis")],
        "company_sizes": [factories.company_size("klein", order=2), factories.company_size("gross", order=1)],
    }
    page = full_practice(rows=3, tags=["Tablet", "Coach"], **vocabulary)
    page.obstacles = [
        PracticeObstacle(kind=ObstacleType.objects.create(slug="zeit", label="Zeit"), description="Z", sort_order=0),
        PracticeObstacle(description="A", remedy="B", solved="nein", sort_order=1),
    ]
    page.instruments = [Instrument.objects.create(slug="gutschein", label="Gutschein")]
    page.save_revision().publish()
    factories.event(practice_links=[EventPractice(practice=page)])
    with django_assert_num_queries(1):
        rows = read_rows(page)
    assert rows == given_rows(type(page).objects.get(pk=page.pk))
    assert [row.description for row in rows.obstacles] == ["Z", "A"]
    assert [term.slug for term in rows.terms["company_sizes"]] == ["gross", "klein"]
    assert len(rows.events) == 1


@pytest.mark.django_db
def test_the_contents_name_exactly_the_sections_of_the_page(client):
    page = full_practice(background="<p>So war es.</p>", outcome="<p>Gut.</p>")
    html = text_of(client, page)
    contents = re.findall(r'<a href="#([\w-]+)">', html[html.index("practice-contents") : html.index("</nav>", 9000)])
    headings = re.findall(r'<h2 id="([\w-]+)"', html[html.index("practice-contents__list") :])
    assert [heading for heading in headings if heading in contents] == contents
    assert {"ausgangslage", "vorgehen", "stolpersteine", "wirkung", "voraussetzungen", "materialien"} <= set(contents)
    assert "finanzierung" not in contents


@pytest.mark.django_db
def test_effects_are_bars_with_their_figures_in_words_and_in_a_table(client):
    effects = [
        PracticeEffect(indicator="Anmeldungen", unit="Personen", before=Decimal("1500"), after=Decimal("3000.50")),
        PracticeEffect(indicator="Ausschuss", why_none="Umbau"),
    ]
    html = text_of(client, factories.practice(effects=effects))
    assert re.findall(r'<rect width="(\d+)"', html) == ["500", "1000"]
    for shown in ("1.500 Personen", "3.000,5 Personen"):
        assert html.count(shown) == 2
    assert "nicht erhoben: Umbau" in html


@pytest.mark.django_db
def test_a_preview_shows_the_draft_and_not_what_is_published(client):
    page = factories.practice(obstacles=[PracticeObstacle(description="Alte Hürde")])
    page.obstacles = [PracticeObstacle(description="Neue Hürde")]
    draft = page.save_revision().as_object()
    request = RequestFactory().get("/")
    request.is_preview = True
    request.user = AnonymousUser()
    assert [row.description for row in draft.get_context(request)["obstacles"]] == ["Neue Hürde"]
    assert "Alte Hürde" in text_of(client, page)


@pytest.mark.django_db
def test_editors_choice_comes_first_among_what_is_alike(client):
    other = factories.practice(title="Vorbild", summary="Das Vorbild.")
    html = text_of(client, factories.practice(relations=[PracticeRelation(kind="baut-auf", target=other)]))
    below = html[html.index("Ähnliche Praxisbeispiele") :]
    assert "Baut auf" in below
    assert "Das Vorbild." in below


@pytest.mark.django_db
def test_the_page_can_be_passed_on_by_mail_and_quoted(client, settings):
    settings.BASE_URL = "https://forum.example"
    page = factories.practice(title="Lernen & Arbeiten", summary="Kurz.")
    html = text_of(client, page)
    assert "mailto:?subject=Lernen%20%26%20Arbeiten&amp;body=" in html
    assert f"https%3A//forum.example{page.url}" in html
    assert "„Lernen &amp; Arbeiten“. In: Verbundforum" in html


@pytest.mark.django_db
@pytest.mark.once
def test_a_practice_page_takes_at_most_twelve_queries_with_ten_practices_and_with_five_hundred(client):
    page = full_practice(rows=9, verbund=factories.network())
    client.get(page.url)
    with CaptureQueriesContext(connection) as few:
        assert client.get(page.url).status_code == 200
    index = PracticeIndexPage.objects.get()
    with transaction.atomic():
        for number in range(500 - PracticePage.objects.count()):
            index.add_child(instance=PracticePage(title=f"Beispiel {number}", summary="Kurz."))
    with CaptureQueriesContext(connection) as many:
        assert client.get(page.url).status_code == 200
    assert PracticePage.objects.count() == 500
    assert len(few) == len(many) <= 12, [query["sql"][:200] for query in many]
