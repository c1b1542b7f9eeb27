"""Finding a value in a long facet: what somebody types there decides which values are listed, never what is found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from search.german.fold import fold
from search.query import Parameters, clean_text
from search.results import CountedFacet, CountedValue

#: Facets with more values have a field to find one in.
LONG = 8
LONGEST = 80
#: A facet's key behind it makes the parameter of the field.
PREFIX = "f_"


@dataclass(frozen=True)
class ShownFacet:
    """A facet as the page lists it. `values` are the roots that are listed, `all_values` says how many there are in
    all levels, `matching` how many fit to `typed`; with `typed` empty every value is listed."""

    facet: CountedFacet
    name: str
    typed: str
    values: tuple[CountedValue, ...]
    all_values: int
    matching: int

    @property
    def is_long(self) -> bool:
        return self.all_values > LONG


def looks_for_value(parameters: Iterable[str]) -> bool:
    """Whether something was typed to find a value of a facet: another page for people, none for crawlers."""
    return any(name.startswith(PREFIX) for name in parameters)


def shown_facet(facet: CountedFacet, parameters: Parameters) -> ShownFacet:
    """The facet with what was typed into its field (PREFIX and its key)."""
    name = f"{PREFIX}{facet.key}"
    given = parameters.getlist(name)
    typed = clean_text(given[-1][: LONGEST * 4])[:LONGEST] if given else ""
    values = facet.flat()
    words = fold(typed).split()
    if not words:
        return ShownFacet(facet, name, "", facet.values, len(values), len(values))
    matching = sum(_fits(value, words) for value in values)
    return ShownFacet(facet, name, typed, _listed(facet.values, words), len(values), matching)


def _fits(value: CountedValue, words: Iterable[str]) -> bool:
    label = fold(value.label)
    return all(word in label for word in words)


def _listed(values: tuple[CountedValue, ...], words: list[str]) -> tuple[CountedValue, ...]:
    """Values that fit, with all that stands below them; what was chosen; and what leads to one of these."""
    listed: list[CountedValue] = []
    for value in values:
        fits = _fits(value, words)
        below = value.children if fits else _listed(value.children, words)
        if fits or value.selected or below:
            listed.append(replace(value, children=below, leads_to_found=bool(below) and not fits))
    return tuple(listed)
