"""Words too common to search for. They stay in the exact terms, so that a search for nothing else still works."""

from __future__ import annotations

from pathlib import Path

from search.german.fold import exact_form


def _read() -> frozenset[str]:
    lines = (Path(__file__).parent / "data" / "stopwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(exact_form(word) for line in lines if not line.startswith("#") for word in line.split())


#: Folded, as in `Token.exact`.
STOP_WORDS = _read()
