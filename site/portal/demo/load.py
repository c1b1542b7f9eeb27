"""Bring the example content into the database: again and again without harm.

What is there stays as it is, also when an editor has changed it; only what is missing is made. Practices go through
the import that editors use; other pages are saved as a revision and published, as the admin does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from wagtail.models import Page, Site

from core.text import as_rich_text
from core.vocabularies.load import load_start_sets
from core.vocabularies.models import Branch, Region, Topic
from events.models import EventIndexPage, EventPage
from partners.models import PartnerIndexPage, PartnerPage, VerbundIndexPage, VerbundPage, VerbundPartner
from portal.demo.appearance import set_appearance
from portal.demo.building_blocks import fill_building_block
from portal.demo.events import event_filler, fill_seats
from portal.demo.pages import fill_page
from portal.demo.pictures import load_pictures
from portal.demo.read import CONTENT, entries, one
from portal.home.models import HomePage
from portal.pages.models import GlossaryPage, InformationPage, NewsIndexPage, NewsPage, SectionPage
from practices.imports.readers import Row
from practices.imports.run import import_rows
from practices.models import BuildingBlockIndexPage, BuildingBlockPage, ObstaclesPage, PracticeIndexPage, PracticePage
from practices.review.workflow import ensure_workflow
from search.tuning.synonyms import load_start_synonyms


@dataclass
class Loaded:
    """How many entries of each kind were made."""

    made: dict[str, int] = field(default_factory=dict)

    def add(self, kind: str, number: int = 1) -> None:
        self.made[kind] = self.made.get(kind, 0) + number


class ExampleRefused(Exception):
    """An example file does not fit; the message names it and says why."""


@transaction.atomic
def load_examples() -> Loaded:
    """Load all that is missing.

    Raises:
        ExampleRefused, ValueError, KeyError: a file is not as it has to be; nothing has been loaded then.
    """
    loaded = Loaded()
    loaded.add("terms", sum(load_start_sets().values()))
    loaded.add("synonyms", load_start_synonyms())
    home = _home(loaded)
    practice_index = _section(home, PracticeIndexPage, "praxis", "Praxisbeispiele", PRACTICES_INTRO)
    ensure_workflow()
    blocks = _section(home, BuildingBlockIndexPage, "bausteine", "Bausteine", BUILDING_BLOCKS_INTRO)
    _section(home, ObstaclesPage, "stolpersteine", "Stolpersteine und was half", OBSTACLES_INTRO)
    event_index = _section(home, EventIndexPage, "veranstaltungen", "Veranstaltungen", EVENTS_INTRO)
    network_index = _section(home, VerbundIndexPage, "verbuende", "Verbünde", NETWORKS_INTRO)
    partner_index = _section(home, PartnerIndexPage, "partner", "Partner", PARTNERS_INTRO)
    programme = _section(home, SectionPage, "programm", "Programm", PROGRAMME_INTRO)
    set_appearance(one(CONTENT / "home.yaml")["rahmen"], programme)
    # First of all, so that in „Neueste zuerst“ the practices stand before the legal notices.
    pages = sorted(entries("pages"), key=lambda entry: entry["reihenfolge"])

    def informed(area: str, model: type[InformationPage], parent: Page) -> None:
        _each((e for e in pages if e["bereich"] == area), model, parent, fill_page, loaded)

    informed("programm", InformationPage, programme)
    informed("glossar", GlossaryPage, programme)
    informed("aktuelles", NewsPage, _section(programme, NewsIndexPage, "aktuelles", "Aktuelles", NEWS_INTRO))
    letters = _section(programme, NewsIndexPage, "newsletter", "Newsletter-Archiv", NEWSLETTERS_INTRO)
    informed("newsletter", NewsPage, letters)
    informed("recht", InformationPage, home)
    partners = _each(entries("partners"), PartnerPage, partner_index, _partner, loaded)
    networks = _each(entries("networks"), VerbundPage, network_index, _network(partners), loaded)
    _each(entries("bausteine"), BuildingBlockPage, blocks, fill_building_block, loaded)
    loaded.add("pictures", load_pictures())
    _practices(practice_index, loaded)
    practices = {page.slug: page for page in PracticePage.objects.child_of(practice_index)}
    fill_event = event_filler(practices, networks, partners, _terms)
    events = _each(entries("events"), EventPage, event_index, fill_event, loaded)
    for entry in entries("events"):
        fill_seats(events[entry["slug"]], (entry.get("anmeldung") or {}).get("beispielpersonen", 0))
    return loaded


#: A menu of five at most.
IN_MENU = ("praxis", "veranstaltungen", "verbuende", "programm", "ueber-uns")
BUILDING_BLOCKS_INTRO = "Vorlagen, Bögen und Verträge aus den Praxisbeispielen, zum Mitnehmen und Anpassen."
OBSTACLES_INTRO = "Woran Vorhaben ins Stocken geraten und was dann geholfen hat, gesammelt aus allen Praxisbeispielen."
PRACTICES_INTRO = "Was Verbünde erprobt haben, so erzählt, dass andere es übernehmen können."
EVENTS_INTRO = "Termine der Verbünde und der Koordinierungsstelle, und was auf vergangenen besprochen wurde."
NETWORKS_INTRO = "Die Verbünde nach Ländern. Jeder berät Betriebe seiner Region, unabhängig von Anbietern."
PARTNERS_INTRO = "Organisationen, die in den Verbünden und im Programm mitarbeiten."
NEWS_INTRO = "Was sich im Programm und auf dieser Seite getan hat."
NEWSLETTERS_INTRO = "Alle Ausgaben des Newsletters zum Nachlesen."
PROGRAMME_INTRO = "Worum es im Bundesprogramm geht, wer es trägt und was Betriebe davon haben."


def _publish(page: Page, parent: Page) -> None:
    page.live = False
    parent.add_child(instance=page)
    page.full_clean()
    page.save_revision(log_action=True).publish(log_action=True)


def _home(loaded: Loaded) -> HomePage:
    home = HomePage.objects.first()
    if home is not None:
        return home
    entry = one(CONTENT / "home.yaml")
    root = Page.get_first_root_node()
    old_home = root.get_children().filter(slug="home").first()
    home = HomePage(
        title=entry["titel"],
        slug="start",
        intro=entry["einleitung"],
        example_searches=[("search", text) for text in entry["beispielsuchen"]],
        programme_facts=[("fact", text) for text in entry["programm_in_drei_saetzen"]],
        audiences=[("audience", {"title": a["titel"], "text": a["text"]}) for a in entry["zielgruppen"]],
    )
    _publish(home, root)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": home, "site_name": "Verbundforum"},
    )
    Site.clear_site_root_paths_cache()
    if old_home is not None and old_home.specific_class is Page and not old_home.get_children().exists():
        old_home.delete()  # Wagtail's own welcome page
    loaded.add("home")
    return HomePage.objects.get(pk=home.pk)


def _section(home: Page, model: type[Page], slug: str, title: str, intro: str) -> Any:
    page = model.objects.child_of(home).filter(slug=slug).first()
    if page is None:
        page = model(title=title, slug=slug, intro=intro, show_in_menus=slug in IN_MENU)
        _publish(page, home)
    return page


def _each(
    found: Iterable[dict[str, Any]],
    model: type[Page],
    parent: Page,
    fill: Callable[[Any, dict[str, Any]], None],
    loaded: Loaded,
) -> dict[str, Any]:
    pages = {page.slug: page for page in model.objects.child_of(parent)}
    for entry in found:
        if entry["slug"] in pages:
            continue
        page = model(title=entry["titel"], slug=entry["slug"], is_example=entry["beispieldaten"])
        page.show_in_menus = entry["slug"] in IN_MENU and parent.depth == 2
        page.summary = entry["kurzbeschreibung"]
        fill(page, entry)
        _publish(page, parent)
        pages[page.slug] = page
        loaded.add(model._meta.verbose_name_plural)
    return pages


def _terms(model: Any, slugs: Iterable[str] | None, entry: dict[str, Any]) -> list[Any]:
    wanted = list(slugs or ())
    terms = {term.slug: term for term in model.objects.filter(slug__in=wanted)}
    if missing := [slug for slug in wanted if slug not in terms]:
        raise ExampleRefused(f"{entry['slug']}: {model._meta.verbose_name} {', '.join(missing)} is unknown.")
    return [terms[slug] for slug in wanted]


def _partner(page: PartnerPage, entry: dict[str, Any]) -> None:
    page.description = as_rich_text(entry["beschreibung"])
    page.kind = entry["art"]
    page.branches = _terms(Branch, entry.get("branchen"), entry)
    page.regions = _terms(Region, entry.get("regionen"), entry)


def _network(partners: dict[str, Any]) -> Callable[[VerbundPage, dict[str, Any]], None]:
    def fill(page: VerbundPage, entry: dict[str, Any]) -> None:
        page.description = as_rich_text(entry["beschreibung"])
        page.status = entry["status"]
        page.started = entry["gestartet"]
        page.branches = _terms(Branch, entry.get("branchen"), entry)
        page.regions = _terms(Region, entry.get("regionen"), entry)
        page.topics = _terms(Topic, entry.get("themen"), entry)
        page.partner_links = [VerbundPartner(partner=partners[slug]) for slug in entry.get("partner") or ()]

    return fill


def _practices(index: PracticeIndexPage, loaded: Loaded) -> None:
    known = set(PracticePage.objects.exclude(external_id=None).values_list("external_id", flat=True))
    rows = [
        Row(number, {**entry, "beispieldaten": "ja" if entry["beispieldaten"] else "nein"})
        for number, entry in enumerate(entries("practices"), start=1)
        if entry["id"] not in known
    ]
    report = import_rows(rows, publish=True)
    if report.problems:
        first = report.problems[0]
        raise ExampleRefused(f"{rows[first.row - 1].values.get('slug')}: {first}")
    loaded.add("Praxisbeispiele", report.created)
