"""States of pages that a list of addresses does not reach, on the smallest phone and with text twice as large: axe
finds nothing, nothing has to be scrolled sideways, nothing moves while a page is loading."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from portal.pages.models import GlossaryEntry, GlossaryPage, NewsIndexPage, NewsPage, SectionPage

from core.vocabularies.models import Branch, Region
from partners.models import VerbundPartner
from search.delivery import deliver_everything
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
LONG = "Arbeitsplatzintegrierte Qualifizierungsbedarfsermittlung in der Fahrzeugzulieferindustrie"

#: What depends on colours and sizes; the rest of a page is the same in both views.
SEEN = {"runOnly": ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]}

#: Colours, width, how large text is, what is looked for.
VIEWS = [("light", 320, "100%", RULES), ("dark", 640, "200%", SEEN)]

#: Shift of layout that no eye sees.
ROUNDING = 0.001

COUNT_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def content(site, settings):
    settings.OFFICE_EMAIL = "buero@forum.example"
    trade, saar = Branch.objects.get(), Region.objects.get()
    partner = factories.partner(
        title="Kammer",
        slug="kammer",
        regions=[saar],
        contact_email="a@kammer.example",
        website="https://kammer.example/",
    )
    network = factories.network(
        title="Weiterbildungsverbund Handel Saar",
        slug="bund",
        regions=[saar],
        partner_links=[VerbundPartner(partner=partner)],
        contact_email="b@bund.example",
    )
    practice = factories.practice(
        title=LONG,
        slug="beispiel",
        summary="Die Fahrzeugzulieferindustrie lernt.",
        background=f"<p>{LONG}.</p>",
        branches=[trade],
        regions=[saar],
        verbund=network,
        contact_email="c@bund.example",
        effort_setup="12–15",
        evidence="gemessen",
        steps=[("step", {"title": LONG, "text": "Ein Satz.", "weeks": 3, "involved": "Personal"})],
        conditions=[("condition", {"condition": "Ein Raum", "necessity": "muss", "kind": ""})],
    )
    factories.practice(title="Kurz", slug="kurz", branches=[trade])
    factories.practice(title="Weg", slug="weg").unpublish()
    factories.event(title="Treffen", slug="treffen", registration_enabled=True, regions=[saar])
    section = SectionPage.objects.get()
    glossary = GlossaryPage(title="Glossar", slug="glossar")
    glossary.entries = [GlossaryEntry(term="Teilqualifikation", variants="TQ", definition="Ein Teil eines Berufs.")]
    factories.publish(glossary, section)
    news = factories.publish(NewsIndexPage(title="Aktuelles", slug="aktuelles"), section)
    factories.publish(NewsPage(title=LONG, slug="meldung", date="2026-05-01"), news)
    factories.information(
        title="Worum es geht", slug="worum", body=[("section", {"heading": LONG, "text": f"<p>{LONG}</p>"})]
    )
    deliver_everything()
    return site, practice


def states(site, practice, page, settings):
    """Bring the page into one state after the other; each has a name."""

    def sent(path, **fields):
        page.goto(site + path)
        for name, text in fields.items():
            page.locator(f"main [name={name}]").fill(text)
        page.locator("main form button[type=submit]").last.click()
        page.wait_for_load_state()

    addresses = (
        "/komponenten/",
        "/",
        "/suche/?q=Fahrzeugzulieferindustrie",
        "/suche/?q=Kurz&branche=gibt-es-nicht",
        "/praxis/vergleich/",
        "/praxis/vergleich/?p=beispiel&p=kurz&p=fehlt",
        "/praxis/beispiel/",
        "/praxis/kurz/",
        "/praxis/weg/",
        "/gibt-es-nicht/",
        "/verbuende/bund/",
        "/partner/?region=saarland",
        "/partner/kammer/",
        "/veranstaltungen/treffen/",
        "/programm/worum/",
        "/programm/glossar/",
        "/programm/aktuelles/",
        "/programm/aktuelles/meldung/",
        "/praxisbeispiel-einreichen/",
        f"/kontakt/{practice.pk}/",
    )
    for address in addresses:
        settings.DEBUG = address == "/komponenten/"
        page.goto(site + address)
        yield address
    contact = f"/kontakt/{practice.pk}/"
    sent(contact, email="kein@")
    yield "contact refused"
    sent(contact, name="Ida", email="ida@firma.example", message="Guten Tag.")
    yield "contact sent"
    for address in ("/bedarf-melden/", "/barriere-melden/"):
        sent(address, email="kein@")
        yield f"{address} refused"
        sent(address, sought="Kurse für Teilzeitkräfte")
        yield f"{address} sent"
    sent("/veranstaltungen/treffen/anmeldung/", email="kein@")
    yield "registration refused"


@pytest.mark.parametrize(("scheme", "width", "size", "rules"), VIEWS)
def test_every_state_passes_axe_and_fits(content, browser, settings, scheme, width, size, rules):
    site, practice = content
    page = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}).new_page()
    found, wide, seen = {}, {}, set()
    for state in states(site, practice, page, settings):
        page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        seen.add(page.title())
        result = Axe().run(page, options=rules)
        if result.violations_count:
            found[state] = result.generate_report()
        if (scroll := page.evaluate("document.documentElement.scrollWidth")) > width:
            wide[state] = scroll
    page.context.close()
    assert found == {}
    assert wide == {}
    assert len(seen) > 20, "each state is a page of its own"


def test_nothing_moves_while_a_page_loads(content, browser):
    site, _ = content
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    page.add_init_script(COUNT_SHIFTS)
    paths = (
        "/",
        "/suche/",
        "/praxis/",
        "/praxis/beispiel/",
        "/veranstaltungen/treffen/",
        "/verbuende/bund/",
        "/programm/worum/",
    )
    moved = {}
    for path in paths:
        page.goto(site + path, wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        if (shift := page.evaluate("window.shifted")) > ROUNDING:
            moved[path] = shift
    # The control: what is put in above the rest is counted.
    page.evaluate("document.body.prepend(Object.assign(document.createElement('h1'), {textContent: 'Neu'}))")
    page.wait_for_function("window.shifted > 0")
    page.context.close()
    assert moved == {}
