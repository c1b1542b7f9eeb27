"""The result list that changes in place: address, back button, focus, what is announced; the filters as a dialog."""

import re

import pytest
from playwright.sync_api import expect

from core.vocabularies.models import Branch, Region
from search.delivery import deliver_everything
from tests import factories
from tests.browser.axe import run_axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def content(site):
    trade, saar = Branch.objects.get(), Region.objects.get()
    craft = factories.branch("handwerk", "Handwerk")
    factories.branch("baecker", "Bäckerei", craft)
    for number in range(3):
        factories.practice(title=f"Kurs {number}", branches=[trade], regions=[saar], evidence="gemessen")
    factories.practice(title="Lehre", branches=[craft], started_on="2023-01-01", ended_on="2023-09-30")
    deliver_everything()
    return site


def count(page):
    return page.locator("#trefferzahl")


def no_findings(page):
    result = run_axe(page, options=RULES)
    assert result.violations_count == 0, result.generate_report()


def test_a_choice_changes_list_address_title_and_counts_without_loading_the_page(content, page, foreign):
    page.goto(content + "/praxis/")
    page.evaluate("window.stayed = true")
    box = page.get_by_role("checkbox", name=re.compile("^Handel"))
    box.focus()
    page.keyboard.press("Space")
    expect(count(page)).to_have_text(re.compile("3\\s+Treffer"))
    expect(page).to_have_url(content + "/praxis/?branche=handel")
    expect(page.locator("[data-live-status]")).to_have_text("3 Treffer")
    expect(page.get_by_role("checkbox", name=re.compile("^Handel"))).to_be_focused()
    expect(page.get_by_role("link", name=re.compile("Branche: Handel entfernen"))).to_be_visible()
    page.keyboard.press("Space")
    expect(page).to_have_url(content + "/praxis/")
    page.go_back()
    expect(page).to_have_url(content + "/praxis/?branche=handel")
    expect(page.get_by_role("checkbox", name=re.compile("^Handel"))).to_be_checked()
    expect(count(page)).to_have_text(re.compile("3\\s+Treffer"))
    page.get_by_role("link", name=re.compile("Branche: Handel entfernen")).click()
    expect(count(page)).to_be_focused()
    expect(page.get_by_role("checkbox", name=re.compile("^Handel"))).not_to_be_checked()
    assert page.evaluate("window.stayed") is True
    assert foreign == []


def test_what_was_open_or_typed_in_the_filters_stays(content, page):
    for number in range(12):
        factories.practice(title=f"Reihe {number}", branches=[factories.branch(f"b{number}", f"Bereich {number}")])
    deliver_everything()
    page.goto(content + "/praxis/")
    page.get_by_text("Betriebsgröße", exact=True).first.wait_for(state="detached")
    group = page.get_by_role("group", name="Branche", exact=True)
    group.get_by_role("searchbox").fill("hand")
    page.locator("details[data-key=jahr] > summary, details[data-key=evidenz] > summary").first.click()
    group.get_by_role("checkbox", name=re.compile("^Handwerk")).check()
    expect(count(page)).to_have_text(re.compile("1\\s+Treffer"))
    expect(group.get_by_role("searchbox")).to_have_value("hand")
    assert group.get_by_role("checkbox", name=re.compile("^Bereich")).count() == 0
    group.get_by_role("searchbox").fill("")
    group.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(content + "/praxis/?branche=handwerk")


def test_words_sort_view_and_pages_go_the_same_way(content, page):
    page.goto(content + "/suche/")
    page.evaluate("window.stayed = true")
    page.get_by_role("combobox").first.fill("Kurs")
    page.keyboard.press("Enter")
    expect(count(page)).to_have_text(re.compile("3\\s+Treffer\\s+für „Kurs“"))
    page.get_by_label("Sortieren nach").select_option("titel")
    expect(page).to_have_url(content + "/suche/?q=Kurs&sort=titel")
    expect(page.get_by_label("Sortieren nach")).to_be_focused()
    page.get_by_role("link", name="Tabelle", exact=True).click()
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Titel")).to_have_attribute("aria-sort", "ascending")
    expect(page).to_have_url(content + "/suche/?q=Kurs&sort=titel&ansicht=tabelle")
    page.get_by_role("checkbox", name=re.compile("^Handel")).check()
    expect(page).to_have_url(re.compile("ansicht=tabelle"))
    page.get_by_role("link", name="Karte", exact=True).click()
    land = page.get_by_role("link", name=re.compile("Saarland: 3")).first
    land.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("region=saarland"))
    assert page.evaluate("window.stayed") is True


def test_on_a_phone_the_filters_are_a_dialog_that_says_how_many_it_leads_to(content, browser):
    page = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True).new_page()
    page.goto(content + "/praxis/")
    opener = page.locator(".search__open-filters")
    opener.click()
    dialog = page.get_by_role("dialog", name="Filter")
    expect(dialog).to_be_visible()
    no_findings(page)
    dialog.get_by_role("checkbox", name=re.compile("^Handel")).check()
    show = dialog.get_by_role("button", name="3 Ergebnisse zeigen")
    expect(show).to_be_visible()
    expect(dialog.locator("[data-dialog-status]")).to_have_text("3 Treffer")
    assert show.bounding_box()["y"] < 740, "in reach without scrolling"
    show.click()
    expect(dialog).to_be_hidden()
    expect(count(page)).to_be_focused()
    opener.click()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(page.get_by_role("checkbox", name=re.compile("^Handel"))).to_be_hidden()
    page.context.close()


def test_a_server_that_refuses_is_shown_as_the_browser_shows_it(content, page):
    page.goto(content + "/praxis/")
    page.route("**/praxis/?*", lambda route: route.fulfill(status=429, body="Zu viele", content_type="text/html"))
    page.get_by_role("checkbox", name=re.compile("^Handel")).check()
    expect(page.locator("body")).to_have_text("Zu viele")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_table_and_map_pass_axe_and_fit_a_small_phone(content, page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 700})
    for view in ("tabelle", "karte"):
        page.goto(f"{content}/praxis/?ansicht={view}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, view
        no_findings(page)


def test_without_script_table_map_and_filters_work_as_plain_pages(content, browser):
    page = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()
    page.goto(content + "/praxis/?ansicht=tabelle")
    page.locator(".search__open-filters").click()
    page.get_by_role("checkbox", name=re.compile("^Handel")).check()
    page.get_by_role("button", name="Filter anwenden").click()
    expect(page).to_have_url(re.compile("branche=handel"))
    expect(page).to_have_url(re.compile("ansicht=tabelle"))
    expect(page.get_by_role("row")).to_have_count(4)
    bar = page.get_by_role("form", name="Vergleich")
    expect(bar).to_be_hidden()
    for title in ("Kurs 0", "Kurs 2"):
        page.get_by_role("checkbox", name=re.compile(f"Zum Vergleich.*{title}")).check()
    bar.get_by_role("button", name="Vergleichen").press("Enter")
    expect(page).to_have_url(content + "/praxis/vergleich/?p=kurs-2&p=kurs-0")
    page.context.close()


def test_what_is_chosen_for_the_comparison_stays_while_the_list_changes(content, page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(content + "/praxis/")
    bar = page.get_by_role("form", name="Vergleich")
    expect(bar).to_be_hidden()
    page.get_by_role("checkbox", name=re.compile("Zum Vergleich.*Lehre")).focus()
    page.keyboard.press("Space")
    expect(bar).to_be_in_viewport()
    no_findings(page)
    page.get_by_role("combobox").first.fill("Kurs")
    page.keyboard.press("Enter")
    expect(count(page)).to_have_text(re.compile("3\\s+Treffer"))
    expect(bar.get_by_role("checkbox", name="Lehre")).to_be_checked()
    page.get_by_role("checkbox", name=re.compile("Zum Vergleich.*Kurs 1")).check()
    bar.get_by_role("button", name="Vergleichen").press("Enter")
    expect(page).to_have_url(content + "/praxis/vergleich/?p=kurs-1&p=lehre")
    expect(page.get_by_role("columnheader")).to_have_count(2)
