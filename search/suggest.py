"""Completion while typing: titles from the index, terms from the vocabularies; nothing that is not public."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from search.facets import registered_facets
from search.german.fold import fold
from search.query import MAX_TEXT_LENGTH, clean_text
from search.running import ask
from search.service import value_counts
from search.sources import visible_ids
from search.views import search_url

MIN_LENGTH = 2
MAX_TITLES = 5
MAX_TERMS = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`kind` is titel, thema, branche, region, verbund or suche; `url` leads to what it names."""

    text: str
    kind: str
    url: str | None


def suggest(text: str, *, user: Any = None) -> tuple[Suggestion, ...]:
    """What `text`, the beginning of a search, may become: terms first, then titles; at most ten.

    Only values that occur in something public are offered. Shorter than two letters: nothing.

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
    return (*_terms(typed), *titles)


def _terms(typed: str) -> list[Suggestion]:
    facets = {key: facet for key, facet in registered_facets().items() if facet.suggested_as}
    wanted = fold(typed)
    found: list[tuple[bool, int, Suggestion]] = []
    counts = value_counts(tuple(facets), {})
    for key, facet in facets.items():
        pending = list(counts[key])
        while pending:
            value = pending.pop()
            pending.extend(value.children)
            folded = fold(value.label)
            if folded.startswith(wanted) or f" {wanted}" in folded.replace("-", " "):
                suggestion = Suggestion(value.label, facet.suggested_as or key, search_url(**{key: value.value}))
                found.append((not folded.startswith(wanted), -value.count, suggestion))
    found.sort(key=lambda item: (item[0], item[1], item[2].text))
    return [suggestion for _, _, suggestion in found[:MAX_TERMS]]
