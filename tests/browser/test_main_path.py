"""The main job in a real browser: an editor publishes, a visitor finds by facet, the editor withdraws, it is gone."""

import re

import pytest
from playwright.sync_api import expect

from practices.models import PracticeIndexPage, PracticePage
from search.delivery import deliver_everything

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def log_in(page, site):
    page.goto(f"{site}/redaktion/login/")
    page.fill("input[name=username]", "leitung")
    page.fill("input[name=password]", "verbundforum-leitung")
    page.click("button[type=submit]")
    expect(page).to_have_url(re.compile("/redaktion/$"))


def test_an_editor_publishes_a_visitor_finds_it_by_facet_and_it_goes_when_withdrawn(page, site, foreign):
    log_in(page, site)
    page.goto(f"{site}/redaktion/practices/")
    expect(page.get_by_role("heading", name="Praxisbeispiele")).to_be_visible()
    index = PracticeIndexPage.objects.get()
    page.goto(f"{site}/redaktion/pages/add/practices/practicepage/{index.pk}/")
    page.fill("textarea[name=title], input[name=title]", "Staplerschein mit Brille")
    page.fill("textarea[name=summary]", "Zwölf Beschäftigte üben gefahrlos.")
    page.get_by_label("Handel", exact=True).check()
    page.get_by_label("Saarland", exact=True).check()
    page.locator("[data-drop-button], .w-dropdown__toggle").filter(has_text="").last.wait_for()
    page.evaluate("document.querySelector('button[name=action-publish]').click()")
    page.wait_for_url(re.compile("/redaktion/pages/\\d+/|/redaktion/practices/"))
    assert PracticePage.objects.live().count() == 1
    deliver_everything()

    page.goto(f"{site}/suche/")
    page.get_by_role("checkbox", name=re.compile("^Handel")).check()
    expect(page).to_have_url(re.compile("branche=handel"))
    page.get_by_role("link", name="Staplerschein mit Brille").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Staplerschein mit Brille")

    practice = PracticePage.objects.get()
    page.goto(f"{site}/redaktion/pages/{practice.pk}/unpublish/")
    page.get_by_role("button", name=re.compile("aufheben|zurückziehen|Ja", re.IGNORECASE)).first.click()
    page.wait_for_load_state()
    deliver_everything()
    page.goto(f"{site}/suche/?branche=handel")
    expect(page.get_by_role("link", name="Staplerschein mit Brille")).to_have_count(0)
    assert foreign == []
