"""Every page type passes axe, asks nobody else for anything, fits a phone and works without script."""

import pytest

from core.vocabularies.models import Branch, Region
from search.delivery import deliver_everything
from tests import factories
from tests.browser.axe import run_axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PATHS = [
    "/",
    "/suche/",
    "/suche/?q=Fahrzeugzulieferindustrie&branche=handel",
    "/suche/?q=gibtesnicht",
    "/suche/?branche=gibt-es-nicht",
    "/praxis/",
    "/praxis/beispiel/",
    "/veranstaltungen/",
    "/veranstaltungen/treffen/",
    "/verbuende/",
    "/verbuende/bund/",
    "/partner/",
    "/partner/kammer/",
    "/programm/",
    "/programm/worum-es-geht/",
    "/suche/anliegen/",
    "/suche/?q=Fahrzeugzulieferindustrie&f_branche=han",
    "/suche/benachrichtigen/?q=Handel",
    "/bedarf-melden/",
    "/barriere-melden/",
    "/api/v1/docs",
    "/gibt-es-nicht/",
]


@pytest.fixture
def content(site):
    branch, region = Branch.objects.get(), Region.objects.get()
    network = factories.network(title="Weiterbildungsverbund Handel Saar", slug="bund", regions=[region])
    factories.practice(
        title="Qualifizierungsbedarfsermittlung in der Fahrzeugzulieferindustrie",
        slug="beispiel",
        summary="Die Fahrzeugzulieferindustrie lernt.",
        background="<p>Arbeitsplatzintegrierte Weiterbildungsberatung.</p><ul><li>eins</li></ul>",
        branches=[branch],
        regions=[region],
        verbund=network,
        year=2023,
        is_example=True,
    )
    factories.event(title="Treffen", slug="treffen", programme=[("item", {"title": "Ankommen", "text": "Kaffee"})])
    factories.partner(title="Kammer", slug="kammer")
    factories.information(
        title="Worum es geht",
        slug="worum-es-geht",
        body=[("section", {"heading": "Ziel", "text": "<p>Mehr Weiterbildung.</p>"})],
    )
    deliver_everything()
    return site


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_passes_axe_and_asks_nobody_else(content, page, foreign, scheme):
    page.emulate_media(color_scheme=scheme)
    broken = {}
    for path in PATHS:
        page.goto(content + path)
        result = run_axe(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
        if result.violations_count:
            broken[path] = result.generate_report()
    assert broken == {}
    assert foreign == []


def test_the_control_axe_finds_what_is_broken(content, page):
    page.goto(content + "/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x><input>')")
    assert run_axe(page).violations_count > 0


@pytest.mark.parametrize("width", [320, 360, 768])
def test_no_page_has_to_be_scrolled_sideways(content, page, width):
    page.set_viewport_size({"width": width, "height": 800})
    wide = {}
    for path in PATHS:
        page.goto(content + path)
        if (scroll := page.evaluate("document.documentElement.scrollWidth")) > width:
            wide[path] = scroll
    assert wide == {}


def test_the_facets_work_without_script_and_by_keyboard(content, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(content + "/suche/")
    box = page.get_by_role("checkbox", name="Handel")
    box.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**branche=handel**")
    assert page.get_by_role("link", name="Qualifizierungsbedarfsermittlung").count() == 1
    page.context.close()
