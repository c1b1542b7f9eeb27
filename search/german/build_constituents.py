"""Build `data/constituents.txt`, the parts that German compounds are made of.

    python -m search.german.build_constituents PATH/nouns.csv

`nouns.csv` is the word list of the package german-nouns (CC BY-SA 4.0, from the German Wiktionary), needed for this
only; without a path it is looked for in an installed copy. `data/handmade.txt` adds the words of the field.

What makes a good list: inflected *simplex* words (verbünde, räte) and no compounds, for splitting stops at whatever
is in the list. A noun is taken as a compound when it divides into two others that divide other nouns as well; how
many nouns a part divides is also its weight, by which the best of several splits is chosen.
"""

from __future__ import annotations

import csv
import importlib.util
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from search.german.fold import exact_form

DATA = Path(__file__).parent / "data"
TARGET = DATA / "constituents.txt"
#: A noun counts as a compound when each half divides at least so many nouns.
PRODUCTIVE = 3
#: Rare words make wrong splits. Least number of compounds by length of the part; shorter ones are handmade.
LEAST = {4: 8, 5: 3, 6: 2, 7: 2}
LEAST_LONG = 1
LEAST_STEM = 6
HANDMADE_WEIGHT = 8
MAX_WEIGHT = 10
_NOUN = re.compile(r"^[A-ZÄÖÜ][a-zäöüß]{2,24}$")
_FORM = re.compile(r"^[A-ZÄÖÜa-zäöüß]{3,26}$")
_NO_WORD = {"Vorname", "Nachname", "Toponym", "Eigenname", "Abkürzung", "Buchstabe", "Symbol", "Affix", "Suffix"}
_NO_WORD |= {"Wortverbindung", "Gebundenes Lexem", "Straßenname", "Redewendung"}
#: Nouns with these endings have plurals in -en, also where the list names none (Weiterbildung).
_REGULAR = ("ung", "heit", "keit", "schaft", "ion", "taet")
_ADJECTIVE_ENDINGS = ("", "e", "en", "er", "es", "em")
_HEADER = """\
# Constituents of German compounds, folded; built by search/german/build_constituents.py, not edited by hand.
# Made from german-nouns {version} (Gregor Weichbrodt, from the German Wiktionary) and data/handmade.txt.
# Licence of this file, as of the word list it is made from: CC BY-SA 4.0, see constituents.LICENSE.md.
# [kind weight]: noun anywhere, modifier before another part only, head at the end only, prefix narrows the next.
"""


def main(arguments: list[str]) -> None:
    path = Path(arguments[0]) if arguments else installed_word_list()
    handmade = read_sections(DATA / "handmade.txt")
    constituents = build(read_nouns(path), handmade)
    by_kind: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word, (kind, weight) in constituents.items():
        by_kind[kind, weight].append(word)
    lines = [_HEADER.format(version="1.2.5")]
    for (kind, weight), words in sorted(by_kind.items()):
        lines.append(f"[{kind} {weight}]\n" + "\n".join(sorted(words)) + "\n")
    TARGET.write_text("".join(lines), encoding="utf-8")
    print(f"{len(constituents)} constituents, {TARGET.stat().st_size / 1000:.0f} kB: {TARGET}")


def installed_word_list() -> Path:
    spec = importlib.util.find_spec("german_nouns")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("Give the path of nouns.csv, or install german-nouns.")
    return Path(spec.submodule_search_locations[0]) / "nouns.csv"


def read_nouns(path: Path) -> dict[str, set[str]]:
    """Folded lemma to its folded forms (the lemma included), for nouns that are plain words."""
    nouns: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if _NO_WORD & set(row["pos"].split(",")) or not _NOUN.match(row["lemma"]):
                continue
            lemma = exact_form(row["lemma"])
            forms = nouns[lemma]
            forms.add(lemma)
            for column, form in row.items():
                if column.split(" ")[0] in ("nominativ", "genitiv", "dativ", "akkusativ") and _FORM.match(form or ""):
                    forms.add(exact_form(form))
            if lemma.endswith(_REGULAR):
                forms.add(lemma + "en")
    return dict(nouns)


def read_sections(path: Path) -> dict[str, list[str]]:
    """Section name to the folded words below it."""
    sections: dict[str, list[str]] = {}
    words: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            words = sections.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            words += map(exact_form, line.split())
    return sections


def build(nouns: Mapping[str, set[str]], handmade: Mapping[str, list[str]]) -> dict[str, tuple[str, int]]:
    """Constituent to its kind (noun, modifier, head, prefix) and weight (0 to MAX_WEIGHT)."""
    blocked = set(handmade["block"])
    fixed = set(handmade["noun"]) | set(handmade["whole"])
    stems = _stems(nouns) - blocked
    lemma_of: dict[str, str] = {}
    for lemma, forms in nouns.items():
        for form in forms - blocked:
            # A lemma's own form goes before another's inflected one.
            if form == lemma or form not in lemma_of:
                lemma_of[form] = lemma
    prefixes = set(handmade["prefix"])
    short = {word for word in handmade["noun"] if len(word) == 3}
    splits = {lemma: list(_splits(lemma, lemma_of, stems, prefixes, short)) for lemma in nouns if len(lemma) >= 6}
    modifiers: Counter[str] = Counter()
    heads: Counter[str] = Counter()
    for found in splits.values():
        modifiers.update({modifier for modifier, _ in found})
        heads.update({head for _, head in found})
    compounds = {
        lemma
        for lemma, found in splits.items()
        if any(m in prefixes or min(modifiers[m], heads[h]) >= PRODUCTIVE for m, h in found)
    } - fixed
    constituents: dict[str, tuple[str, int]] = {}
    for lemma, forms in nouns.items():
        count = modifiers[lemma] + heads[lemma]
        if lemma in compounds or count < LEAST.get(len(lemma), LEAST_LONG) or len(lemma) < 4:
            continue
        for form in forms:
            if len(form) >= 4:
                _keep(constituents, form, "noun", weight_of(count))
    for stem_word in stems:
        if stem_word not in constituents and modifiers[stem_word] >= LEAST_STEM and len(stem_word) >= 4:
            constituents[stem_word] = ("modifier", weight_of(modifiers[stem_word]))
    for word in blocked:
        constituents.pop(word, None)
    for word in handmade["modifier"]:
        if constituents.get(word, ("",))[0] != "noun":
            constituents[word] = ("modifier", HANDMADE_WEIGHT)
    for word in handmade["head"]:
        for ending in _ADJECTIVE_ENDINGS:
            if constituents.get(word + ending, ("",))[0] not in ("noun", "modifier"):
                constituents[word + ending] = ("head", HANDMADE_WEIGHT)
    for word in prefixes:
        constituents[word] = ("prefix", MAX_WEIGHT)
    for word in fixed:
        constituents[word] = ("noun", max(HANDMADE_WEIGHT, constituents.get(word, ("", 0))[1]))
    return constituents


def weight_of(count: int) -> int:
    return min(MAX_WEIGHT, round(math.log2(count + 1)))


def _keep(constituents: dict[str, tuple[str, int]], word: str, kind: str, weight: int) -> None:
    if word not in constituents or constituents[word][1] < weight:
        constituents[word] = (kind, weight)


def _stems(nouns: Mapping[str, set[str]]) -> set[str]:
    """What may stand before another part without being a word: Lern(en), Schul(e), Zuliefer(er)."""
    stems: set[str] = set()
    for lemma in nouns:
        if lemma.endswith("erer"):
            stems.add(lemma[:-2])
        elif lemma.endswith(("en", "e")) and len(lemma) >= 6:
            stems.add(lemma.removesuffix("n").removesuffix("e"))
    return stems - set(nouns)


def _splits(
    lemma: str, lemma_of: Mapping[str, str], stems: set[str], prefixes: set[str], short: set[str]
) -> Iterable[tuple[str, str]]:
    """Ways to divide a noun in two: (lemma or stem of the modifier, lemma of the head)."""
    for position in range(3, len(lemma) - 2):
        head = lemma[position:]
        if lemma_of.get(head) != head or (len(head) == 3 and head not in short):
            continue
        modifier = lemma[:position]
        if modifier in prefixes:
            yield modifier, head
            continue
        for candidate in (modifier, modifier.removesuffix("s")):
            if candidate in lemma_of and (len(candidate) > 3 or candidate in short):
                yield lemma_of[candidate], head
                break
            if len(candidate) > 3 and candidate in stems:
                yield candidate, head
                break


if __name__ == "__main__":
    main(sys.argv[1:])
