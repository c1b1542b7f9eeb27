"""Events as lists, month and archive: right on the clock, and nothing in them that is not public."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from search.delivery import deliver_everything
from tests import factories

BERLIN = ZoneInfo("Europe/Berlin")


def text(response):
    return " ".join(response.content.decode().split())


def at(days, hours=0, **more):
    begins = timezone.now() + timedelta(days=days, hours=hours)
    return {"starts_at": begins, "ends_at": begins + timedelta(hours=2), **more}


def hide(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_the_list_has_the_coming_first_then_the_past_with_the_facets_of_the_search(site, client):
    saar = factories.region("saarland", "Saarland")
    factories.event(title="Lange her", **at(-400))
    factories.event(title="Neulich", **at(-3))
    factories.event(title="Bald", regions=[saar], **at(3))
    factories.event(title="Später", **at(30))
    deliver_everything()
    shown = text(client.get("/veranstaltungen/"))
    places = [shown.index(f">{title}</a>") for title in ("Bald", "Später", "Neulich", "Lange her")]
    assert places == sorted(places)
    assert places[1] < shown.index("Vergangene Veranstaltungen") < places[2]
    assert 'name="region"' in shown
    narrowed = text(client.get("/veranstaltungen/", {"region": "saarland"}))
    assert ">Bald</a>" in narrowed
    assert ">Später</a>" not in narrowed
    assert "noindex" not in text(client.get("/veranstaltungen/?seite=1"))
    assert "noindex" in text(client.get("/veranstaltungen/?sort=titel"))


def test_the_archive_has_a_page_for_each_year_with_events(lists, client):
    factories.event(title="Auftakt", starts_at=datetime(2022, 4, 28, tzinfo=BERLIN), all_day=True)
    # Just before midnight in Berlin: the year is the one on the wall there.
    factories.event(title="Silvester", starts_at=datetime(2023, 12, 31, 23, 30, tzinfo=BERLIN))
    assert ">Auftakt</a>" in text(client.get("/veranstaltungen/archiv/2022/"))
    assert ">Silvester</a>" in text(client.get("/veranstaltungen/archiv/2023/"))
    assert "/veranstaltungen/archiv/2023/" in text(client.get("/veranstaltungen/archiv/2022/"))
    for year in (2024, 1, 99999999999):
        assert client.get(f"/veranstaltungen/archiv/{year}/").status_code == 404


def test_the_month_shows_each_day_also_of_an_event_that_lasts_days(lists, client):
    begins = datetime(2027, 3, 30, 10, tzinfo=BERLIN)
    factories.event(title="Drei Tage", starts_at=begins, ends_at=begins + timedelta(days=2))
    march, april = (
        text(client.get("/veranstaltungen/monat/2027-3/")),
        text(client.get("/veranstaltungen/monat/2027-4/")),
    )
    assert march.count(">Drei Tage</a>") == 3
    assert april.count(">Drei Tage</a>") == 3  # the week in which April begins
    assert "Veranstaltungen im März 2027" in march
    assert '<caption class="visually-hidden">' in march
    assert "/veranstaltungen/monat/2027-4/" in march


def test_the_month_view_ends_somewhere(lists, client):
    factories.event(title="x", **at(5))
    assert client.get("/veranstaltungen/monat/").status_code == 200
    this_year = timezone.localdate().year
    last = text(client.get(f"/veranstaltungen/monat/{this_year + 2}-12/"))
    assert 'rel="next"' not in last
    for month in (f"{this_year + 3}-1", "1-1", "2027-13", "2027-0", "99999-1", f"{this_year - 1}-1"):
        assert client.get(f"/veranstaltungen/monat/{month}/").status_code == 404, month


def test_what_is_not_public_is_in_no_list_month_calendar_or_count(site, client):
    shut = factories.event(title="Geheim", slug="geheim", **at(3))
    hide(shut)
    factories.event(title="Entwurf", slug="entwurf", live=False, **at(4))
    past = factories.event(title="Geheimrückblick", slug="rueck", starts_at=datetime(2021, 5, 5, tzinfo=BERLIN))
    hide(past)
    deliver_everything()
    month = timezone.localtime(shut.starts_at)
    for address in (
        "/",
        "/veranstaltungen/",
        f"/veranstaltungen/monat/{month.year}-{month.month}/",
        "/veranstaltungen/kalender.ics",
        "/suche/kalender.ics",
    ):
        shown = client.get(address)
        assert shown.status_code == 200
        assert "Geheim" not in text(shown)
        assert "Entwurf" not in text(shown)
    assert "Rückblick 2021" not in text(client.get("/veranstaltungen/"))
    for address in ("geheim/termin.ics", "entwurf/termin.ics", "archiv/2021/"):
        assert client.get(f"/veranstaltungen/{address}").status_code == 404


@pytest.mark.parametrize("number", [3, 12])
def test_a_month_takes_as_many_queries_with_three_events_as_with_twelve(
    lists, client, number, django_assert_max_num_queries
):
    for _ in range(number):
        factories.event(**at(1))
    month = timezone.localtime(timezone.now() + timedelta(days=1))
    client.get(f"/veranstaltungen/monat/{month.year}-{month.month}/")
    with django_assert_max_num_queries(14):
        client.get(f"/veranstaltungen/monat/{month.year}-{month.month}/")
