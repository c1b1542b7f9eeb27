"""What a search found, with everything labelled for people: value objects for pages, API, feeds and exports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext

from search.documents import FACTS, Document
from search.facets import NOT_GIVEN, Facet, FacetKind, FacetValue, FacetValues
from search.query import SearchQuery, UnknownValue


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found. The fields in `_html` are escaped HTML whose only markup is <mark>."""

    document: Document
    score: float
    title_html: str
    summary_html: str
    passages_html: tuple[str, ...]
    kind_label: str
    labels: tuple[str, ...]
    #: The labels of its terms, all of them, by facet key.
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date_label: str = ""
    #: An event that has ended.
    is_over: bool = False

    @property
    def url(self) -> str:
        return self.document.url

    @property
    def evidence(self) -> str:
        """How well it is shown that it works, in words; empty where nothing is said."""
        return ", ".join(self.given.get("evidenz", ()))

    @property
    def aside(self) -> list[tuple[str, str]]:
        """What stands beside it, each with what it is called: that nobody confirms it any more, the evidence, its
        facts."""
        facts = self.document.facts
        found = [(str(label), facts[key]) for key, label in FACTS.items() if facts.get(key)]
        if self.evidence:
            found.insert(0, (gettext("Nachweis"), self.evidence))
        if self.is_lowered:
            found.insert(0, (gettext("Aktualität"), gettext("nicht mehr bestätigt")))
        return found

    @property
    def is_lowered(self) -> bool:
        """Whether it stands lower among the results by now."""
        since = self.document.lower_from
        return since is not None and since <= timezone.now()


@dataclass(frozen=True)
class CountedValue:
    """A value of a facet with its count. `children` and `depth` (from 0) are those of the tree as it is shown;
    `leads_to_found` says that it is listed for the sake of one below it."""

    value: str
    label: str
    count: int
    selected: bool
    parent: str | None
    depth: int = 0
    children: tuple[CountedValue, ...] = ()
    leads_to_found: bool = False

    @property
    def shown_count(self) -> str:
        return _shown(self.count, get_language() or "")

    @property
    def open(self) -> bool:
        """Whether what was chosen or looked for lies below: the page then shows the branch opened."""
        return self.leads_to_found or any(child.selected or child.open for child in self.children)


@dataclass(frozen=True)
class CountedFacet:
    """`values` are the roots of the tree, or the whole list."""

    key: str
    label: str
    kind: FacetKind
    values: tuple[CountedValue, ...]
    hidden_after: int = 8

    @property
    def selected_count(self) -> int:
        return sum(value.selected for value in self.flat())

    def flat(self) -> list[CountedValue]:
        """All values, parents before their children."""
        found: list[CountedValue] = []
        pending = list(reversed(self.values))
        while pending:
            value = pending.pop()
            found.append(value)
            pending.extend(reversed(value.children))
        return found


@dataclass(frozen=True)
class SearchResult:
    """`total` is the engine's exact count; `suggestion` is a whole query text („Meinten Sie“), or None.

    `match` „tolerant“: nothing holds the words as typed; found is what holds them with mistakes mended, or begun so.
    `similar` comes near where little was found, by some of the words or in meaning; `tips` is what editors put first.
    Neither is counted.
    """

    query: SearchQuery
    total: int
    hits: tuple[Hit, ...]
    facets: tuple[CountedFacet, ...]
    engine: str
    degraded: bool
    took_ms: int
    suggestion: str | None = None
    match: Literal["words", "tolerant"] = "words"
    similar: tuple[Hit, ...] = ()
    tips: tuple[Hit, ...] = ()
    unknown: tuple[UnknownValue, ...] = field(default_factory=tuple)


def count_facet(facet: Facet, counts: Mapping[str, int], chosen: Iterable[str], values: FacetValues) -> CountedFacet:
    """Put counts, choices and labels together: every value that has a count or is chosen, in the facet's order, with
    NOT_GIVEN at the end.

    `values` are the current values of all slugs counted or chosen. A slug the vocabulary does not know any more is
    left out, unless it is chosen: then it stays visible, by its slug, at 0.
    """
    selected = set(chosen)
    shown = {slug: count for slug, count in counts.items() if slug in values}
    for slug in selected:
        shown.setdefault(slug, counts.get(slug, 0))
    if set(shown) == {NOT_GIVEN} and NOT_GIVEN not in selected:
        # Where nothing else is given there is nothing to choose from.
        shown = {}
    by_parent: dict[str | None, list[FacetValue]] = {}
    for value in _in_order(facet.kind, shown, values):
        # A parent is missing only while the index is behind the vocabulary: the value then stands at the top.
        parent = value.parent if value.parent in shown else None
        by_parent.setdefault(parent, []).append(value)

    def level(parent: str | None, depth: int, seen: frozenset[str]) -> tuple[CountedValue, ...]:
        return tuple(
            CountedValue(
                value=value.slug,
                label=value.label,
                count=shown[value.slug],
                selected=value.slug in selected,
                parent=value.parent,
                depth=depth,
                children=level(value.slug, depth + 1, seen | {value.slug}) if value.slug in by_parent else (),
            )
            for value in by_parent.get(parent, ())
            if value.slug not in seen
        )

    return CountedFacet(facet.key, str(facet.label), facet.kind, level(None, 0, frozenset()))


@lru_cache(maxsize=10_000)
def _shown(count: int, language: str) -> str:
    """A page has hundreds of counts, and formatting takes longer than anything else about them."""
    return number_format(count, use_l10n=True, force_grouping=True)


#: Hundreds of values are sorted for each page, by the same labels.
_folded = lru_cache(maxsize=10_000)(str.casefold)


def _in_order(kind: FacetKind, shown: Mapping[str, int], values: FacetValues) -> list[FacetValue]:
    """The values of the slugs `shown` in the facet's order, NOT_GIVEN at the end."""
    there = [values.get(slug) or FacetValue(slug, slug) for slug in shown]
    match kind:
        case FacetKind.ORDERED:
            there.sort(key=lambda value: (value.order, _folded(value.label)))
        case FacetKind.DESCENDING:
            there.sort(key=lambda value: value.slug, reverse=True)
        case FacetKind.TREE | FacetKind.FLAT:
            there.sort(key=lambda value: (-shown[value.slug], _folded(value.label)))
    # Sorting keeps the order of equals.
    there.sort(key=lambda value: value.slug == NOT_GIVEN)
    return there
