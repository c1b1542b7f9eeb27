"""From the list to a seat, and what happens to the seat that is given back: in a browser, by the mails alone."""

import re
from datetime import timedelta

import pytest
import vobject
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from core.mail.models import OutgoingMail
from core.vocabularies.models import Region
from events.registrations import registration as actions
from events.registrations.forms import QUICKEST
from search.delivery import deliver_everything
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}


def last_mail(address):
    return OutgoingMail.objects.filter(to=address).order_by("-pk").first()


def link_in(mail, site):
    return site + re.search(r"/anmeldung/\S+/", mail.text)[0]


def no_findings(page):
    result = Axe().run(page, options=RULES)
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
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{site}/veranstaltungen/?region=saarland")
    assert page.get_by_role("link", name="Anderswo").count() == 0
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
    assert last_mail("cem@example.org").template == "registration_waiting"
    page.get_by_role("button", name="Jetzt abmelden").click()
    page.get_by_role("heading", name="Sie sind abgemeldet").wait_for()
    assert last_mail("cem@example.org").template == "registration_offer"
    page.goto(link_in(last_mail("cem@example.org"), site))
    page.get_by_role("button", name="Platz annehmen").click()
    page.get_by_text("Sie sind angemeldet").wait_for()
    assert last_mail("cem@example.org").template == "registration_confirmed"
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
    assert last_mail("ben@example.org").template == "registration_confirm"
    page.context.close()


def test_list_month_archive_and_a_link_that_is_over_pass_axe(site, full, page):
    month = timezone.localtime(full.starts_at)
    for address in ("", f"monat/{month.year}-{month.month}/", "werkstatt/"):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.goto(f"{site}/veranstaltungen/{address}")
            no_findings(page)
    page.goto(f"{site}/anmeldung/falsch/")
    no_findings(page)
