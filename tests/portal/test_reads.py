"""Reads are counted by day and page, without persons, and only where a person reads."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.db import connection
from django.utils import timezone
from portal.desk.figures import figures
from portal.reads import noting
from portal.reads.models import DailyReads
from portal.reads.sums import KEPT_FOR, erase_old

from tests import factories

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@pytest.fixture
def page(db):
    caches["limits"].clear()
    noting.forget_noted()
    factories.make_site()
    yield factories.practice(title="Staplerschein", slug="stapler")
    noting.forget_noted()


def counted():
    noting.write_noted()
    return {row.page_id: (row.kind, row.reads) for row in DailyReads.objects.all()}


def test_each_read_of_a_record_counts_and_a_list_does_not(page, client):
    for _ in range(3):
        assert client.get(page.url, headers=BROWSER).status_code == 200
    client.get("/praxis/", headers=BROWSER)
    assert counted() == {page.pk: ("praxis", 3)}
    client.get(page.url, headers=BROWSER)
    assert counted() == {page.pk: ("praxis", 4)}, "the same day is the same row"


def test_a_read_writes_nothing_by_itself(page, client):
    client.get(page.url, headers=BROWSER)
    assert not DailyReads.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Googlebot/2.1"},
        {"User-Agent": "python-requests/2"},
        {"User-Agent": ""},
        {**BROWSER, "Sec-Purpose": "prefetch"},
    ],
)
def test_programs_and_what_is_fetched_in_advance_do_not_count(page, client, headers):
    client.get(page.url, headers=headers)
    assert counted() == {}


def test_neither_the_team_nor_a_question_for_the_head_nor_what_is_not_there_counts(page, client):
    client.head(page.url, headers=BROWSER)
    client.get("/praxis/gibt-es-nicht/", headers=BROWSER)
    client.force_login(get_user_model().objects.create_superuser("leitung"))
    client.get(page.url, headers=BROWSER)
    assert counted() == {}


def test_nothing_of_the_reader_is_kept(page, client):
    client.get(page.url, headers=BROWSER, REMOTE_ADDR="192.0.2.77")
    noting.write_noted()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM reads_dailyreads")
        assert [column[0] for column in cursor.description] == ["id", "day", "page_id", "kind", "reads"]
    assert "sessionid" not in client.cookies


def test_what_cannot_be_written_waits(page, client, monkeypatch):
    client.get(page.url, headers=BROWSER)
    with monkeypatch.context() as patch:
        patch.setattr(noting, "_UPSERT", "INSERT INTO there_is_none VALUES (%s, %s, %s, %s)")
        assert noting.write_noted() == 0
    assert counted() == {page.pk: ("praxis", 1)}


def test_the_figures_tell_months_kinds_and_titles_and_old_days_go(page):
    today = timezone.localdate().replace(day=15)
    last = (today.replace(day=1) - timedelta(days=1)).replace(day=2)
    hidden = factories.practice(live=False, title="Geheim")
    rows = [(timezone.localdate(), page.pk, "praxis", 5), (timezone.localdate(), hidden.pk, "praxis", 2)]
    rows += [(last, 999_999, "veranstaltung", 7), (today - KEPT_FOR - timedelta(days=40), page.pk, "praxis", 100)]
    for day, page_id, kind, reads in rows:
        DailyReads.objects.create(day=day, page_id=page_id, kind=kind, reads=reads)
    found = figures()
    months = [(figure.label, figure.number) for figure in found if figure.heading.startswith("Gelesen im")]
    assert months == [("Praxisbeispiele", 7), ("Veranstaltungen", 7)]
    most = [(figure.label, figure.number) for figure in found if figure.heading.startswith("Am meisten")]
    assert most == [("Staplerschein", 5)]
    erase_old()
    assert not DailyReads.objects.filter(reads=100).exists()
    assert DailyReads.objects.count() == 3
