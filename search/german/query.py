"""What is typed, as a query: clauses that match, each by any of its alternatives, and clauses that must not.

"phrase", -word, OR and word* are understood (`search.german.typed`); nothing that a person types is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from search.german import alternatives as ways
from search.german.alternatives import Alternative
from search.german.synonyms import Synonyms
from search.german.tokens import CHUNK, Word, words_of
from search.german.typed import Choice, Item, Kind, read

#: Words beyond that are left out: every clause costs the engines time.
MAX_CLAUSES = 32
_NO_SYNONYMS = Synonyms()
#: Words for the sign „§“.
_SIGN_WORDS = frozenset({"paragraph", "paragraf", "paragraphen", "paragrafen", "par"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A word (or phrase, or several with OR) as typed and its alternatives, the most direct first.

    `must`: it was put in quotes.
    """

    surface: str
    alternatives: tuple[Alternative, ...]
    must: bool = False


@dataclass(frozen=True, slots=True)
class TextQuery:
    """A query; without clauses it asks for nothing in particular and matches everything that is not excluded.

    `minimum` is how many of the clauses have to match (None: all). `truncated`: there were more than MAX_CLAUSES.
    """

    clauses: tuple[Clause, ...] = ()
    truncated: bool = False
    excluded: tuple[Clause, ...] = ()
    minimum: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is looked for; something may be excluded all the same."""
        return not self.clauses

    @property
    def required(self) -> int:
        return len(self.clauses) if self.minimum is None else min(self.minimum, len(self.clauses))

    @property
    def is_literal(self) -> bool:
        """Whether something was put in quotes or excluded: then what was asked is meant to the letter."""
        return bool(self.excluded) or any(clause.must for clause in self.clauses)

    def tolerant(self) -> TextQuery | None:
        """A query for the same words, which may be mistyped or cut short; None for one meant to the letter."""
        return self._with(ways.tolerant)

    def loose(self) -> TextQuery | None:
        """A query for any of the words, or for a part of the only one; None for one meant to the letter."""
        found = self._with(ways.loose if len(self.clauses) == 1 else tuple)
        return None if found is None else replace(found, minimum=1)

    def _with(self, more: Callable[[Sequence[Alternative]], tuple[Alternative, ...]]) -> TextQuery | None:
        if self.is_empty or self.is_literal:
            return None
        return replace(
            self, clauses=tuple(replace(clause, alternatives=more(clause.alternatives)) for clause in self.clauses)
        )


@dataclass(frozen=True, slots=True)
class _Typed:
    """One word (a hyphened one with its pieces), or one phrase, with its place in what was typed."""

    start: int
    end: int
    group: tuple[Word, ...] = ()
    item: Item | None = None

    @property
    def is_stop_word(self) -> bool:
        return bool(self.group) and all(word.is_stop_word for word in self.group)


def parse(text: str, synonyms: Synonyms = _NO_SYNONYMS) -> TextQuery:
    """Read what was typed. Stop words are dropped, unless there is nothing else; repeated words count once."""
    wanted: list[list[_Typed]] = []
    excluded: dict[tuple[Alternative, ...], Clause] = {}
    for choice in read(text):
        if choice.items[0].excluded:
            for typed in _typed(choice.items[0]):
                clause = Clause(text[typed.start : typed.end], _as_written(typed))
                excluded.setdefault(clause.alternatives, clause)
        else:
            wanted += _joined_by_or(choice)
        if len(wanted) + len(excluded) > 4 * MAX_CLAUSES:
            break
    wanted = _without_sign_words(wanted)
    meaningful = [group for group in wanted if not all(typed.is_stop_word for typed in group)] or wanted
    others = _synonyms_of(meaningful, synonyms)
    clauses: dict[tuple[Alternative, ...], Clause] = {}
    for group, brought in zip(meaningful, others, strict=True):
        found = ways.bounded([*(each for typed in group for each in _alternatives(typed, synonyms)), *brought])
        surface = text[group[0].start : group[-1].end]
        clauses.setdefault(found, Clause(surface, found, any(_is_phrase(typed) for typed in group)))
    kept = tuple(clauses.values())
    shut = tuple(excluded.values())
    return TextQuery(
        kept[:MAX_CLAUSES], max(len(kept), len(shut)) > MAX_CLAUSES, excluded=shut[:MAX_CLAUSES], minimum=None
    )


def _without_sign_words(wanted: list[list[_Typed]]) -> list[list[_Typed]]:
    """Without „Paragraph“ where a number follows: texts write it as a sign, which is no word."""
    following = [*wanted[1:], []]
    return [
        group
        for group, after in zip(wanted, following, strict=False)
        if not (_only_word(group) in _SIGN_WORDS and _only_word(after)[:1].isdigit())
    ]


def _only_word(group: Sequence[_Typed]) -> str:
    """The folded word that a clause consists of; empty where it is more, a phrase or nothing."""
    return group[0].group[0].exact if len(group) == 1 and len(group[0].group) == 1 else ""


def _joined_by_or(choice: Choice) -> Iterator[list[_Typed]]:
    """The words of a choice. Those on both sides of an OR make one clause; what hangs on them stays by itself."""
    sides = [found for item in choice.items if (found := list(_typed(item)))]
    if not sides:
        return
    open_group = [sides[0][-1]]
    yield from ([typed] for typed in sides[0][:-1])
    for side in sides[1:]:
        open_group.append(side[0])
        if len(side) > 1:
            yield open_group
            yield from ([typed] for typed in side[1:-1])
            open_group = [side[-1]]
    yield open_group


def _typed(item: Item) -> Iterator[_Typed]:
    if item.kind is Kind.PHRASE:
        if any(words_of(chunk) for chunk in CHUNK.findall(item.text)):
            yield _Typed(item.start, item.end, item=item)
        return
    last: _Typed | None = None
    for match in CHUNK.finditer(item.text):
        for group in _groups(words_of(match.group())):
            if last is not None:
                yield last
            offset = item.start + match.start()
            last = _Typed(offset + group[0].start, offset + group[0].end, group)
    if last is not None:
        # The asterisk belongs to the last word of what was written in one go.
        yield replace(last, item=item) if item.kind is Kind.PREFIX else last


def _is_phrase(typed: _Typed) -> bool:
    return typed.item is not None and typed.item.kind is Kind.PHRASE


def _alternatives(typed: _Typed, synonyms: Synonyms) -> Iterator[Alternative]:
    if typed.item is not None and typed.item.kind is Kind.PHRASE:
        yield ways.of_phrase(_words_in_order(typed.item.text))
        return
    yield from ways.of_word(typed.group)
    if typed.item is not None and len(typed.group[0].exact) > 1:
        yield ways.of_prefix(typed.group[0].exact)
    if synonyms:
        yield from ways.of_parts(typed.group, synonyms)


def _as_written(typed: _Typed) -> tuple[Alternative, ...]:
    """What excludes: the word in any form, or the phrase; neither compounds nor synonyms."""
    if typed.item is not None and typed.item.kind is Kind.PHRASE:
        return (ways.of_phrase(_words_in_order(typed.item.text)),)
    found = [each for each in ways.of_word(typed.group) if each.level != "parts" and len(each.terms) == 1]
    return (*found, *([ways.of_prefix(typed.group[0].exact)] if typed.item is not None else []))


def _words_in_order(text: str) -> list[str]:
    words = (word for chunk in CHUNK.findall(text) for word in words_of(chunk))
    return [word.exact for word in words if word.pieces == 1][:MAX_CLAUSES]


def _synonyms_of(groups: Sequence[Sequence[_Typed]], synonyms: Synonyms) -> list[list[Alternative]]:
    """What synonyms add to each clause. Of a rule's word that spans several clauses each gets it: a text that says it
    in one word holds all of them."""
    brought: list[list[Alternative]] = [[] for _ in groups]
    if not synonyms:
        return brought
    # A phrase is meant to the letter: no stem stands for it, and no rule reaches across it.
    stems = [group[0].group[0].stem if len(group) == 1 and group[0].group else "" for group in groups]
    place = 0
    while place < len(groups):
        for typed in groups[place] if not stems[place] else ():
            if typed.group:
                _, targets = synonyms.at([typed.group[0].stem], 0)
                brought[place] += [way for target in targets for way in ways.of_synonym(target)]
        length, targets = synonyms.at(stems, place)
        for at in range(place, place + length):
            brought[at] += [way for target in targets for way in ways.of_synonym(target)]
        place += max(length, 1)
    return brought


def _groups(words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """The words of a chunk; a joined word comes first, together with its pieces."""
    place = 0
    while place < len(words):
        size = words[place].pieces + 1 if words[place].pieces > 1 else 1
        yield words[place : place + size]
        place += size
