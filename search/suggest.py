"""Completion while typing: frequent searches, terms and titles; nothing that is not public."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from search.engine import EngineRequest
from search.facets import registered_facets
from search.german.compounds import split
from search.german.fold import exact_form
from search.german.query import parse
from search.query import MAX_TEXT_LENGTH, Sort, clean_text
from search.running import ask
from search.sources import visible_ids
from search.views import search_url

MIN_LENGTH = 2
MAX_QUERIES = 3
MAX_TITLES = 5
MAX_TERMS = 5
#: So many terms are counted, that MAX_TERMS are left when some occur in nothing public.
_COUNTED = 20
#: A part of a compound has to be begun with more letters than a word: „au“ is in every second one.
_MIN_INSIDE = 4

#: `(beginning, limit)` gives searches that many people made, the most frequent first.
FrequentQueries = Callable[[str, int], tuple[str, ...]]
_frequent: list[FrequentQueries] = []


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`kind` is suche, thema, branche, region, verbund or titel; `url` leads to what it names."""

    text: str
    kind: str
    url: str | None


@dataclass(frozen=True, slots=True)
class _Term:
    """A value of a facet that matches. `place` says where: 0 at its beginning, 1 at a word's, 2 inside a compound."""

    place: int
    label: str
    key: str
    slug: str
    kind: str


def register_frequent_queries(source: FrequentQueries) -> None:
    """Name the source of frequent searches. Its app calls this in `ready()`."""
    if source not in _frequent:
        _frequent.append(source)


def suggest(text: str, *, user: Any = None) -> tuple[Suggestion, ...]:
    """What `text`, the beginning of a search, may become: searches, then terms by kind, then titles.

    At most MAX_QUERIES, MAX_TERMS and MAX_TITLES of them, no text twice within a kind. Only values that occur in
    something public are offered. Shorter than MIN_LENGTH letters: nothing. Two round trips to the engine at the most.

    Raises:
        EngineUnavailable: no engine can answer.
    """
    typed = clean_text(text[: MAX_TEXT_LENGTH * 4])[:MAX_TEXT_LENGTH]
    if len(typed) < MIN_LENGTH:
        return ()
    documents = ask(lambda engine: engine.suggest(typed, timezone.now(), MAX_TITLES)).value
    visible = visible_ids(user, (int(document.id) for document in documents))
    titles = [
        Suggestion(document.title, "titel", document.url) for document in documents if int(document.id) in visible
    ]
    queries = [found for source in _frequent for found in source(typed, MAX_QUERIES)]
    searches = [Suggestion(query, "suche", search_url(q=query)) for query in queries[:MAX_QUERIES]]
    return tuple({(item.kind, item.text): item for item in (*searches, *_terms(typed), *titles)}.values())


def _terms(typed: str) -> list[Suggestion]:
    """The best terms in order of their facets, those of one facet by place and number."""
    matching: list[_Term] = []
    facets = {key: facet for key, facet in registered_facets().items() if facet.suggested_as}
    for key, facet in facets.items():
        for value in facet.load(None).values():
            if (place := _place(typed, value.label)) is not None:
                matching.append(_Term(place, value.label, key, value.slug, facet.suggested_as or key))
    matching.sort(key=lambda term: (term.place, len(term.label), term.label))
    counted = list(zip(matching[:_COUNTED], _numbers(matching[:_COUNTED]), strict=True))
    best = sorted(((term.place, -number, term.label), term) for term, number in counted if number)[:MAX_TERMS]
    order = list(facets)
    best.sort(key=lambda found: order.index(found[1].key))
    return [Suggestion(term.label, term.kind, search_url(**{term.key: term.slug})) for _, term in best]


def _numbers(terms: list[_Term]) -> tuple[int, ...]:
    """In how many documents each term occurs; all in one round trip."""
    if not terms:
        return ()
    request = EngineRequest(
        text=parse(""),
        filters={},
        groups=(),
        sort=Sort.NEWEST,
        offset=0,
        limit=0,
        # Whole minutes: the same request, which an engine may then cache.
        now=timezone.now().replace(second=0, microsecond=0),
        variants=tuple({term.key: (term.slug,)} for term in terms),
    )
    return ask(lambda engine: engine.search(request)).value.variant_totals


def _place(typed: str, label: str) -> int | None:
    """Where `label` has what was typed, see `_Term`; None: nowhere. All words but the last have to be whole."""
    words = [exact_form(word) for word in label.replace("-", " ").replace("/", " ").split()]
    wanted = [word for word in map(exact_form, typed.replace("-", " ").replace("/", " ").split()) if word]
    if not wanted:
        return None
    *whole, last = wanted
    if not set(whole) <= set(words):
        return None
    if exact_form(label).startswith("".join(wanted)):
        return 0
    if any(word.startswith(last) for word in words):
        return 1
    inside = len(last) >= _MIN_INSIDE and any(
        word[start:].startswith(last) for word in words for start in _beginnings(word)
    )
    return 2 if inside else None


def _beginnings(word: str) -> list[int]:
    """Where the parts of a compound begin, without the first."""
    found: list[int] = []
    place = 0
    for part in split(word):
        place = word.find(part.word, place)
        if place > 0:
            found.append(place)
        place = max(place, 0) + len(part.word)
    return found
