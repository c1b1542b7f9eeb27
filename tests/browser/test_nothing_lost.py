"""Nobody's text is lost: when the session ends, something is not valid, another editor locks, the browser closes."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from practices.models import PracticePage
from tests import factories
from tests.browser.test_review_path import log_in, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.once]

TYPED = "Das habe ich eine Stunde lang geschrieben."
SAVE = "button.action-save"


@pytest.fixture
def practice(site):
    return factories.practice(live=False, title="Staplerschein", slug="stapler")


def newest():
    return PracticePage.objects.get().get_latest_revision_as_object()


def edit_address(site):
    return f"{site}/redaktion/pages/{PracticePage.objects.get().pk}/edit/"


def type_in(page, text):
    page.locator("#feld-background [contenteditable=true]").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def stop_autosave(page):
    """As where the autosave cannot get through: only what is in the window is left."""
    page.route(
        "**/edit/**",
        lambda route: (
            route.abort()
            if route.request.method == "POST" and "application/json" in route.request.headers.get("accept", "")
            else route.fallback()
        ),
    )


def test_when_the_session_ends_the_text_stays_and_is_saved_after_the_login(practice, site, browser):
    page = log_in(browser, site, "redaktion")
    page.goto(edit_address(site))
    Session.objects.all().delete()
    type_in(page, TYPED)
    press(page, SAVE)
    expect(page.get_by_text("Sie sind nicht mehr angemeldet")).to_be_visible()
    expect(page.locator("#feld-background")).to_contain_text(TYPED)
    assert TYPED not in newest().background
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="In einem neuen Fenster anmelden").click()
    login = opened.value
    login.fill("input[name=username]", "redaktion")
    login.fill("input[name=password]", "verbundforum-redaktion")
    login.click("button[type=submit]")
    expect(login).to_have_url(re.compile("/redaktion/$"))
    press(page, SAVE)
    page.wait_for_load_state()
    expect(page.get_by_text("Sie sind nicht mehr angemeldet")).to_have_count(0)
    expect(page.locator("#feld-background")).to_contain_text(TYPED)
    assert TYPED in newest().background
    page.context.close()


def test_when_something_is_not_valid_all_that_was_typed_stands_there_again(practice, site, browser):
    page = log_in(browser, site, "redaktion")
    page.goto(edit_address(site))
    stop_autosave(page)
    type_in(page, TYPED)
    page.fill("[name=summary]", "x" * 161)
    press(page, "button[name=action-publish]")
    expect(page.get_by_text("Das sind 161 Zeichen").first).to_be_visible()
    expect(page.locator("#feld-background")).to_contain_text(TYPED)
    expect(page.locator("[name=summary]")).to_have_value("x" * 161)
    page.wait_for_load_state()
    page.fill("[name=summary]", "Kurz.")
    press(page, "button[name=action-publish]")
    page.wait_for_url(re.compile(r"/redaktion/pages/\d+/$|/redaktion/practices/"))
    assert TYPED in PracticePage.objects.live().get().background
    page.context.close()


def test_when_another_editor_locks_the_page_the_text_is_not_saved_but_stands_there(practice, site, browser):
    page = log_in(browser, site, "redaktion")
    page.goto(edit_address(site))
    stop_autosave(page)
    type_in(page, TYPED)
    locked_by = get_user_model().objects.get(username="leitung")
    PracticePage.objects.update(locked=True, locked_by=locked_by)
    press(page, SAVE)
    page.wait_for_load_state()
    expect(page.get_by_text(re.compile("gesperrt")).first).to_be_visible()
    expect(page.locator("#feld-background")).to_contain_text(TYPED)
    assert TYPED not in newest().background, "the lock holds"
    PracticePage.objects.update(locked=False, locked_by=None)
    page.context.close()


def test_when_the_browser_closes_the_autosave_has_it(practice, site, browser):
    page = log_in(browser, site, "redaktion")
    page.goto(edit_address(site))
    type_in(page, TYPED)
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url):
        page.keyboard.type(" Und noch ein Satz.")
    page.context.close()
    assert TYPED in newest().background
    again = log_in(browser, site, "redaktion")
    again.goto(edit_address(site))
    expect(again.locator("#feld-background")).to_contain_text(TYPED)
    again.context.close()
