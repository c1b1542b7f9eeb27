"""What a person asks: a value object made from URL parameters, checked once.

The same parameters serve pages, API, feeds and exports. A page forgives (it mends and says so), the API refuses:
`read_parameters` therefore returns the mended query *and* what was wrong with it, and the caller decides.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from search.facets import Facet

DEFAULT_PAGE_SIZE = 20
MAX_PAGE_SIZE = 100
MAX_TEXT_LENGTH = 400
MAX_VALUES_PER_FACET = 50
MAX_PAGE = 10_000


class Sort(StrEnum):
    RELEVANCE = "relevanz"
    NEWEST = "neueste"
    TITLE = "titel"
    DATE = "termin"


class Parameters(Protocol):
    """What is needed of Django's QueryDict."""

    def getlist(self, key: str) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A checked query. `filters` maps facet key to the chosen slugs, without empty choices; `page` counts from 1."""

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = DEFAULT_PAGE_SIZE

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.page_size

    def without(self, facet: str, slug: str | None = None) -> SearchQuery:
        """The query without one chosen value, or without the whole facet; back on page 1."""
        kept = tuple(value for value in self.filters.get(facet, ()) if slug is not None and value != slug)
        filters = {key: values for key, values in self.filters.items() if key != facet}
        if kept:
            filters[facet] = kept
        return replace(self, filters=filters, page=1)

    def to_parameters(self, *, leave_out: Sequence[str] = ()) -> str:
        """The query as a URL's query string; defaults are left out. The same query gives the same string."""
        pairs: list[tuple[str, str]] = [("q", self.text)] if self.text else []
        pairs += [(key, slug) for key, slugs in self.filters.items() if key not in leave_out for slug in slugs]
        if self.sort is not Sort.RELEVANCE:
            pairs.append(("sort", self.sort.value))
        if self.page_size != DEFAULT_PAGE_SIZE:
            pairs.append(("anzahl", str(self.page_size)))
        if self.page != 1:
            pairs.append(("seite", str(self.page)))
        return urlencode(pairs)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the parameters that was not right. `message` is German and says what to do."""

    parameter: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class UnknownValue:
    """A facet value that does not exist. It stays in the filters, where it finds nothing."""

    facet: Facet
    value: str


@dataclass(frozen=True, slots=True)
class ReadParameters:
    query: SearchQuery
    problems: tuple[Problem, ...]
    unknown: tuple[UnknownValue, ...]


def read_parameters(
    parameters: Parameters,
    facets: Mapping[str, Facet],
    *,
    fixed: Mapping[str, tuple[str, ...]] | None = None,
) -> ReadParameters:
    """Read and check the search parameters; parameters with other names are ignored.

    `fixed` are filters that the page itself sets (`/praxis/` narrows `art`); the visitor cannot change them.
    One database query for each facet in which something was chosen.
    """
    problems: list[Problem] = []
    text = _text(_last(parameters, "q"), problems)
    filters, unknown = _filters(parameters, facets, fixed or {}, problems)
    sort = _sort(_last(parameters, "sort"), problems)
    page, page_size = read_page(parameters, problems)
    query = SearchQuery(text=text, filters=filters, sort=sort, page=page, page_size=page_size)
    return ReadParameters(query, tuple(problems), unknown)


def read_page(parameters: Parameters, problems: list[Problem]) -> tuple[int, int]:
    """`seite` and `anzahl`, mended where they are out of range; what was wrong is added to `problems`."""
    return (
        _number(_last(parameters, "seite"), "seite", 1, 1, MAX_PAGE, problems),
        _number(_last(parameters, "anzahl"), "anzahl", DEFAULT_PAGE_SIZE, 1, MAX_PAGE_SIZE, problems),
    )


def clean_text(text: str) -> str:
    """Typed text without control characters and surplus space, in one Unicode form (NFC)."""
    visible = "".join(
        " " if unicodedata.category(character) in ("Cc", "Zl", "Zp") else character
        for character in text
        if unicodedata.category(character) != "Cs"
    )
    return " ".join(unicodedata.normalize("NFC", visible).split())


def _last(parameters: Parameters, name: str) -> str:
    values = parameters.getlist(name)
    return values[-1] if values else ""


def _text(raw: str, problems: list[Problem]) -> str:
    # Cut before cleaning: what costs time must be bounded first.
    text = clean_text(raw[: MAX_TEXT_LENGTH * 4])
    if len(text) > MAX_TEXT_LENGTH or len(raw) > MAX_TEXT_LENGTH * 4:
        problems.append(
            Problem(
                "q",
                "too_long",
                _(
                    "Der Suchtext ist zu lang. Gesucht wurde nach den ersten %(most)s Zeichen; "
                    "bitte kürzen Sie ihn auf die wichtigsten Wörter."
                )
                % {"most": MAX_TEXT_LENGTH},
            )
        )
        text = text[:MAX_TEXT_LENGTH].rstrip()
    return text


def _filters(
    parameters: Parameters,
    facets: Mapping[str, Facet],
    fixed: Mapping[str, tuple[str, ...]],
    problems: list[Problem],
) -> tuple[dict[str, tuple[str, ...]], tuple[UnknownValue, ...]]:
    filters: dict[str, tuple[str, ...]] = {}
    unknown: list[UnknownValue] = []
    for key, facet in facets.items():
        if key in fixed:
            filters[key] = fixed[key]
            continue
        chosen = tuple(dict.fromkeys(filter(None, (clean_text(v[:200]) for v in parameters.getlist(key)))))
        if len(chosen) > MAX_VALUES_PER_FACET:
            problems.append(
                Problem(
                    key,
                    "too_many",
                    _("Bei „%(facet)s“ sind höchstens %(most)s Werte möglich; die weiteren zählen nicht mit.")
                    % {"facet": facet.label, "most": MAX_VALUES_PER_FACET},
                )
            )
            chosen = chosen[:MAX_VALUES_PER_FACET]
        if chosen:
            known = facet.values(chosen)
            unknown += [UnknownValue(facet, slug) for slug in chosen if slug not in known]
            filters[key] = chosen
    return filters, tuple(unknown)


def _sort(raw: str, problems: list[Problem]) -> Sort:
    if not raw:
        return Sort.RELEVANCE
    try:
        return Sort(raw)
    except ValueError:
        choices = ", ".join(sort.value for sort in Sort)
        message = _("Diese Sortierung gibt es nicht. Möglich sind: %(choices)s.") % {"choices": choices}
        problems.append(Problem("sort", "unknown", message))
        return Sort.RELEVANCE


def _number(raw: str, name: str, default: int, low: int, high: int, problems: list[Problem]) -> int:
    if not raw:
        return default
    # isascii: int() would read digits of every script, and a number of a million digits costs time.
    if raw.isascii() and raw.isdigit() and len(raw) <= 12 and low <= int(raw) <= high:
        return int(raw)
    limits = {"name": name, "low": low, "high": f"{high:,}".replace(",", ".")}
    message = _("„%(name)s“ muss eine ganze Zahl von %(low)s bis %(high)s sein.") % limits
    problems.append(Problem(name, "out_of_range", message))
    if raw.isascii() and raw.isdigit():
        return high if len(raw) > 12 or int(raw) > high else low
    return default
