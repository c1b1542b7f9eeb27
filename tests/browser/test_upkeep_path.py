"""An owner answers on a phone, without an account and without a script; an editor finds the answer on the home."""

import re

import pytest
from django.utils import timezone

from core.mail.models import OutgoingMail
from practices.models import PracticePage
from practices.upkeep.asking import ask_all
from tests import factories
from tests.browser.axe import run_axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.once]


def check(page):
    """Passes axe and fits the phone."""
    found = run_axe(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_from_the_mail_to_a_draft(site, live_server, browser, settings, admin_client):
    settings.OFFICE_EMAIL = "buero@example.org"
    practice = factories.practice(title="Staplerschein", contact_email="p@example.org", outcome="<p>40 Menschen</p>")
    PracticePage.objects.filter(pk=practice.pk).update(next_review_on=timezone.localdate())
    ask_all()
    link = re.search(r"(/praxisbeispiel-bestaetigen/\S+/)stimmt/", OutgoingMail.objects.get().text)[1]
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{live_server.url}{link}")
    check(page)
    for answer in ("Stimmt noch", "Projekt beendet"):
        page.get_by_role("link", name=answer).click()
        check(page)
        page.get_by_role("link", name="Andere Antwort wählen").click()
    page.get_by_role("link", name="Hat sich geändert").click()
    check(page)
    page.get_by_label("Ergebnis").fill("50 Menschen")
    page.get_by_label("Laufende Sachkosten in Euro im Jahr").fill("viel")
    page.get_by_role("button", name="An die Redaktion senden").click()
    check(page)
    page.get_by_role("link", name=re.compile("Laufende Sachkosten")).click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("1.200")
    page.get_by_role("button", name="An die Redaktion senden").click()
    assert page.get_by_role("heading", name="Danke").is_visible()
    check(page)
    context.close()
    draft = PracticePage.objects.get(pk=practice.pk).get_latest_revision_as_object()
    assert (draft.outcome, draft.cost_running) == ("<p>50 Menschen</p>", "1200")
    home = admin_client.get("/redaktion/").content.decode()
    assert "Rückmeldungen der Ansprechpersonen (1)" in " ".join(home.split())
