"""What a typed text asks for: clauses that all have to match, each by any of its alternatives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from search.german.stopwords import STOP_WORDS
from search.german.tokens import Token, tokenize
from search.german.weights import LEVEL_BOOSTS

Level = Literal["exact", "stem", "parts"]

#: More words than anyone means; each costs the engine a clause.
MAX_CLAUSES = 32


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to match: all `terms` occur at `level` within one zone. `boost` weighs it against the others."""

    level: Level
    terms: tuple[str, ...]
    boost: float


@dataclass(frozen=True, slots=True)
class Clause:
    """One word of the query. Synonyms become further alternatives."""

    surface: str
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class TextQuery:
    """All clauses have to match. Without clauses everything does. `truncated`: there were more words than clauses."""

    clauses: tuple[Clause, ...] = ()
    truncated: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.clauses


def parse(text: str) -> TextQuery:
    """Read a typed text. Nothing is an error: signs mean nothing, a word given twice counts once.

    Stop words are left out, unless there is nothing else: then they are searched as they are.
    """
    tokens = _outermost(tokenize(text))
    meaningful = [token for token in tokens if token.exact not in STOP_WORDS] or tokens
    clauses = list({_key(token): _clause(token) for token in meaningful}.values())
    return TextQuery(tuple(clauses[:MAX_CLAUSES]), truncated=len(clauses) > MAX_CLAUSES)


def _outermost(tokens: Iterable[Token]) -> list[Token]:
    """Of a hyphenated word only the whole: its pieces are one of its alternatives."""
    found: list[Token] = []
    for token in tokens:
        if found and token.start < found[-1].end:
            continue
        found.append(token)
    return found


def _key(token: Token) -> str:
    return token.stem or token.exact


def _clause(token: Token) -> Clause:
    alternatives = [Alternative("exact", (token.exact,), LEVEL_BOOSTS["exact"])]
    if token.stem:
        alternatives.append(Alternative("stem", (token.stem,), LEVEL_BOOSTS["stem"]))
        # The word inside a compound; for a compound, all its parts, together or apart.
        alternatives.append(Alternative("parts", (token.stem,), LEVEL_BOOSTS["parts"]))
        if token.parts and token.parts != (token.stem,):
            alternatives.append(Alternative("parts", token.parts, LEVEL_BOOSTS["parts"]))
    return Clause(token.surface, tuple(alternatives))
