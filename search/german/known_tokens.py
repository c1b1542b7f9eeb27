"""Which tokens (what stands between spaces) have which terms: learned from the texts that are shown.

Highlighting asks it which words of a text can have anything of a query, without looking at each for each query.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable

from search.german.tokens import CHUNK, part_terms, words_of

#: Longer tokens are not kept; so many are, some 50 MB, before everything is forgotten.
KEPT_LENGTH = 80
_MOST = 100_000


class _Known:
    """Tokens, and by term those that have it. A term stands with its level: stem:verbund."""

    def __init__(self) -> None:
        self.tokens: set[str] = set()
        self.by_term: dict[str, set[str]] = {}

    def learn(self, tokens: Iterable[str]) -> None:
        for token in tokens:
            for term in _terms(token):
                self.by_term.setdefault(term, set()).add(token)
            # Last: who finds it here finds its terms too.
            self.tokens.add(token)


_known = _Known()
_lock = threading.Lock()


def with_terms(tokens: Collection[str], terms: Iterable[str]) -> set[str]:
    """Those of `tokens` that have one of `terms` (level:term), and all that are too long to be kept."""
    global _known
    tokens = set(tokens)
    known = _known
    if new := tokens - known.tokens:
        long = {token for token in new if len(token) > KEPT_LENGTH}
        with _lock:
            if len(known.tokens) > _MOST:
                # Others may be reading the old one.
                known = _known = _Known()
                new = tokens
            known.learn(new - long)
    else:
        long = set()
    found: set[str] = set()
    for term in terms:
        if having := known.by_term.get(term):
            found |= tokens & having
    return found | long


def _terms(token: str) -> set[str]:
    terms: set[str] = set()
    for word in (word for chunk in CHUNK.findall(token) for word in words_of(chunk)):
        terms.add(f"exact:{word.exact}")
        if not word.is_stop_word:
            terms.add(f"stem:{word.stem}")
            terms.update(f"parts:{term}" for term in part_terms(word))
    return terms
