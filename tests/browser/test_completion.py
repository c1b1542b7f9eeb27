"""The list under the search field: by keyboard, mouse and finger, without script, and when the server is away."""

import re

import pytest
from playwright.sync_api import expect

from core.vocabularies.models import Branch
from search.delivery import deliver_everything
from tests import factories
from tests.browser.axe import run_axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def field(site, page):
    factories.practice(title="Handeln lernen", slug="handeln", branches=[Branch.objects.get()])
    factories.practice(title="Handwerk", slug="handwerk")
    deliver_everything()
    page.goto(site + "/suche/")
    return page.get_by_role("combobox", name="Wonach suchen Sie?")


def type_and_wait(field, page, text="hand"):
    field.press_sequentially(text)
    expect(page.locator("[role=option]")).to_have_count(3)  # not those of the sort order


def active(field, page):
    name = field.get_attribute("aria-activedescendant")
    return page.locator(f"#{name}").inner_text() if name else None


def test_suggestions_stand_in_groups_with_headings_and_their_number_is_told(field, page, foreign):
    expect(field).to_have_attribute("aria-expanded", "false")
    type_and_wait(field, page)
    expect(field).to_have_attribute("aria-expanded", "true")
    assert page.get_by_role("group", name="Branchen").get_by_role("option").all_inner_texts() == ["Handel"]
    assert page.get_by_role("group", name="Beiträge").get_by_role("option").count() == 2
    expect(page.locator(".combobox__status")).to_have_text("3 Vorschläge")
    assert foreign == []


def test_arrows_go_round_and_home_and_end_to_the_ends(field, page):
    type_and_wait(field, page)
    seen = []
    for key in ("ArrowDown", "ArrowDown", "End", "ArrowDown", "ArrowUp", "Home", "ArrowUp"):
        field.press(key)
        seen.append(active(field, page))
    assert seen == ["Handel", "Handeln lernen", "Handwerk", None, "Handwerk", "Handel", None]
    expect(field).to_be_focused()
    assert field.input_value() == "hand"


def test_enter_goes_to_the_chosen_and_otherwise_searches(field, page, site):
    type_and_wait(field, page)
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url(f"{site}/suche/?branche=handel")
    field.press_sequentially("hand")
    expect(page.get_by_role("listbox")).to_be_visible()
    field.press("Enter")
    page.wait_for_url(re.compile(r"/suche/\?.*q=hand"))


def test_escape_closes_and_keeps_what_was_typed_and_tab_leaves(field, page):
    type_and_wait(field, page)
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    assert field.input_value() == "hand"
    field.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    field.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.get_by_role("button", name="Suchen")).to_be_focused()


def test_a_click_goes_to_what_was_clicked(field, page, site):
    type_and_wait(field, page)
    page.get_by_role("option", name="Handwerk").click()
    page.wait_for_url(f"{site}/praxis/handwerk/")


def test_a_finger_can_choose(field, page, browser, site):
    phone = browser.new_context(has_touch=True, viewport={"width": 360, "height": 740}).new_page()
    phone.goto(site + "/")
    phone.get_by_role("combobox").press_sequentially("hand")
    option = phone.get_by_role("option", name="Handwerk")
    assert option.bounding_box()["height"] >= 44
    option.tap()
    phone.wait_for_url(f"{site}/praxis/handwerk/")
    phone.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_list_passes_axe(field, page, scheme):
    page.emulate_media(color_scheme=scheme)
    type_and_wait(field, page)
    field.press("ArrowDown")
    result = run_axe(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
    assert result.violations_count == 0, result.generate_report()


def test_fast_typing_asks_once(field, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/suggest" in request.url else None)
    type_and_wait(field, page)
    assert [url.rpartition("=")[2] for url in asked] == ["hand"]


def test_a_server_that_is_away_is_not_noticed(field, page, site):
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    page.route("**/api/v1/suggest*", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        field.press_sequentially("hand")
    expect(page.get_by_role("listbox")).to_be_hidden()
    field.press("Enter")
    page.wait_for_url(re.compile("q=hand"))
    assert errors == []


def test_without_script_the_field_is_a_plain_one(field, browser, site):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(site + "/suche/")
    plain = page.get_by_role("searchbox", name="Wonach suchen Sie?")
    plain.fill("Handwerk")
    plain.press("Enter")
    page.wait_for_url(re.compile("q=Handwerk"))
    assert page.get_by_role("link", name="Handwerk").count() == 1
    page.context.close()
