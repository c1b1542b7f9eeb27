"""Any search as a feed and as a calendar: valid for other programs, and only of what is public."""

from datetime import datetime, timedelta
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import feedparser
import pytest
import vobject
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from search.delivery import deliver_everything
from tests import factories

ATOM = "{http://www.w3.org/2005/Atom}"
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def get(site, client):
    def ask(address, **headers):
        deliver_everything()
        return client.get(address, headers=headers)

    return ask


def entries(answer):
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"].startswith("application/atom+xml")
    return [entry.findtext(f"{ATOM}title") for entry in ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")]


def test_a_feed_holds_what_the_search_finds(get):
    factories.practice(title="Lernen am Band", summary="Kurz & bündig <b>")
    factories.practice(title="Kantine")
    answer = get("/suche/feed.atom?q=Lernen")
    assert entries(answer) == ["Lernen am Band"]
    root = ElementTree.fromstring(answer.content)
    assert root.findtext(f"{ATOM}entry/{ATOM}summary") == "Kurz & bündig <b>"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"].endswith("/suche/feed.atom?q=Lernen")
    assert links["alternate"].endswith("/suche/?q=Lernen")
    assert root.findtext(f"{ATOM}id")
    assert root.findtext(f"{ATOM}updated")


def test_a_feed_reader_finds_no_fault_in_any_feed(get):
    saar = factories.region("saarland", "Saarland")
    factories.practice(title="</title> & <b>Lernen", summary="„Kurz“ & bündig \u2014 ½", regions=[saar], slug="lernen")
    factories.event(title="Lernen im Saarland", regions=[saar])
    for address, titles in {
        "/suche/feed.atom": {"</title> & <b>Lernen", "Lernen im Saarland"},
        "/suche/feed.atom?art=praxis": {"</title> & <b>Lernen"},
        "/suche/feed.atom?q=Lernen&region=saarland&sort=titel": {"</title> & <b>Lernen", "Lernen im Saarland"},
        "/suche/feed.atom?q=%22Lernen+im%22+-Pflege": {"Lernen im Saarland"},
        "/suche/feed.atom?q=gibtesnicht": set(),
    }.items():
        answer = get(address)
        read = feedparser.parse(
            answer.content, response_headers={"content-type": answer["Content-Type"]}, sanitize_html=False
        )
        assert not read.bozo, (address, read.get("bozo_exception"))
        assert (read.version, read.feed.language) == ("atom10", "de")
        assert all((read.feed.title, read.feed.author, read.feed.updated_parsed)), address
        assert {entry.title for entry in read.entries} >= titles
        for entry in read.entries:
            assert entry.id.startswith("tag:")
            assert entry.link.startswith("http")
            assert entry.updated_parsed


def test_the_control_a_feed_reader_notices_what_is_wrong(get):
    assert feedparser.parse(get("/suche/feed.atom").content.replace(b"</feed>", b"")).bozo


def test_an_entry_keeps_its_id_when_its_title_and_address_change(get):
    page = factories.practice(title="Lernen am Band")
    first = ElementTree.fromstring(get("/suche/feed.atom").content).findtext(f"{ATOM}entry/{ATOM}id")
    page.title, page.slug = "Lernen an der Maschine", "anders"
    page.save_revision().publish()
    assert ElementTree.fromstring(get("/suche/feed.atom").content).findtext(f"{ATOM}entry/{ATOM}id") == first


def test_a_reader_that_knows_it_already_gets_nothing_again(get):
    factories.practice(title="Lernen am Band")
    first = get("/suche/feed.atom")
    assert get("/suche/feed.atom", if_none_match=first["ETag"]).status_code == 304
    factories.practice(title="Neu")
    assert get("/suche/feed.atom", if_none_match=first["ETag"]).status_code == 200


@pytest.mark.parametrize("address", ["/suche/feed.atom", "/suche/kalender.ics"])
def test_what_is_not_public_is_in_neither(get, admin_client, address):
    moment = timezone.now() + timedelta(days=3)
    factories.event(title="Entwurf", live=False, starts_at=moment)
    factories.event(title="Vorbei", starts_at=moment, expire_at=timezone.now() - timedelta(hours=1))
    secret = factories.event(title="Geheim", starts_at=moment)
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    factories.event(title="Offen", starts_at=moment)
    deliver_everything()
    for answer in (get(address), admin_client.get(address)):
        text = answer.content.decode()
        assert "Offen" in text
        assert not any(title in text for title in ("Entwurf", "Vorbei", "Geheim"))


@pytest.mark.parametrize("address", ["/suche/feed.atom", "/suche/kalender.ics"])
@pytest.mark.parametrize("parameters", ["branche=gibt-es-nicht", "seite=0", "sort=quer", f"q={'x' * 500}"])
def test_parameters_that_cannot_be_are_refused_with_what_to_do(get, address, parameters):
    answer = get(f"{address}?{parameters}")
    assert answer.status_code == 400
    assert "Bitte" in answer.content.decode()


def events(answer):
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"].startswith("text/calendar")
    return list(vobject.readOne(answer.content.decode()).contents.get("vevent", []))


def test_a_calendar_holds_the_events_of_the_search_in_local_time_across_the_change_of_clocks(get):
    winter = datetime(2027, 1, 12, 10, 0, tzinfo=BERLIN)
    summer = datetime(2027, 7, 12, 10, 0, tzinfo=BERLIN)
    factories.event(title="Winter; Treffen, groß", starts_at=winter, ends_at=winter + timedelta(hours=2))
    factories.event(title="Sommertreffen", starts_at=summer)
    factories.practice(title="Ein Treffen")
    answer = get("/suche/kalender.ics")
    found = {event.summary.value: event for event in events(answer)}
    assert set(found) == {"Winter; Treffen, groß", "Sommertreffen"}
    assert found["Winter; Treffen, groß"].dtstart.value.astimezone(BERLIN) == winter
    assert found["Winter; Treffen, groß"].dtend.value.astimezone(BERLIN) == winter + timedelta(hours=2)
    assert found["Sommertreffen"].dtstart.value.astimezone(BERLIN) == summer
    assert b"BEGIN:VTIMEZONE" in answer.content
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    assert len({event.uid.value for event in found.values()}) == 2


def test_a_search_for_other_kinds_has_an_empty_calendar(get):
    factories.event(title="Treffen")
    assert events(get("/suche/kalender.ics?art=praxis")) == []
    assert len(events(get("/suche/kalender.ics?art=veranstaltung&art=praxis"))) == 1


def test_the_identity_of_an_event_stays_when_it_changes(get):
    page = factories.event(title="Treffen")
    (before,) = events(get("/suche/kalender.ics"))
    page.title = "Großes Treffen"
    page.save_revision().publish()
    (after,) = events(get("/suche/kalender.ics"))
    assert (before.uid.value, after.summary.value) == (after.uid.value, "Großes Treffen")


def test_feed_and_calendar_are_named_as_the_site_is(site, client):
    Site.objects.update(site_name="Netz der Verbünde")
    deliver_everything()
    assert (
        "<title>Netz der Verbünde: Suche nach „Pflege“</title>"
        in client.get("/suche/feed.atom?q=Pflege").content.decode()
    )
    assert "X-WR-CALNAME:Netz der Verbünde: Suche" in client.get("/suche/kalender.ics").content.decode()
