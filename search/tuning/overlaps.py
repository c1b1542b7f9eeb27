"""Words that stand in more than one entry: allowed, but worth a look."""

from __future__ import annotations

from collections.abc import Iterable

from search.tuning.models import Synonym
from search.tuning.words import read_words

_SHOWN = 3


def groups_with(words: Iterable[str], *, without: int | None = None) -> dict[str, list[str]]:
    """Those of `words` that other active entries have too, with these entries as text, at most three each."""
    wanted = {word.casefold(): word for word in words}
    found: dict[str, list[str]] = {}
    for synonym in Synonym.objects.filter(active=True).exclude(pk=without or 0):
        for word in read_words(synonym.words):
            if (shown := wanted.get(word.casefold())) and len(found.setdefault(shown, [])) < _SHOWN:
                found[shown].append(str(synonym))
    return found
