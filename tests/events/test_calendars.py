"""Events as calendar files: read by another library, kept to the letter of RFC 5545, and told of every change."""

import itertools
import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.models import EventPage
from search.calendars import Entry, as_calendar
from search.delivery import deliver_everything
from tests import factories

BERLIN = ZoneInfo("Europe/Berlin")
_zones = itertools.count()


def at(days, **more):
    begins = timezone.now() + timedelta(days=days)
    return {"starts_at": begins, "ends_at": begins + timedelta(hours=2), **more}


def only(calendar):
    (event,) = vobject.readOne(calendar.decode()).vevent_list
    return event


def by_its_own_zone(calendar):
    """The event as a program reads it that knows no time zones but the one in the file: under a name of its own, the
    other library cannot take what it knows of Europe/Berlin."""
    return only(calendar.replace(b"Europe/Berlin", f"Eigene/Zone{next(_zones)}".encode()))


def to_the_letter(calendar):
    """What the standard asks of every file, and stricter programs refuse."""
    assert calendar.endswith(b"\r\n")
    assert b"\n" not in calendar.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in calendar.split(b"\r\n"))
    text = calendar.replace(b"\r\n ", b"").decode()
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    begun, ended = (re.findall(rf"(?m)^{word}:(\w+)\r$", text) for word in ("BEGIN", "END"))
    assert sorted(begun) == sorted(ended)
    zones = re.findall(r"(?m)^TZID:(.+)\r$", text)
    assert zones == ["Europe/Berlin"]
    assert set(re.findall(r"TZID=([^:;]+)", text)) <= set(zones)
    for event in re.findall(r"(?ms)^BEGIN:VEVENT\r$.*?^END:VEVENT\r$", text):
        for once in ("UID", "DTSTAMP", "DTSTART", "SEQUENCE", "STATUS", "SUMMARY"):
            assert len(re.findall(rf"(?m)^{once}[:;]", event)) == 1, once
        assert re.search(r"(?m)^DTSTAMP:\d{8}T\d{6}Z\r$", event)
        assert not re.search(r"(?m)^METHOD", event)


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
    made = as_calendar("Alle", [entry])
    to_the_letter(made)
    found = by_its_own_zone(made)
    local = starts.astimezone(BERLIN)
    # The hour that comes twice cannot be told by a wall clock: there the reader may take either.
    again = local.replace(fold=1).utcoffset() != local.replace(fold=0).utcoffset()
    slack = timedelta(hours=1) if again else timedelta()
    assert abs(found.dtstart.value - starts) <= slack
    assert found.summary.value == title
    assert found.description.value.startswith("a;b,c\\d\ne")
    assert found.uid.value.startswith("veranstaltung-7@")


def test_an_event_in_the_calendar_has_place_state_and_a_sequence_that_rises_with_each_publication(lists, client):
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


def test_a_whole_day_is_a_date_and_ends_on_the_day_after(lists, client):
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


@pytest.mark.parametrize("moment", [datetime(2027, 7, 1, 10, tzinfo=BERLIN), datetime(2027, 12, 1, 10, tzinfo=BERLIN)])
def test_the_control_with_a_wrong_time_zone_in_the_file_the_moment_is_another(moment):
    made = as_calendar("Alle", [Entry("7", "x", moment, "https://x.example/", moment)])
    assert by_its_own_zone(made).dtstart.value == moment
    wrong = made.replace(b"TZOFFSETTO:+0200", b"TZOFFSETTO:+0500").replace(b"TZOFFSETTO:+0100", b"TZOFFSETTO:+0400")
    assert by_its_own_zone(wrong).dtstart.value == moment - timedelta(hours=3)


def test_a_cancelled_event_stays_in_the_calendar_that_others_subscribed_to_and_says_so(site, client):
    page = factories.event(title="Werkstatt", slug="werkstatt", **at(10))
    deliver_everything()
    first = only(client.get("/veranstaltungen/kalender.ics").content)
    page.cancelled_at = timezone.now()
    page.save_revision().publish()
    deliver_everything()
    made = client.get("/veranstaltungen/kalender.ics").content
    to_the_letter(made)
    found = only(made)
    assert (found.uid.value, found.status.value) == (first.uid.value, "CANCELLED")
    assert int(found.sequence.value) == int(first.sequence.value) + 1
    assert "Abgesagt. Kurz gesagt." in " ".join(client.get("/veranstaltungen/").content.decode().split())
