"""The ways in which a word, a phrase or a synonym can be matched: what a clause of a query consists of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from search.german.compounds import joined
from search.german.mending import mended
from search.german.synonyms import Synonyms, Target
from search.german.tokens import Word, words_of
from search.german.weights import APART, EXACT, INSIDE, MENDED, NEAR, NEAR_PART, PART_ALONE, PREFIX, STEM, SYNONYM

Level = Literal["exact", "stem", "parts"]
Kind = Literal["terms", "phrase", "prefix", "near"]

#: Ways to match of one clause: each is looked for in three fields.
MAX_ALTERNATIVES = 24
#: Letters of a word that may be mistyped or cut short, and from which two mistakes are allowed.
_SHORTEST = 4
_LONG = 8


@dataclass(frozen=True, slots=True)
class Alternative:
    """A way for a clause to match on `level`, in one zone of the document (title, lead or body).

    `kind` terms: all `terms` occur; phrase: they follow each other; prefix: a word begins so; near: a word is within
    `edits` of it. `boost` is a factor beside the weight of the field; prefix and near have no other score.
    `origin` is the synonym that brought it, as its editor wrote it. `anywhere`: a match counts the same in every zone.
    """

    level: Level
    terms: tuple[str, ...]
    boost: float
    kind: Kind = "terms"
    edits: int = 0
    origin: str = ""
    anywhere: bool = False


def of_word(group: Sequence[Word]) -> Iterator[Alternative]:
    """The ways to match a word: as written, another form, inside a compound, its parts. A hyphened word comes with its
    pieces."""
    whole = group[0]
    yield Alternative("exact", (whole.exact,), EXACT)
    if all(word.is_stop_word for word in group) or whole.exact.isdigit():
        return
    yield Alternative("stem", (whole.stem,), STEM)
    inside = (joined(whole.units),)
    yield Alternative("parts", inside, INSIDE)
    pieces = _distinct(word.stem for word in group[1:] if not word.is_stop_word)
    if pieces:
        yield Alternative("stem", pieces, INSIDE)
    apart = _distinct(unit.term for unit in whole.units)
    if apart != inside:
        yield Alternative("parts", apart, APART)


def of_phrase(words: Sequence[str]) -> Alternative:
    """Folded words as they follow each other; a single one as it is written."""
    return Alternative("exact", tuple(words), EXACT, "phrase" if len(words) > 1 else "terms")


def of_prefix(exact: str) -> Alternative:
    return Alternative("exact", (exact,), PREFIX, "prefix")


def of_synonym(target: Target) -> Iterator[Alternative]:
    """The ways to match a synonym; several words have to follow each other, in any form."""
    if len(target.words) > 1:
        yield Alternative("stem", target.stems, SYNONYM * EXACT, "phrase", origin=target.text)
        return
    for alternative in of_word(target.words):
        if len(alternative.terms) == 1:
            yield replace(alternative, boost=SYNONYM * alternative.boost, origin=target.text)


def of_parts(group: Sequence[Word], synonyms: Synonyms) -> Iterator[Alternative]:
    """A compound in which one part is said otherwise: Staplerschein, Flurförderzeugschein."""
    units = group[0].units
    if not 1 < len(units) <= 4:
        return
    for place, unit in enumerate(units):
        for target in synonyms.of_part(unit.bare or unit.term):
            terms = _distinct(
                term
                for other, kept in enumerate(units)
                for term in ((joined(word.units) for word in target.words) if other == place else (kept.term,))
            )
            yield Alternative("parts", terms, SYNONYM * APART, origin=target.text)


def tolerant(alternatives: Sequence[Alternative]) -> tuple[Alternative, ...]:
    """The same ways and some that forgive: a word cut short, or mistyped."""
    added: list[Alternative] = []
    for alternative in alternatives:
        if alternative.origin or alternative.kind != "terms" or len(alternative.terms) > 1:
            continue
        if len(term := alternative.terms[0]) >= _SHORTEST and term.isalpha():
            mistakes = 1 if len(term) < _LONG else 2
            if alternative.level == "exact":
                added.append(of_prefix(term))
                added.append(Alternative("exact", (term,), NEAR, "near", mistakes))
                added += _of_mended(term)
            elif alternative.level == "parts":
                added.append(Alternative("parts", (term,), NEAR_PART, "near", mistakes))
    return bounded([*alternatives, *added])


def _of_mended(term: str) -> Iterator[Alternative]:
    """The ways to match the compound that was meant, where one part of it is mistyped."""
    meant = mended(term)
    if meant is not None:
        for way in of_word(words_of(meant)):
            yield replace(way, boost=MENDED * way.boost, origin=f"gemeint: {meant}")


def loose(alternatives: Sequence[Alternative]) -> tuple[Alternative, ...]:
    """The same ways and each part of a compound alone.

    Such a part says little. What counts is how rare it is, not that one of few titles has it (Betriebsbesuch: Betrieb).
    """
    added = [
        Alternative("parts", (term,), PART_ALONE, origin=alternative.origin, anywhere=True)
        for alternative in alternatives
        if alternative.level == "parts" and alternative.kind == "terms" and len(alternative.terms) > 1
        for term in alternative.terms
        if len(term) >= _SHORTEST
    ]
    return bounded([*alternatives, *added])


def bounded(alternatives: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Each way once, the first MAX_ALTERNATIVES."""
    found: dict[tuple[str, tuple[str, ...], str, int], Alternative] = {}
    for each in alternatives:
        found.setdefault((each.level, each.terms, each.kind, each.edits), each)
    return tuple(found.values())[:MAX_ALTERNATIVES]


def _distinct(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(terms))
