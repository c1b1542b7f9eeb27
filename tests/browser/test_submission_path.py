"""A Kurzsteckbrief from outside: begun, put off, taken up by the mail's link, sent and followed, without script."""

import re

import pytest

from core.mail.models import OutgoingMail
from practices.models import PracticePage
from practices.submission.following import follow_all
from tests import factories
from tests.browser.axe import run_axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.once]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
ADDRESS = "anna@nord.example"


@pytest.fixture
def vocabulary(site):
    factories.network(title="Verbund Nord")
    factories.topic("ki", "Künstliche Intelligenz")
    factories.company_size("klein", "bis 49")


@pytest.fixture
def plain(browser, vocabulary):
    """A telephone without script."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    yield context.new_page()
    context.close()


def link_in_the_last_mail(site):
    mail = OutgoingMail.objects.filter(to=ADDRESS).order_by("-pk").first()
    return site + re.search(r"/praxisbeispiel-einreichen/\S+/", mail.text)[0]


def check(page, *addresses):
    """No findings of axe, nothing wider than a telephone."""
    page.set_viewport_size({"width": 360, "height": 800})
    for address in addresses:
        page.goto(address)
        result = run_axe(page, options=RULES)
        assert result.violations_count == 0, f"{address}: {result.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_a_kurzsteckbrief_is_written_in_steps_and_sent_without_script(site, plain, page, foreign):
    plain.goto(f"{site}/praxis/")
    plain.get_by_role("link", name="Praxisbeispiel einreichen").first.click()
    plain.get_by_role("button", name="Kurzsteckbrief beginnen").click()
    plain.get_by_role("link", name=re.compile("Ihre E-Mail-Adresse")).click()
    plain.get_by_label("Ihre E-Mail-Adresse").fill(ADDRESS)
    plain.get_by_role("button", name="Kurzsteckbrief beginnen").click()

    plain.get_by_role("heading", name="Worum es geht", level=1).wait_for()
    plain.get_by_label("Titel").fill("Lernwerkstatt im Betrieb")
    plain.get_by_role("button", name="Speichern und weiter").click()
    plain.locator("#fehler:focus").wait_for()
    error = plain.get_by_role("link", name=re.compile("^Kurzbeschreibung: "))
    assert error.get_attribute("href") == "#id_summary"
    assert plain.get_by_label("Titel").input_value() == "Lernwerkstatt im Betrieb"
    plain.get_by_role("button", name="Speichern und später weitermachen").click()

    # Another day, by the mail.
    link = link_in_the_last_mail(site)
    plain.goto(link)
    plain.get_by_role("link", name="Weiterschreiben").click()
    assert plain.get_by_label("Titel").input_value() == "Lernwerkstatt im Betrieb"
    plain.get_by_label("Kurzbeschreibung").fill("42 Angelernte haben einen Teilabschluss.")
    plain.get_by_label("Zusammenfassung").fill("Erst gefragt, dann geübt.")
    forth = plain.get_by_role("button", name="Speichern und weiter")
    forth.click()
    plain.get_by_role("button", name="Speichern und zurück").click()
    assert plain.get_by_label("Zusammenfassung").input_value() == "Erst gefragt, dann geübt."
    forth.click()
    for label in ("Ausgangslage", "Vorgehen", "Ergebnis"):
        plain.get_by_label(label).fill(f"Text zu {label}.")
    forth.click()
    forth.click()
    check(page, f"{link}einordnung/", f"{link}verbund-und-zeit/", link)
    for label in ("Beratung und Bedarfsermittlung", "Künstliche Intelligenz", "Handel", "Saarland", "bis 49"):
        plain.get_by_label(label, exact=True).check()
    forth.click()
    plain.get_by_label("Weiterbildungsverbund").select_option("Verbund Nord")
    plain.get_by_label("Laufzeit von").fill("03.2023")
    plain.get_by_label("Läuft noch").check()
    plain.get_by_label("Pilot").check()
    forth.click()
    plain.get_by_label("Ansprechstelle", exact=True).fill("Projektbüro")
    plain.get_by_label("E-Mail-Adresse der Ansprechstelle").fill("buero@nord.example")
    plain.get_by_label("E-Mail-Adresse der Vertretung").fill("vertretung@nord.example")
    plain.get_by_role("button", name="Speichern und prüfen").click()
    plain.get_by_text("März 2023").wait_for()
    plain.get_by_role("link", name="„Das Beispiel“ ändern").wait_for()
    check(page, link)
    plain.get_by_role("button", name="Kurzsteckbrief abschicken").click()
    plain.locator("#fehler:focus").wait_for()
    plain.get_by_label("Ich darf diese Angaben").check()
    plain.get_by_role("button", name="Kurzsteckbrief abschicken").click()

    plain.get_by_role("heading", name="Stand: eingegangen").wait_for()
    draft = PracticePage.objects.get()
    assert not draft.live
    draft.get_latest_revision().publish()
    follow_all()
    plain.goto(link_in_the_last_mail(site))
    plain.get_by_role("heading", name="Stand: veröffentlicht").wait_for()
    check(page, link, f"{site}/praxisbeispiel-einreichen/")
    plain.get_by_role("link", name="Lernwerkstatt im Betrieb").click()
    plain.get_by_role("heading", name="Lernwerkstatt im Betrieb", level=1).wait_for()
    assert foreign == []
