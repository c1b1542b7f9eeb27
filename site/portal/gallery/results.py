"""Facets, chips, hits and pages of a result list, made up."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.http import QueryDict
from django.utils.html import escape

from search.documents import Document
from search.facets import FacetKind
from search.finding import ShownFacet, shown_facet
from search.paging import Pagination, paginate
from search.query import SearchQuery
from search.results import CountedFacet, CountedValue, Hit
from search.views import Chip

LONG = "Arbeitsplatzintegrierte Qualifizierungsbedarfsermittlung in der Fahrzeugzulieferindustrie"
_SUMMARY = "Zwölf Betriebe fanden in einem halben Jahr heraus, was ihre Leute können müssen, und buchten gemeinsam."


def facets() -> list[ShownFacet]:
    """A tree with a choice, a list of 300, one of three, and one in which nothing fits what was typed."""
    tree = CountedFacet(
        "branche",
        "Branche",
        FacetKind.TREE,
        (
            CountedValue(
                "metall",
                "Metall- und Elektroindustrie",
                12,
                False,
                None,
                children=(CountedValue("guss", "Gießereien", 3, True, "metall", depth=1),),
            ),
            CountedValue("handel", "Handel", 0, True, None),
            CountedValue("lang", LONG, 1, False, None),
        ),
    )
    many = CountedFacet(
        "region",
        "Region",
        FacetKind.FLAT,
        tuple(CountedValue(f"r{number}", f"Landkreis {number}", 300 - number, False, None) for number in range(300)),
    )
    three = CountedFacet(
        "groesse",
        "Betriebsgröße",
        FacetKind.FLAT,
        tuple(CountedValue(name, name, 4, False, None) for name in ("klein", "mittel", "groß")),
    )
    nothing = CountedFacet("thema", "Thema", FacetKind.FLAT, many.values)
    return [
        shown_facet(tree, QueryDict()),
        shown_facet(many, QueryDict()),
        shown_facet(three, QueryDict()),
        shown_facet(nothing, QueryDict("f_thema=xyz")),
    ]


def chips() -> list[Chip]:
    return [Chip("Gießereien", "Branche", "?"), Chip(LONG, "Thema", "?")]


def hits() -> list[Hit]:
    """A practice with everything, one with nothing but its title, a long one, an event."""
    facts = {"dauer": "9 Monate", "aufwand": "14 Personentage"}
    given = {"evidenz": ("gemessen",)}
    return [
        _hit("voll", "Elf Zulieferer teilen sich freie Plätze", _SUMMARY, facts=facts, given=given, marked=True),
        _hit("leer", "Ohne alles", ""),
        _hit("lang", LONG, f"{LONG}. {_SUMMARY}", facts=facts, labels=(LONG, "Bayern", LONG)),
        _hit("treffen", "Werkstatt Fahrzeugindustrie", _SUMMARY, kind="veranstaltung", date="28.\u00a0April 2022"),
    ]


def _hit(
    slug: str,
    title: str,
    summary: str,
    *,
    facts: dict[str, str] | None = None,
    labels: tuple[str, ...] = (),
    given: dict[str, Any] | None = None,
    kind: str = "praxis",
    date: str = "",
    marked: bool = False,
) -> Hit:
    document = Document(slug, kind, title, f"/komponenten/{slug}/", summary, facts=facts or {})
    passage = "… damit <mark>Zulieferer</mark> ihre Kurse zusammenlegen …"
    return Hit(
        document,
        1.0,
        escape(title).replace("Zulieferer", "<mark>Zulieferer</mark>") if marked else escape(title),
        escape(summary),
        (passage, passage) if marked else (),
        "Praxisbeispiel" if kind == "praxis" else "Veranstaltung",
        labels or ("Fahrzeugindustrie", "Saarland", "Verbund Saar"),
        given=given or {},
        date_label=date,
    )


def places() -> list[CountedValue]:
    """Länder for the map: every tint, one chosen, most with nothing."""
    numbers = {"bayern": 40, "saarland": 12, "hessen": 5, "bremen": 2, "berlin": 1}
    return [CountedValue(slug, slug.capitalize(), count, slug == "hessen", None) for slug, count in numbers.items()]


def pages() -> Pagination:
    """One page in the middle of many, with gaps on both sides."""
    return paginate(SearchQuery(page=8), 300, lambda number: f"?seite={number}")


COMING = datetime(2030, 4, 28, 9, 0, tzinfo=UTC)
PAST = datetime(2022, 4, 28, 9, 0, tzinfo=UTC)
