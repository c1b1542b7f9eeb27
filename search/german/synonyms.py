"""Synonyms, applied when a query is read: whoever looks for one finds the others, in any form of the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.german.tokens import CHUNK, Word, words_of

#: More words than that make no synonym.
LONGEST = 6
#: Others that one word may bring along.
MOST_TARGETS = 12


@dataclass(frozen=True, slots=True)
class SynonymRule:
    """All of `words` mean the same; or, where there are `targets`, each of `words` finds those too, not the other way
    round. A word may consist of several (künstliche Intelligenz)."""

    words: tuple[str, ...]
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """What is also looked for: `text` as the editor wrote it, and its words without stop words."""

    text: str
    words: tuple[Word, ...]

    @property
    def stems(self) -> tuple[str, ...]:
        return tuple(word.stem for word in self.words)


class Synonyms:
    """Rules, ready to be asked. Immutable; safe for threads."""

    def __init__(self, rules: Iterable[SynonymRule] = ()) -> None:
        self._targets: dict[tuple[str, ...], dict[tuple[str, ...], Target]] = {}
        for rule in rules:
            sources = list(filter(None, map(_target, rule.words)))
            others = list(filter(None, map(_target, rule.targets))) if rule.targets else sources
            for source in sources:
                found = self._targets.setdefault(source.stems, {})
                for other in others:
                    if other.stems != source.stems and len(found) < MOST_TARGETS:
                        found.setdefault(other.stems, other)
        self._longest = max(map(len, self._targets), default=0)

    def __bool__(self) -> bool:
        return bool(self._targets)

    def at(self, stems: Sequence[str], place: int) -> tuple[int, tuple[Target, ...]]:
        """The longest word of a rule that begins at `place`: how many of `stems` it takes, and what else it finds."""
        for length in range(min(self._longest, len(stems) - place), 0, -1):
            if found := self._targets.get(tuple(stems[place : place + length])):
                return length, tuple(found.values())
        return 0, ()

    def of_part(self, stem: str) -> tuple[Target, ...]:
        """What means the same as one part of a compound (Stapler in Staplerschein)."""
        return tuple(self._targets.get((stem,), {}).values())


def _target(text: str) -> Target | None:
    """None for a text without words, or with too many."""
    words: list[Word] = []
    for chunk in CHUNK.findall(text):
        place = 0
        found = words_of(chunk)
        while place < len(found):
            # A joined word stands for its pieces, which follow it.
            words.append(found[place])
            place += found[place].pieces + 1 if found[place].pieces > 1 else 1
    meaningful = tuple(word for word in words if not word.is_stop_word) or tuple(words)
    return Target(text, meaningful) if 0 < len(meaningful) <= LONGEST else None
