"""The list of constituents: what German compounds consist of, each with its kind and how common it is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

#: The list's licence and origin stand in data/constituents.LICENSE.md; build_constituents.py makes it.
_LIST = Path(__file__).parent / "data" / "constituents.txt"


@cache
def constituents() -> dict[str, tuple[str, int]]:
    """Folded constituent to kind (noun, modifier, head, prefix) and weight (0 to 10)."""
    words: dict[str, tuple[str, int]] = {}
    entry = ("noun", 0)
    for line in _LIST.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind, weight = line.strip("[]").split()
            entry = (kind, int(weight))
        elif not line.startswith("#"):
            words[line] = entry
    return words


@cache
def longest() -> int:
    return max(map(len, constituents()))


def is_noun(word: str) -> bool:
    """Whether a folded word is a noun of the list, in this form."""
    found = constituents().get(word)
    return found is not None and found[0] == "noun"
