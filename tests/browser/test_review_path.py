"""From an empty form to the search: an editor writes, the Fachredaktion looks, the firm agrees by a link."""

import re

import pytest
from playwright.sync_api import expect

from core.mail.models import OutgoingMail
from practices.models import PracticeIndexPage, PracticePage
from practices.review.signing import request_sign_off
from practices.review.workflow import ensure_workflow
from search.delivery import deliver_everything
from tests import factories
from tests.browser.axe import run_axe
from tests.browser.editing import PATIENCE, log_in, open_form, press, watched

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
RICH = {
    "abstract": "Zwölf Beschäftigte üben gefahrlos.",
    "background": "Zu wenig Fachleute im Lager.",
    "approach": "Erst die Brille, dann der Stapler.",
    "outcome": "Alle haben bestanden.",
}


@pytest.fixture
def flow(site):
    factories.topic("ki", "Künstliche Intelligenz")
    factories.company_size("klein", "bis 49")
    factories.network(title="Verbund Saar", slug="saar")
    ensure_workflow()
    deliver_everything()
    return site


def write_kurzsteckbrief(page, site):
    open_form(page, f"{site}/redaktion/pages/add/practices/practicepage/{PracticeIndexPage.objects.get().pk}/")
    page.fill("[name=title]", "Staplerschein mit Brille")
    page.fill("[name=summary]", "Gefahrlos üben, bevor es ernst wird.")
    for field, text in RICH.items():
        editor = page.locator(f"#feld-{field} [contenteditable=true]")
        editor.click()
        page.keyboard.type(text)
    page.select_option("[name=example_kind]", "qualifizierung")
    for label in ("Künstliche Intelligenz", "Handel", "Saarland", "bis 49"):
        page.get_by_label(label, exact=True).check()
    page.locator("#feld-verbund").get_by_role("button").first.click()
    page.get_by_role("dialog").get_by_role("link", name="Verbund Saar").click()
    page.fill("[name=started_on]", "01.03.2024")
    page.locator("[name=ongoing]").press("Space")
    page.select_option("[name=stage]", "pilot")
    page.fill("[name=contact_email]", "projekt@example.org")
    page.fill("[name=deputy_email]", "vertretung@example.org")
    page.get_by_role("tab", name="Einstellungen").click()
    page.check("[name=needs_sign_off]")


def test_from_the_first_word_over_fachredaktion_and_firm_to_the_search(flow, browser):
    editor = log_in(browser, flow, "redaktion")
    write_kurzsteckbrief(editor, flow)
    press(editor, "button[name=action-submit]")
    editor.wait_for_url(re.compile(r"/redaktion/pages/\d+/$"))
    practice = PracticePage.objects.get()
    assert (practice.live, practice.tier) == (False, "kurz")
    edit = f"{flow}/redaktion/pages/{practice.pk}/edit/"

    reviewer = log_in(browser, flow, "fachredaktion")
    open_form(reviewer, edit)
    reviewer.get_by_role("link", name="Checkliste ausfüllen").click()
    # `all()` does not wait for the page.
    expect(reviewer.get_by_label("ja", exact=True)).to_have_count(10)
    for yes in reviewer.get_by_label("ja", exact=True).all():
        yes.check()
    assert run_axe(reviewer, context=".checklist-row", options=RULES).violations_count == 0
    reviewer.get_by_role("button", name="Prüfung speichern").click()
    expect(reviewer.locator(".review-panel")).to_contain_text("10 ja")
    watched(reviewer)
    press(reviewer, "[data-workflow-action-name=approve]:not([data-launch-modal])")
    reviewer.wait_for_url(re.compile(r"/redaktion/pages/\d+/$"))

    editor.goto(f"{flow}/redaktion/praxisbeispiele/{practice.pk}/freigabe/")
    editor.fill("[name=address]", "firma@example.org")
    editor.fill("[name=organisation]", "Muster GmbH")
    editor.get_by_role("button", name="Link senden").click()
    expect(editor.get_by_text("Der Link ist auf dem Weg")).to_be_visible()

    # A browser of its own, without a cookie, without script, as wide as a phone.
    firm = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800}).new_page()
    text = OutgoingMail.objects.get(template="sign_off_request").text
    firm.set_default_timeout(PATIENCE)
    firm.goto(flow + re.search(r"/freigabe/\S+/", text)[0])
    expect(firm.get_by_text("Erst die Brille, dann der Stapler.")).to_be_visible()
    firm.get_by_role("button", name="So freigeben").click()
    firm.get_by_role("link", name=re.compile("Bitte sagen Sie, wer antwortet")).wait_for()
    firm.get_by_label("Ihr Name und Ihre Funktion").fill("Kim Muster, Personalleitung")
    expect(firm.get_by_label("Betrieb oder Kammer")).to_have_value("Muster GmbH")
    firm.get_by_role("button", name="So freigeben").click()
    expect(firm.get_by_role("heading", name="Danke")).to_be_visible()
    assert firm.context.cookies() == []

    assert PracticePage.objects.get().live
    # One delivery, as the serving process makes at the latest 0.7 seconds after a commit; then it is found at once.
    deliver_everything()
    visitor = browser.new_context().new_page()
    visitor.set_default_timeout(PATIENCE)
    visitor.goto(f"{flow}/suche/?q=Staplerschein")
    assert visitor.get_by_role("link", name="Staplerschein mit Brille").count() > 0
    firm.reload()
    expect(firm.get_by_role("heading", name="Danke")).to_be_visible()
    for page in (editor, reviewer, firm, visitor):
        page.context.close()


@pytest.mark.once
def test_the_draft_that_a_firm_sees_passes_axe_and_fits_a_phone(flow, page, foreign):
    practice = factories.practice(
        live=False, title="Qualifizierungsbedarfsermittlung", background="<p>Wenig Zeit.</p>", needs_sign_off=True
    )
    sign_off = request_sign_off(
        practice, address="firma@example.org", organisation="Muster GmbH", days=7, message="Bitte bald."
    )
    link = f"{flow}/freigabe/{sign_off.key}/"
    page.set_viewport_size({"width": 360, "height": 800})
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(link)
        page.get_by_text("Anmerkungen zu einzelnen Abschnitten").click()
        result = run_axe(page, options=RULES)
        assert result.violations_count == 0, result.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Um Änderungen bitten").click()
    page.wait_for_selector("#fehler")
    assert run_axe(page, options=RULES).violations_count == 0
    page.get_by_role("textbox", name="Ausgangslage").fill("Es war noch weniger.")
    page.get_by_label("Ihr Name und Ihre Funktion").fill("Kim")
    page.get_by_role("button", name="Um Änderungen bitten").click()
    page.get_by_role("heading", name="Danke").wait_for()
    page.goto(f"{flow}/freigabe/falsch/")
    assert run_axe(page, options=RULES).violations_count == 0
    assert foreign == []
