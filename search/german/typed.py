"""Reading the query language: "phrase", -word, OR, word*. All else is words; nothing that a person types is an error.

German gets in the way of „-word“: in „Angebote und -beratung“ the hyphen stands for a word left out, in „KMU -
Beratung“ for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

_QUOTES = '"„“”‟«»'
_ITEM = re.compile(
    rf"(?P<minus>(?<![^\s(])-)?[{_QUOTES}](?P<phrase>[^{_QUOTES}]+)[{_QUOTES}]"
    rf"|(?P<word>[^\s{_QUOTES}]+)"
)
_OR = ("OR", "ODER", "|", "||")
_AND = ("AND", "&", "&&", "+")
#: After these a hyphen stands for a word left out.
_SUSPENDING = re.compile(r"(?:(?:^|[\s(])(?:und|oder|bzw\.?|sowie|u\.)\s+|[,/]\s*)$", re.IGNORECASE)


class Kind(Enum):
    """How a piece of a query was meant."""

    WORDS = auto()
    PHRASE = auto()
    PREFIX = auto()


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of a query: `typed[start:end]`, without its signs. `excluded`: it must not be there."""

    kind: Kind
    text: str
    start: int
    end: int
    excluded: bool = False


@dataclass(slots=True)
class Choice:
    """Items of which one is enough (a OR b); mostly just one."""

    items: list[Item] = field(default_factory=list)


def read(typed: str) -> list[Choice]:
    """What was typed, in order. Signs that make no sense where they stand are passed over."""
    choices: list[Choice] = []
    joins = False
    for found in _items(typed):
        if found is None:
            joins = bool(choices)
        elif joins and not found.excluded and not choices[-1].items[0].excluded:
            choices[-1].items.append(found)
            joins = False
        else:
            choices.append(Choice([found]))
            joins = False
    return choices


def _items(typed: str) -> Iterator[Item | None]:
    """Items, and None where an OR stands."""
    for match in _ITEM.finditer(typed):
        if match.group("phrase"):
            start, end = match.span("phrase")
            yield Item(Kind.PHRASE, match.group("phrase"), start, end, bool(match.group("minus")))
            continue
        word, start = match.group("word"), match.start("word")
        if word in _OR:
            yield None
        elif word not in _AND:
            yield _word(typed, word, start)


def _word(typed: str, word: str, start: int) -> Item:
    excluded = word[0] == "-" and word[1:2].isalnum() and not _SUSPENDING.search(typed[max(0, start - 20) : start])
    text = word.lstrip("-") if excluded else word
    start += len(word) - len(text)
    end = start + len(text)
    if text.endswith("*") and text[-2:-1].isalnum():
        return Item(Kind.PREFIX, text.rstrip("*"), start, end, excluded)
    return Item(Kind.WORDS, text, start, end, excluded)
