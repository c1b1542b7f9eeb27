"""What a facet is, and the counting rule, stated once.

The rule: several values of one facet mean OR; different facets mean AND; a facet's own choice is left out when its
values are counted; a value of a tree counts for its ancestors too; chosen values stay visible at 0. A record that could
have a facet but has no value of it has the value NOT_GIVEN instead, which is chosen and counted like any other.
Engines carry out a `counting_plan`, they never decide what is counted. The plain-Python oracle in the conformance
suite is the specification.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _

#: No vocabulary may use this slug (`core.vocabularies.models` refuses it). It is made when a document is prepared and
#: never among the terms of a record.
NOT_GIVEN = "ohne-angabe"


class FacetKind(StrEnum):
    """How the values of a facet relate: which order they take and whether they have parents."""

    TREE = "tree"  # values have parents; shown as a tree, each level by count, then label
    FLAT = "flat"  # shown by count, then label
    ORDERED = "ordered"  # shown in the vocabulary's own order (company sizes, evidence)
    DESCENDING = "descending"  # shown from the highest slug down (years)


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value. `page` is the id of the page that it stands for, if it is one: not everybody may see each page."""

    slug: str
    label: str
    parent: str | None = None
    order: int = 0
    synonyms: tuple[str, ...] = ()
    page: int | None = None


FacetValues = Mapping[str, FacetValue]


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet. `load(slugs)` reads the current values: those asked for, or all when `slugs` is None.

    `load` never raises for an unknown slug, it leaves it out. One database query at the most. It knows nothing of
    NOT_GIVEN: `values` adds that, where records can do without the facet (`always_given` says that none can).
    `load_kept` is the same from memory, where values stand for pages: who calls it looks which of them may be seen.
    `suggested_as` is the kind under which the API's suggestions offer the facet's values, if at all. `position` is its
    place on the page, from the top.
    """

    key: str
    label: str | Promise
    kind: FacetKind
    load: Callable[[Iterable[str] | None], FacetValues]
    suggested_as: str | None = None
    position: int = 100
    always_given: bool = False
    load_kept: Callable[[Iterable[str] | None], FacetValues] | None = None

    def values(self, slugs: Iterable[str], *, kept: bool = False) -> FacetValues:
        """The current values of those of `slugs` that there are, NOT_GIVEN among them.

        With `kept` they may be some seconds old, and the caller has to look which `page` of theirs may be seen.
        """
        load = (self.load_kept if kept else None) or self.load
        wanted = set(slugs)
        if NOT_GIVEN not in wanted or self.always_given:
            return load(wanted)
        return {**load(wanted - {NOT_GIVEN}), NOT_GIVEN: FacetValue(NOT_GIVEN, _("nicht angegeben"))}


@dataclass(frozen=True, slots=True)
class CountGroup:
    """Facets whose values are counted over the same set: all documents that match text and `filters`."""

    facets: tuple[str, ...]
    filters: Mapping[str, tuple[str, ...]]


def counting_plan(filters: Mapping[str, tuple[str, ...]], facets: Iterable[str]) -> tuple[CountGroup, ...]:
    """Say which facets are counted over which filters.

    All facets without a choice share one group under all filters; each facet with a choice has a group of its own
    under the filters of the *others*. Groups are in the order of `facets`, the shared one first.
    """
    keys = tuple(facets)
    chosen = {key: values for key, values in filters.items() if values}
    shared = tuple(key for key in keys if key not in chosen)
    groups = [CountGroup(shared, chosen)] if shared else []
    groups += [
        CountGroup((key,), {other: values for other, values in chosen.items() if other != key})
        for key in keys
        if key in chosen
    ]
    return tuple(groups)


def with_ancestors(slugs: Iterable[str], values: FacetValues) -> tuple[str, ...]:
    """The slugs and all their ancestors, each once, in a stable order. Unknown slugs are kept, a cycle ends."""
    found: dict[str, None] = {}
    for slug in slugs:
        current: str | None = slug
        while current is not None and current not in found:
            found[current] = None
            value = values.get(current)
            current = value.parent if value else None
    return tuple(found)


_registry: dict[str, Facet] = {}


def register_facet(facet: Facet) -> None:
    """Add a facet to the search. Apps call this in `ready()`.

    Raises:
        ValueError: another facet has that key already.
    """
    if facet.key in _registry and _registry[facet.key] != facet:
        raise ValueError(f"A facet with the key {facet.key!r} is registered already.")
    _registry[facet.key] = facet


def registered_facets() -> Mapping[str, Facet]:
    """All facets by key, in the order in which the search page shows them."""
    return dict(sorted(_registry.items(), key=lambda item: item[1].position))
