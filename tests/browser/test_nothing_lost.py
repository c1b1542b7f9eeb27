"""Nobody's text is lost: when the session ends, something is not valid, another editor locks, the browser closes; and
nothing is made twice."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from practices.models import PracticeIndexPage, PracticePage
from tests import factories
from tests.browser.editing import log_in, open_form, press

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
    expect(page.locator("#feld-background [contenteditable=true]")).to_contain_text(text)


def without_autosave(page):
    """As between two autosaves: only what is in the window is there. Not by failing its requests: the editor would take
    that for a broken network, and ask before it saves."""
    page.add_init_script(
        """document.addEventListener("w-autosave:save", (event) => {
          event.preventDefault();
          event.stopImmediatePropagation();
        }, true);"""
    )
    return page


def test_when_the_session_ends_the_text_stays_and_is_saved_after_the_login(practice, site, browser):
    page = log_in(browser, site, "redaktion")
    open_form(page, edit_address(site))
    Session.objects.all().delete()
    type_in(page, TYPED)
    press(page, SAVE)
    expect(page.get_by_text("Sie sind nicht mehr angemeldet")).to_be_visible()
    expect(page.locator("#feld-background")).to_contain_text(TYPED)
    assert TYPED not in newest().background
    with page.context.expect_page() as opened:
        # By keyboard: the floating button of the minimap may lie over the middle of the link.
        page.get_by_role("link", name="In einem neuen Fenster anmelden").press("Enter")
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


def send(page, name):
    """Press a button, and wait for the page that answers: what it says may stand there before, of the editor's own."""
    with page.expect_event("load"):
        press(page, name)


def test_when_something_is_not_valid_all_that_was_typed_stands_there_again(practice, site, browser):
    page = without_autosave(log_in(browser, site, "redaktion"))
    open_form(page, edit_address(site))
    page.fill("[name=summary]", "x" * 161)
    type_in(page, TYPED)
    # At once: the last keys are not written down yet.
    send(page, "button[name=action-publish]")
    expect(page.get_by_text("Das sind 161 Zeichen").first).to_be_visible()
    expect(page.locator("#feld-background")).to_contain_text(TYPED)
    expect(page.locator("[name=summary]")).to_have_value("x" * 161)
    page.fill("[name=summary]", "Kurz.")
    send(page, "button[name=action-publish]")
    assert TYPED in PracticePage.objects.live().get().background
    page.context.close()


def test_when_another_editor_locks_the_page_the_text_is_not_saved_but_stands_there(practice, site, browser):
    page = without_autosave(log_in(browser, site, "redaktion"))
    open_form(page, edit_address(site))
    type_in(page, TYPED)
    locked_by = get_user_model().objects.get(username="leitung")
    PracticePage.objects.update(locked=True, locked_by=locked_by)
    send(page, SAVE)
    expect(page.get_by_text(re.compile("gesperrt")).first).to_be_visible()
    expect(page.locator("#feld-background")).to_contain_text(TYPED)
    assert TYPED not in newest().background, "the lock holds"
    page.context.close()


def test_when_the_browser_closes_the_autosave_has_it(practice, site, browser):
    page = log_in(browser, site, "redaktion")
    open_form(page, edit_address(site))
    type_in(page, TYPED)
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url):
        page.keyboard.type(" Und noch ein Satz.")
    page.context.close()
    assert TYPED in newest().background
    again = log_in(browser, site, "redaktion")
    open_form(again, edit_address(site))
    expect(again.locator("#feld-background")).to_contain_text(TYPED)
    again.context.close()


def test_what_is_sent_while_the_autosave_is_under_way_makes_one_page(site, browser):
    page = log_in(browser, site, "redaktion")
    open_form(page, f"{site}/redaktion/pages/add/practices/practicepage/{PracticeIndexPage.objects.get().pk}/")

    def slowly(route):
        if route.request.method == "POST":
            page.wait_for_timeout(800)
        route.fallback()

    page.route("**/redaktion/pages/add/**", slowly)
    page.fill("[name=title]", "Staplerschein")
    with page.expect_request(lambda request: request.method == "POST" and "/pages/add/" in request.url):
        page.fill("[name=summary]", "Gefahrlos üben.")
    page.fill("[name=summary]", "Gefahrlos üben, bevor es ernst wird.")
    press(page, SAVE)
    expect(page.locator(".messages .success")).to_contain_text("Staplerschein")
    assert [practice.title for practice in PracticePage.objects.all()] == ["Staplerschein"]
    assert newest().summary == "Gefahrlos üben, bevor es ernst wird."
    page.context.close()
