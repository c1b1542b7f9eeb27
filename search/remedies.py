"""What helps a search whose filters leave little: which of them is guilty, and how many there would be without it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.engine import EngineRequest, EngineUnavailable
from search.facets import FacetKind, registered_facets
from search.german.query import parse
from search.nearby import FEW
from search.query import SearchQuery, Sort
from search.results import CountedFacet, CountedValue, SearchResult
from search.running import ask

#: So many ways are counted at the most; so many are offered.
COUNTED = 16
OFFERED = 5
#: How the search under a parent value reads, where „alles unter …“ would sound odd.
_WHOLE = {"region": gettext_lazy("Stattdessen ganz %(name)s")}


@dataclass(frozen=True, slots=True)
class Remedy:
    """`text` names the way („Ohne Region Saarland“), `query` goes it, `count` is what it finds."""

    text: str
    query: SearchQuery
    count: int


def remedies(result: SearchResult, fixed: Collection[str] = ()) -> tuple[Remedy, ...]:
    """Ways that find more than `result` does, the most helpful first; without any filter comes last.

    Nothing when the filters are not to blame: none was chosen (those of `fixed` cannot be taken away), or there are
    FEW results or more. One round trip to the engine, whatever was chosen.
    """
    query = result.query
    chosen = [facet for facet in result.facets if facet.key not in fixed and query.filters.get(facet.key)]
    if result.total >= FEW or not chosen:
        return ()
    ways = list(islice(_ways(query, chosen), COUNTED))
    if len(chosen) > 1:
        kept = {key: slugs for key, slugs in query.filters.items() if key in fixed}
        ways.append((_("Ohne alle Filter"), replace(query, filters=kept, page=1)))
    counts = _counts(result, [way for _, way in ways])
    better = [Remedy(text, way, count) for (text, way), count in zip(ways, counts, strict=True) if count > result.total]
    unfiltered = [remedy for remedy in better if len(chosen) > 1 and remedy.query is ways[-1][1]]
    single = sorted((remedy for remedy in better if remedy not in unfiltered), key=lambda remedy: -remedy.count)
    return (*single[:OFFERED], *unfiltered)


def _ways(query: SearchQuery, chosen: list[CountedFacet]) -> Iterator[tuple[str, SearchQuery]]:
    for facet in chosen:
        labels = [value.label for value in _selected(facet)]
        named = _(" und ").join(labels) if len(labels) <= 2 else _("(%(number)s gewählt)") % {"number": len(labels)}
        yield _("Ohne %(facet)s %(named)s") % {"facet": facet.label, "named": named}, query.without(facet.key)
    for facet in chosen:
        if facet.kind is FacetKind.TREE:
            yield from _wider(query, facet)


def _wider(query: SearchQuery, facet: CountedFacet) -> Iterator[tuple[str, SearchQuery]]:
    """The parent instead of a chosen value, with the other choices of the facet as they are."""
    slugs = query.filters[facet.key]
    parents = {value.value: value.parent for value in _selected(facet) if value.parent}
    labels = registered_facets()[facet.key].values(parents.values()) if parents else {}
    for slug, parent in parents.items():
        if parent in slugs or parent not in labels:
            continue
        way = _WHOLE.get(facet.key, gettext_lazy("Stattdessen alles unter %(name)s"))
        instead = tuple(parent if each == slug else each for each in slugs)
        yield (
            way % {"name": labels[parent].label},
            replace(query, filters={**query.filters, facet.key: instead}, page=1),
        )


def _selected(facet: CountedFacet) -> list[CountedValue]:
    return [value for value in facet.flat() if value.selected]


def _counts(result: SearchResult, ways: list[SearchQuery]) -> tuple[int, ...]:
    """How many each way finds, of the text as it was understood; none when no engine answers any more."""
    text = parse(result.query.text)
    if result.match == "tolerant":
        text = text.tolerant() or text
    request = EngineRequest(
        text=text,
        filters=result.query.filters,
        groups=(),
        sort=Sort.NEWEST,
        offset=0,
        limit=0,
        now=timezone.now().replace(second=0, microsecond=0),
        variants=tuple(way.filters for way in ways),
    )
    try:
        return ask(lambda engine: engine.search(request)).value.variant_totals
    except EngineUnavailable:
        return (0,) * len(ways)
