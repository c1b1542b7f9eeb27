"""What editors tune, as the search asks for it: synonyms for a query, records to be shown first.

The search knows no editor's tables; an app says where both come from (`search.tuning` does).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from search.engine import EngineHit
from search.german.synonyms import Synonyms
from search.query import SearchQuery
from search.sources import public_documents, tree_values

_synonyms: Callable[[], Synonyms] = Synonyms
_tips: Callable[[str], Sequence[int]] | None = None


def use_synonyms(current: Callable[[], Synonyms]) -> None:
    """Say where synonyms come from: a function that is called for every search, so it has to be quick."""
    global _synonyms
    _synonyms = current


def use_tips(for_text: Callable[[str], Sequence[int]]) -> None:
    """Say where tips come from: a function from what was typed to ids of pages; called for every search with words."""
    global _tips
    _tips = for_text


def synonyms() -> Synonyms:
    return _synonyms()


def tips(query: SearchQuery) -> list[EngineHit]:
    """What editors put first for a query: on the first page, public, and under the filters that are chosen.

    Some database queries where there is a tip, none where there is not.
    """
    ids = list(_tips(query.text)) if _tips and query.text and query.page == 1 else []
    if not ids:
        return []
    found = public_documents(ids, tree_values())
    return [
        EngineHit(found[page].document, 0.0)
        for page in ids
        if page in found
        and all(set(slugs) & set(found[page].facets.get(key, ())) for key, slugs in query.filters.items() if slugs)
    ]
