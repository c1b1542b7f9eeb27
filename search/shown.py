"""How a result list is shown: as a list, as a table, or with a map. What is found is the same in all three."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.translation import gettext as _

from search.documents import FACTS
from search.query import Parameters, SearchQuery, Sort
from search.results import CountedValue, Hit, SearchResult

#: The facet that a map is drawn of.
PLACES = "region"
#: A download holds so many hits, the first ones in the order asked for.
MOST_ROWS = 1000

Address = Callable[[SearchQuery], str]


class View(StrEnum):
    """The parameter `ansicht`. API, feeds and downloads do not know it."""

    LIST = "liste"
    TABLE = "tabelle"
    MAP = "karte"


def read_view(parameters: Parameters) -> View:
    """The view asked for; the list when there is no such view."""
    asked = parameters.getlist("ansicht")
    return View(asked[-1]) if asked and asked[-1] in set(View) else View.LIST


@dataclass(frozen=True)
class ViewLink:
    """One of the three views, to choose it."""

    view: View
    label: str
    url: str
    current: bool


def view_links(current: View, address: Callable[[View], str]) -> list[ViewLink]:
    labels = {View.LIST: _("Liste"), View.TABLE: _("Tabelle"), View.MAP: _("Karte")}
    return [ViewLink(view, label, address(view), view is current) for view, label in labels.items()]


@dataclass(frozen=True)
class Column:
    """A column of the table. `sort_url` leads to the list in its order, if there is one; `order` is the value of
    aria-sort when it has that order now."""

    key: str
    label: str
    sort_url: str = ""
    order: str = ""


@dataclass(frozen=True)
class ResultTable:
    """`rows` pair a hit with its cells, the columns after the title. Columns are left out in which nothing stands,
    and the kind where all are of one."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Hit, tuple[str, ...]], ...]


def result_table(result: SearchResult, hits: Sequence[Hit], address: Address) -> ResultTable:
    """What is compared most: where, how well shown, how long, how much effort."""
    cells = [cells_of(hit) for hit in hits]
    labels = cell_labels()
    used = [key for key in labels if any(row[key] for row in cells)]
    if len({row["art"] for row in cells}) == 1:
        used.remove("art")
    columns = [_column("title", _("Titel"), Sort.TITLE, "ascending", result.query, address)]
    for key in used:
        if key == "termin":
            columns.append(_column(key, labels[key], Sort.DATE, "ascending", result.query, address))
        else:
            columns.append(Column(key, labels[key]))
    rows = tuple((hit, tuple(row[key] for key in used)) for hit, row in zip(hits, cells, strict=True))
    return ResultTable(tuple(columns), rows)


def cell_labels() -> dict[str, str]:
    """The columns after the title, by key."""
    return {
        "art": _("Art"),
        "termin": _("Termin"),
        "branche": _("Branche"),
        "region": _("Region"),
        "verbund": _("Verbund"),
        "evidenz": _("Nachweis"),
        **{key: str(label) for key, label in FACTS.items()},
    }


def cells_of(hit: Hit) -> Mapping[str, str]:
    """The text of a hit in each column; empty where nothing is known."""
    return {
        "art": hit.kind_label,
        "termin": hit.date_label,
        "branche": "; ".join(hit.given.get("branche", ())),
        "region": "; ".join(hit.given.get("region", ())),
        "verbund": "; ".join(hit.given.get("verbund", ())) if hit.document.type != "verbund" else "",
        "evidenz": hit.evidence,
        **{key: hit.document.facts.get(key, "") for key in FACTS},
    }


def _column(key: str, label: str, sort: Sort, order: str, query: SearchQuery, address: Address) -> Column:
    if query.sort is sort:
        return Column(key, label, order=order)
    return Column(key, label, sort_url=address(replace(query, sort=sort, page=1)))


def places(result: SearchResult) -> tuple[CountedValue, ...]:
    """The regions with their counts, taken as if none were chosen: where else there is something shall be seen."""
    return next((facet.values for facet in result.facets if facet.key == PLACES), ())
