"""Wagtail's editor as a person uses it: log in, open a form and wait until it is ready, press a button of its foot."""

import re

from playwright.sync_api import expect

#: In milliseconds. The form of a practice is large, and the machine of a test may have much to do.
PATIENCE = 120_000
#: Set once the editor has taken the picture of the form to which it compares: two seconds after its scripts began.
#: What is typed before belongs to that picture, and would never be autosaved.
_WATCHING = """
document.addEventListener("w-unsaved:watch-edits", () => { document.documentElement.dataset.isWatching = ""; });
"""

expect.set_options(timeout=PATIENCE)


def log_in(browser, site, name):
    """A page of a browser of its own, where the example login `name` is at the editors' home."""
    page = browser.new_context().new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(_WATCHING)
    page.goto(f"{site}/redaktion/login/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", f"verbundforum-{name}")
    page.click("button[type=submit]")
    expect(page).to_have_url(re.compile("/redaktion/$"))
    return page


def open_form(page, address):
    """Go to a form of the editor and wait until it notices what is typed."""
    page.goto(address)
    watched(page)


def watched(page):
    """Wait until the form that is being loaded notices what is typed."""
    page.wait_for_selector("html[data-is-watching]")


def press(page, name):
    """One of the actions at the foot of the form, also when it stands in the closed part of the list."""
    page.wait_for_load_state()
    page.locator(name).first.wait_for(state="attached")
    page.evaluate("selector => document.querySelector(selector).click()", name)
