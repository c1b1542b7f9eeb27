"""From the list to a seat, and what happens to the seat that is given back: in a browser, by the mails alone."""

import re
from datetime import timedelta

import pytest
import vobject
from django.core import mail
from django.utils import timezone

from core.mail.sending import send_waiting
from core.vocabularies.models import Region
from events.registrations import registration as actions
from events.registrations.forms import QUICKEST
from search.delivery import deliver_everything
from tests import factories
from tests.browser.axe import run_axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}


def last_mail(address):
    """The last that was sent to them, as their mail program has it."""
    send_waiting()
    return [message for message in mail.outbox if message.to == [address]][-1]


def link_in(message, site):
    return site + re.search(r"/anmeldung/\S+/", message.body)[0]


def no_findings(page):
    result = run_axe(page, options=RULES)
    assert result.violations_count == 0, result.generate_report()


@pytest.fixture
def full(site):
    """One seat, which Berta has; Cem waits."""
    saar = Region.objects.get()
    event = factories.event(
        title="Werkstatt im Saarland",
        slug="werkstatt",
        starts_at=timezone.now() + timedelta(days=30),
        ends_at=timezone.now() + timedelta(days=30, hours=3),
        format="hybrid",
        registration_enabled=True,
        capacity_onsite=1,
        regions=[saar],
        registration_form=[
            ("short_text", {"label": "Einrichtung", "help_text": "", "purpose": "Namensschild", "required": True})
        ],
    )
    factories.event(title="Anderswo", slug="anderswo")
    deliver_everything()
    return event


def test_a_seat_is_found_taken_confirmed_given_back_and_goes_to_the_next(site, full, page, foreign):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{site}/veranstaltungen/")
    assert page.get_by_role("link", name="Anderswo").count() == 1
    page.get_by_role("checkbox", name="Saarland").check()
    if "region=saarland" not in page.url:
        page.keyboard.press("Enter")
    page.wait_for_url("**region=saarland**")
    assert page.get_by_role("link", name="Anderswo").count() == 0
    page.set_viewport_size({"width": 360, "height": 800})
    page.get_by_role("link", name="Werkstatt im Saarland").click()
    no_findings(page)
    page.get_by_role("link", name="Anmelden", exact=True).click()
    page.get_by_role("button", name="Verbindlich anmelden").click()
    page.wait_for_selector("#fehler")
    no_findings(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("#fehler a", has_text="Name").first.click()
    assert page.evaluate("document.activeElement.id") == "id_name"
    page.get_by_label("Name", exact=True).fill("Anna Beispiel")
    page.get_by_label("E-Mail-Adresse").fill("anna@example.org")
    page.get_by_label("vor Ort", exact=True).check()
    page.get_by_label("Einrichtung").fill("Kammer")
    page.get_by_label("Ich bin einverstanden").check()
    page.wait_for_timeout((QUICKEST + 1) * 1000)
    page.get_by_role("button", name="Verbindlich anmelden").click()
    page.get_by_role("heading", name="Fast geschafft").wait_for()
    page.goto(link_in(last_mail("anna@example.org"), site))
    no_findings(page)
    page.get_by_role("button", name="Anmeldung bestätigen").click()
    page.get_by_text("Sie sind angemeldet").wait_for()
    no_findings(page)
    calendar = page.request.get(site + page.get_by_role("link", name="Termin in den Kalender").get_attribute("href"))
    assert vobject.readOne(calendar.text()).vevent.summary.value == "Werkstatt im Saarland"
    # Somebody else comes too late, and waits.
    waiting = actions.reserve(full, name="Cem", email="cem@example.org", attendance="vor-ort")
    actions.confirm(waiting)
    assert "Sie stehen auf der Warteliste" in last_mail("cem@example.org").body
    page.get_by_role("button", name="Jetzt abmelden").click()
    page.get_by_role("heading", name="Sie sind abgemeldet").wait_for()
    assert "für Sie ist ein Platz frei geworden" in last_mail("cem@example.org").body
    page.goto(link_in(last_mail("cem@example.org"), site))
    page.get_by_role("button", name="Platz annehmen").click()
    page.get_by_text("Sie sind angemeldet").wait_for()
    assert "Sie sind angemeldet" in last_mail("cem@example.org").body
    assert foreign == []


def test_it_works_by_keyboard_without_script(site, full, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/veranstaltungen/werkstatt/anmeldung/")
    page.locator("#id_name").focus()
    for text in ("Ben Beispiel", "ben@example.org"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Kammer")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_timeout((QUICKEST + 1) * 1000)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Fast geschafft").wait_for()
    assert "bestätigen Sie die Anmeldung" in last_mail("ben@example.org").body
    page.context.close()


STATES = {
    "geplant": {"registration_opens_at": timedelta(days=3)},
    "offen": {},
    "ausgebucht": {"capacity_onsite": 0, "capacity_online": 0},
    "geschlossen": {"registration_closes_at": timedelta(hours=-1)},
    "abgesagt": {"cancelled_at": timedelta(hours=-1), "cancellation_reason": "Sturm"},
    "vorbei": {"starts_at": timedelta(days=-40), "ends_at": timedelta(days=-39)},
}


def test_lists_and_every_state_of_an_event_pass_axe(site, full, page):
    """Also what those who registered see: waiting, with an offer, after an error, and a link that is over."""
    now = timezone.now()
    for state, change in STATES.items():
        values = {name: now + value if isinstance(value, timedelta) else value for name, value in change.items()}
        made = factories.event(
            title=f"Treffen {state}",
            slug=state,
            **{"starts_at": now + timedelta(days=9), "format": "hybrid", "registration_enabled": True} | values,
            programme=[("item", {"title": "Ankommen", "speakers": "Eine Referentin", "room": "Saal"})],
            report="<p>Gut.</p>",
            materials=[("recording", {"title": "Vortrag", "url": "https://x.example/", "transcript": "Guten Tag."})],
        )
        assert made.state == state
    people = [actions.reserve(full, name="x", email=f"p{n}@example.org", attendance="vor-ort") for n in range(3)]
    for each in people:
        actions.confirm(each)
    waiting = f"/anmeldung/{people[2].key}/"
    actions.cancel(people[0])
    deliver_everything()
    over = timezone.localtime(now - timedelta(days=40))
    month = timezone.localtime(full.starts_at)
    paths = [
        "/veranstaltungen/",
        f"/veranstaltungen/monat/{month.year}-{month.month}/",
        f"/veranstaltungen/archiv/{over.year}/",
        *(f"/veranstaltungen/{state}/" for state in STATES),
        *(f"/veranstaltungen/{state}/anmeldung/" for state in ("geplant", "ausgebucht", "abgesagt")),
        "/veranstaltungen/werkstatt/anmeldung/danke/",
        f"/anmeldung/{people[1].key}/",
        waiting,
        "/anmeldung/falsch/",
    ]
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for path in paths:
            page.goto(site + path)
            no_findings(page)
    page.goto(site + waiting)
    page.get_by_label("Name", exact=True).fill("")
    page.get_by_role("button", name="Änderungen speichern").click()
    page.wait_for_selector("#fehler")
    no_findings(page)


def test_the_month_is_walked_by_keyboard_without_script(site, full, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    month = timezone.localtime(full.starts_at)
    page.goto(f"{site}/veranstaltungen/monat/")
    ahead = (month.year - timezone.localdate().year) * 12 + month.month - timezone.localdate().month
    for _ in range(ahead):
        page.locator("a[rel=next]").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    page.locator("a[rel=next]").focus()
    for key in ("Tab", "Tab", "Enter"):  # the table, which may be wider than the screen; its first event
        page.keyboard.press(key)
    page.wait_for_url("**/veranstaltungen/werkstatt/")
    page.context.close()
