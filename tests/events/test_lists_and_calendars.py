"""Events as lists, month, archive and calendars: right on the clock, and nothing in them that is not public."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from events.models import EventPage
from search.calendars import Entry, as_calendar
from search.delivery import deliver_everything
from tests import factories

BERLIN = ZoneInfo("Europe/Berlin")


def text(response):
    return " ".join(response.content.decode().split())


def at(days, hours=0, **more):
    begins = timezone.now() + timedelta(days=days, hours=hours)
    return {"starts_at": begins, "ends_at": begins + timedelta(hours=2), **more}


def only(calendar):
    (event,) = vobject.readOne(calendar.decode()).vevent_list
    return event


def hide(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    begins=st.datetimes(datetime(2010, 1, 1), datetime(2040, 1, 1)),  # noqa: DTZ001 - Hypothesis wants them so
    lasts=st.integers(1, 60 * 24 * 40),
    title=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=200),
)
def test_another_library_reads_the_same_moments_and_texts(begins, lasts, title):
    """Also on the nights on which the clocks change."""
    starts = timezone.make_aware(begins.replace(microsecond=0), ZoneInfo("UTC"))
    entry = Entry(
        "7", title, starts, "https://x.example/", starts, starts + timedelta(minutes=lasts), text="a;b,c\\d\ne"
    )
    found = only(as_calendar("Alle", [entry]))
    local = starts.astimezone(BERLIN)
    # The hour that comes twice cannot be told by a wall clock: there the reader may take either.
    again = local.replace(fold=1).utcoffset() != local.replace(fold=0).utcoffset()
    slack = timedelta(hours=1) if again else timedelta()
    assert abs(found.dtstart.value - starts) <= slack
    assert found.summary.value == title
    assert found.description.value.startswith("a;b,c\\d\ne")
    assert found.uid.value.startswith("veranstaltung-7@")


def test_an_event_in_the_calendar_has_place_state_and_a_sequence_that_rises_with_each_publication(site, client):
    page = factories.event(title="Werkstatt", slug="werkstatt", venue_name="Halle; 7", **at(10))
    first = only(client.get("/veranstaltungen/werkstatt/termin.ics").content)
    assert (first.status.value, first.location.value) == ("CONFIRMED", "Halle; 7")
    uid, sequence = first.uid.value, int(first.sequence.value)
    for number in range(1, 4):
        draft = EventPage.objects.get(pk=page.pk)
        draft.title = f"Werkstatt {number}"
        revision = draft.save_revision()
        assert int(only(client.get("/veranstaltungen/werkstatt/termin.ics").content).sequence.value) == sequence
        revision.publish()
        found = only(client.get("/veranstaltungen/werkstatt/termin.ics").content)
        sequence += 1
        assert (found.uid.value, int(found.sequence.value)) == (uid, sequence)
    draft = EventPage.objects.get(pk=page.pk)
    draft.cancelled_at, draft.cancellation_reason = timezone.now(), "Sturm"
    draft.save_revision().publish()
    found = only(client.get("/veranstaltungen/werkstatt/termin.ics").content)
    assert (found.status.value, found.summary.value) == ("CANCELLED", "Abgesagt: Werkstatt 3")
    assert "Sturm" in found.description.value


def test_a_whole_day_is_a_date_and_ends_on_the_day_after(site, client):
    day = datetime(2027, 3, 28, tzinfo=BERLIN)
    factories.event(title="Tag", slug="tag", starts_at=day, all_day=True)
    found = only(client.get("/veranstaltungen/tag/termin.ics").content)
    assert (found.dtstart.value, found.dtend.value) == (date(2027, 3, 28), date(2027, 3, 29))


def test_the_calendar_to_subscribe_to_takes_filters_and_tells_as_much_as_the_single_one(site, client):
    saar, hessen = factories.region("saarland", "Saarland"), factories.region("hessen", "Hessen")
    factories.event(title="Hier", slug="hier", regions=[saar], venue_name="Halle", **at(3))
    factories.event(title="Dort", slug="dort", regions=[hessen], **at(4))
    deliver_everything()
    every = vobject.readOne(client.get("/veranstaltungen/kalender.ics").content.decode())
    assert {event.summary.value for event in every.vevent_list} == {"Hier", "Dort"}
    found = only(client.get("/veranstaltungen/kalender.ics?region=saarland").content)
    assert (found.summary.value, found.location.value) == ("Hier", "Halle")
    assert client.get("/veranstaltungen/kalender.ics?region=mond").status_code == 400
    assert vobject.readOne(every.serialize()).vtimezone.tzid.value == "Europe/Berlin"


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


def test_the_archive_has_a_page_for_each_year_with_events(site, client):
    factories.event(title="Auftakt", starts_at=datetime(2022, 4, 28, tzinfo=BERLIN), all_day=True)
    # Just before midnight in Berlin: the year is the one on the wall there.
    factories.event(title="Silvester", starts_at=datetime(2023, 12, 31, 23, 30, tzinfo=BERLIN))
    assert ">Auftakt</a>" in text(client.get("/veranstaltungen/archiv/2022/"))
    assert ">Silvester</a>" in text(client.get("/veranstaltungen/archiv/2023/"))
    assert "/veranstaltungen/archiv/2023/" in text(client.get("/veranstaltungen/archiv/2022/"))
    for year in (2024, 1, 99999999999):
        assert client.get(f"/veranstaltungen/archiv/{year}/").status_code == 404


def test_the_month_shows_each_day_also_of_an_event_that_lasts_days(site, client):
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


def test_the_month_view_ends_somewhere(site, client):
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


@pytest.mark.parametrize("number", [3, 40])
def test_a_month_takes_as_many_queries_with_three_events_as_with_forty(
    site, client, number, django_assert_max_num_queries
):
    for _ in range(number):
        factories.event(**at(1))
    month = timezone.localtime(timezone.now() + timedelta(days=1))
    client.get(f"/veranstaltungen/monat/{month.year}-{month.month}/")
    with django_assert_max_num_queries(14):
        client.get(f"/veranstaltungen/monat/{month.year}-{month.month}/")
