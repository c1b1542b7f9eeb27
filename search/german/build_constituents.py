"""Builds data/constituents.txt.gz from the word list of the package german-nouns (CC BY-SA 4.0).

    python -m search.german.build_constituents path/to/german_nouns/nouns.csv

The list holds inflected *simplex* words: a decompounder that meets whole compounds stops at them. A lemma counts as
a compound when shorter lemmas cover it. german-nouns is needed for building only, and so stands in no lock file.
"""

from __future__ import annotations

import csv
import gzip
import sys
from pathlib import Path

from search.german.compounds import DATA, SHORTEST_PART, cover
from search.german.fold import fold

LEFT_OUT = ("Eigenname", "Vorname", "Nachname", "Toponym", "Abkürzung", "Affix", "Buchstabe")
LONGEST_SIMPLEX = 14


def read(path: Path) -> dict[str, set[str]]:
    """Folded forms by folded lemma, without names, abbreviations and feminines in -in (they end in traps)."""
    found: dict[str, set[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lemma = row["lemma"]
            if any(mark in row["pos"] for mark in LEFT_OUT) or not lemma.isalpha() or lemma.isupper():
                continue
            if lemma.endswith(("erin", "istin", "entin", "orin")):
                continue
            forms = {
                fold(value)
                for key, value in row.items()
                if value and key.split()[0] in ("nominativ", "genitiv", "dativ", "akkusativ")
            }
            found.setdefault(fold(lemma), set()).update(form for form in forms if form.isalpha())
    return found


def simplexes(lemmas: dict[str, set[str]]) -> set[str]:
    """All forms of the lemmas that no shorter ones cover."""
    own = own_words()
    accepted: set[str] = set(own)
    forms: set[str] = set()
    for lemma in sorted(lemmas, key=lambda word: (len(word), word)):
        if not SHORTEST_PART <= len(lemma) <= LONGEST_SIMPLEX:
            continue
        if lemma not in own and cover(lemma, accepted):
            continue
        accepted |= {lemma, *lemmas[lemma]}
        forms |= {form for form in {lemma, *lemmas[lemma]} if len(form) >= SHORTEST_PART}
    return forms


def own_words() -> set[str]:
    lines = (DATA / "own_constituents.txt").read_text(encoding="utf-8").splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def main(arguments: list[str]) -> int:
    words = sorted(simplexes(read(Path(arguments[0]))))
    # mtime=0: the same list gives the same file.
    (DATA / "constituents.txt.gz").write_bytes(gzip.compress("\n".join(words).encode(), 9, mtime=0))
    print(f"{len(words)} forms")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
