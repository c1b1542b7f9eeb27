"""The filters in a browser: with and without script, with nothing found, on a phone."""

import pytest
from playwright.sync_api import expect

from core.vocabularies.models import Branch, Region
from search.delivery import deliver_everything
from tests import factories
from tests.browser.axe import run_axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def content(site):
    """Fourteen branches, the last three below „Industrie“; one practice each."""
    region = Region.objects.get()
    for number in range(10):
        factories.practice(title=f"Schulung {number}", branches=[factories.branch(f"b{number}", f"Bereich {number}")])
    industry = factories.branch("industrie", "Industrie")
    for slug, label in (("guss", "Gießerei"), ("metall", "Metallbau")):
        factories.practice(title=f"Schulung {label}", branches=[factories.branch(slug, label, industry)])
    factories.practice(title="Stapler", branches=[Branch.objects.get(slug="handel")], regions=[region], year=2023)
    factories.region("hessen", "Hessen")
    deliver_everything()
    return site


def facet(page, label):
    return page.get_by_role("group", name=label, exact=True)


def test_typing_in_a_long_facet_leaves_what_fits_and_says_how_many(content, page):
    page.goto(content + "/suche/")
    group = facet(page, "Branche")
    group.get_by_role("searchbox").fill("handel")
    group.get_by_role("checkbox", name="Handel").check()
    page.wait_for_url("**branche=handel**")
    group.get_by_role("searchbox").fill("giess")
    assert group.get_by_role("checkbox").evaluate_all(
        "boxes => boxes.filter(box => box.checkVisibility()).map(box => box.value).sort()"
    ) == ["guss", "handel", "industrie"]
    assert group.get_by_role("status").inner_text() == "1 von 14 Werten passt"
    group.get_by_role("searchbox").press("Enter")
    assert "f_branche" not in page.url, "Enter does not send the form"
    group.get_by_role("searchbox").fill("")
    assert group.get_by_role("status").inner_text() == ""
    assert group.get_by_role("checkbox", name="Bereich 1").is_visible()
    page.wait_for_url("**branche=handel**")
    assert "f_branche" not in page.url


def test_without_script_the_same_field_is_sent_with_the_form(content, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(content + "/suche/")
    facet(page, "Branche").get_by_role("searchbox").fill("Metall")
    facet(page, "Branche").get_by_role("searchbox").press("Enter")
    page.wait_for_url("**f_branche=Metall**")
    group = facet(page, "Branche")
    assert group.get_by_role("status").inner_text() == "1 von 14 Werten passt"
    assert group.get_by_role("checkbox", name="Metallbau").is_visible()
    assert group.get_by_role("checkbox", name="Handel").count() == 0
    page.context.close()


def test_a_way_out_of_no_results_is_one_click(content, page):
    page.goto(content + "/suche/?q=Stapler&region=hessen")
    page.get_by_role("link", name="Ohne Region Hessen").click()
    expect(page.get_by_role("heading", name="1 Treffer für „Stapler“")).to_be_visible()


PATHS = [
    "/suche/?q=Stapler&region=hessen",
    "/suche/?q=Stapler&region=saarland&jahr=ohne-angabe",
    "/suche/?q=Staplr",
    "/suche/?q=Schulung+Kran",
    "/suche/?f_branche=giess",
    "/suche/?f_branche=gibtesnicht&branche=handel",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_of_the_page_passes_axe(content, page, foreign, scheme):
    page.emulate_media(color_scheme=scheme)
    broken = {}
    for path in PATHS:
        page.goto(content + path)
        result = run_axe(page, options={"runOnly": TAGS})
        if result.violations_count:
            broken[path] = result.generate_report()
    assert broken == {}
    assert foreign == []


def test_no_state_has_to_be_scrolled_sideways_on_a_phone(content, page):
    page.set_viewport_size({"width": 320, "height": 700})
    for path in PATHS:
        page.goto(content + path + "#filter")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
