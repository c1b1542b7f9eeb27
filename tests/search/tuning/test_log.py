"""What people look for is counted, without persons."""

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, connections
from django.utils import timezone

from core.periodic import registered_jobs
from search.delivery import deliver_everything
from search.tuning import asked, log
from search.tuning.asked import Asked, Which, frequent_queries, tidy
from search.tuning.models import DailyQuery
from tests import factories

PERSON = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def visit(site, client):
    """`visit("/suche/?q=…", came_from="/suche/?q=…")` as a person does, and what is counted is written."""
    log.forget_noted()
    page = factories.practice(title="Schweißen lernen")
    deliver_everything()

    def go(address, came_from="", agent=PERSON):
        headers = {"User-Agent": agent} | ({"Referer": f"http://testserver{came_from}"} if came_from else {})
        response = client.get(address, headers=headers)
        log.write_noted()
        return response

    go.page = page
    yield go
    log.forget_noted()


def counted():
    return {row.text: (row.searches, row.without_result, row.clicks) for row in DailyQuery.objects.all()}


def days_ago(days, text, searches, *, without_result=0, clicks=0, common=False):
    DailyQuery.objects.create(
        day=timezone.localdate() - timedelta(days=days),
        text=text,
        searches=searches,
        without_result=without_result,
        clicks=clicks,
        common=common,
    )


def test_a_search_is_counted_in_small_letters_and_whether_it_found_something(visit):
    visit("/suche/?q=Schweißen")
    visit("/praxis/?q=schweißen")
    visit("/suche/?q=Zeppelin")
    assert counted() == {"schweißen": (2, 0, 0), "zeppelin": (1, 1, 0)}


def test_what_only_a_mistyped_word_finds_was_not_found(visit):
    visit("/suche/?q=Schweisen")
    assert counted() == {"schweisen": (1, 1, 0)}


def test_filters_that_leave_nothing_do_not_make_a_search_fail(visit):
    visit("/suche/?q=schweißen&branche=gibt-es-nicht")
    assert counted() == {"schweißen": (1, 0, 0)}


def test_further_pages_filters_and_orders_of_the_same_search_are_not_counted_again(visit):
    visit("/suche/?q=schweißen")
    visit("/suche/?q=schweißen&sort=titel", came_from="/suche/?q=Schwei%C3%9Fen")
    visit("/suche/?q=schweißen&seite=2")
    assert counted() == {"schweißen": (1, 0, 0)}


@pytest.mark.parametrize("agent", ["", "Googlebot/2.1", "curl/8.5", "Mozilla/5.0 (compatible; AhrefsBot/7.0)"])
def test_robots_are_not_counted(visit, agent):
    visit("/suche/?q=schweißen", agent=agent)
    visit(visit.page.url, came_from="/suche/?q=schweißen", agent=agent)
    assert counted() == {}


def test_the_api_and_empty_searches_are_not_counted(visit):
    visit("/api/v1/search?q=schweißen")
    visit("/suche/")
    assert counted() == {}


def test_a_result_that_is_opened_counts_as_a_click(visit):
    visit("/suche/?q=schweißen")
    visit(visit.page.url, came_from="/suche/?q=schwei%C3%9Fen&branche=x")
    assert counted() == {"schweißen": (1, 0, 1)}


def test_other_pages_and_links_from_elsewhere_are_no_clicks(visit, client):
    visit("/verbuende/", came_from="/suche/?q=schweißen")
    visit(visit.page.url)
    visit("/gibt-es-nicht/", came_from="/suche/?q=schweißen")
    client.get(visit.page.url, headers={"User-Agent": PERSON, "Referer": "https://example.org/?q=schweißen"})
    log.write_noted()
    assert counted() == {}


def test_what_an_editor_looks_at_from_the_admin_is_not_counted(visit):
    visit("/suche/?q=schweißen", came_from="/redaktion/suche/gesucht/")
    visit(visit.page.url, came_from="/redaktion/suche/verstehen/?q=schweißen")
    assert counted() == {}


def test_a_broken_referer_does_no_harm(visit, client):
    for referer in ("http://[?q=x", "http://testserver/?" + "q=x&" * 300, "q=\x00"):
        headers = {"User-Agent": PERSON, "Referer": referer}
        assert client.get(visit.page.url, headers=headers).status_code == 200
        assert client.get("/suche/?q=kran", headers=headers).status_code == 200


def test_nothing_of_the_visitor_is_kept():
    names = {field.name for field in DailyQuery._meta.get_fields()}
    assert names == {"id", "day", "text", "searches", "without_result", "clicks", "common"}


def test_a_search_is_answered_while_nothing_can_be_counted(visit, monkeypatch):
    def broken(*args, **kwargs):
        raise DatabaseError("away")

    monkeypatch.setattr(log, "normalised", broken)
    assert visit("/suche/?q=schweißen").status_code == 200


def test_what_could_not_be_written_is_written_later(visit):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_tuning_dailyquery RENAME TO elsewhere")
    try:
        visit("/suche/?q=schweißen")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE elsewhere RENAME TO search_tuning_dailyquery")
    assert counted() == {}
    log.write_noted()
    assert counted() == {"schweißen": (1, 0, 0)}


def test_processes_that_count_at_once_lose_nothing(visit):
    today = timezone.localdate()

    def count():
        try:
            for _ in range(10):
                log._write({(today, "kran"): (1, 0, 0), (today, "bagger"): (1, 1, 0)})
        finally:
            connections.close_all()

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted() == {"kran": (40, 0, 0), "bagger": (40, 40, 0)}


def test_a_robot_cannot_fill_the_table(visit, monkeypatch):
    monkeypatch.setattr(log, "MOST_A_DAY", 2)
    for word in ("eins", "zwei", "drei", "zwei"):
        visit(f"/suche/?q={word}")
    assert counted() == {"eins": (1, 1, 0), "zwei": (2, 2, 0)}


def test_a_robot_cannot_fill_the_memory(visit, monkeypatch):
    monkeypatch.setattr(log, "MOST_WAITING", 1)
    for word in ("eins", "zwei", "eins"):
        log._add(word, 1, 0, 0)
    log.write_noted()
    assert counted() == {"eins": (2, 0, 0)}


@pytest.mark.django_db
def test_what_fewer_than_three_asked_for_in_thirty_days_is_shown_to_nobody():
    days_ago(0, "selten", 2)
    days_ago(40, "selten", 2)
    days_ago(1, "häufig", 2)
    days_ago(29, "häufig", 1)
    assert [row.text for row in asked.asked(365)] == ["häufig"]
    assert frequent_queries("sel", 5) == ()
    assert frequent_queries("haeu", 5) == ("häufig",)


@pytest.mark.django_db
def test_the_three_lists_tell_what_found_nothing_and_what_nobody_opened():
    days_ago(2, "kran", 5, clicks=2)
    days_ago(3, "leer", 4, without_result=4)
    days_ago(4, "fad", 3)
    assert [row.text for row in asked.asked(30)] == ["kran", "leer", "fad"]
    assert asked.asked(30, Which.WITHOUT_RESULT) == [Asked("leer", 4, 4, 0)]
    assert [row.text for row in asked.asked(30, Which.WITHOUT_CLICK)] == ["fad"]


@pytest.mark.django_db
def test_completion_offers_frequent_searches_that_find_something():
    days_ago(0, "förderung beantragen", 3)
    days_ago(0, "förderung", 9)
    days_ago(0, "förderband", 8, without_result=8)
    assert frequent_queries("Foerd", 5) == ("förderung", "förderung beantragen")
    assert frequent_queries("förd", 1) == ("förderung",)
    assert frequent_queries("förderung", 5) == ("förderung beantragen",)
    assert frequent_queries(" ", 5) == ()


@pytest.mark.django_db
def test_the_seldom_goes_after_thirty_days_and_the_rest_after_thirteen_months():
    days_ago(29, "häufig", 3)
    days_ago(29, "selten", 2)
    days_ago(30, "alt und selten", 9)
    days_ago(300, "alt und häufig", 9, common=True)
    days_ago(397, "uralt", 9, common=True)
    tidy()
    assert {row.text: row.common for row in DailyQuery.objects.all()} == {
        "häufig": True,
        "selten": False,
        "alt und häufig": True,
    }
    assert [row.text for row in asked.asked(365)] == ["alt und häufig", "häufig"]


@pytest.mark.django_db
def test_tidying_is_registered_as_periodic_work():
    days_ago(31, "selten", 2)
    assert registered_jobs()["suchanfragen-aufraeumen"].run() == "1 seltene und 0 alte Zeilen gelöscht"
    assert not DailyQuery.objects.exists()
