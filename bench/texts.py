"""Generated practices as plain values: German text and terms, the same for the same number on every machine.

The words are those of the example content with their frequencies (words.txt: word, count), so that stop words, word
forms and long compounds are as frequent as in real texts. New compounds are made on the way: a vocabulary grows with
the number of texts, and an index of 100,000 practices with 6,000 words would be too easy.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

#: Words of the four long texts together; the example practices have 290 on average.
BODY_WORDS = 280
PARAGRAPHS = 4
SENTENCE_WORDS = 14
#: Of all words; a vocabulary that grows as that of real texts does.
NEW_COMPOUNDS = 0.01
#: How many values a practice has at the least and the most, by facet.
TERMS: Mapping[str, tuple[int, int]] = {
    "branche": (1, 2),
    "region": (1, 2),
    "thema": (1, 3),
    "zielgruppe": (1, 2),
    "groesse": (1, 2),
    "verbund": (0, 1),
}
YEARS = (2012, 2026)


@dataclass(frozen=True, slots=True)
class GeneratedPractice:
    """`terms` holds a number from 0 to 1 for each value: where it stands in its vocabulary."""

    number: int
    title: str
    summary: str
    paragraphs: tuple[str, ...]
    terms: Mapping[str, tuple[float, ...]]
    year: int


def practice(number: int) -> GeneratedPractice:
    """The practice of this number, the same whatever others there are."""
    # Seeded with a string: for numbers the first values of neighbours are alike.
    rolls = random.Random(f"practice {number}")
    return GeneratedPractice(
        number=number,
        title=f"{_sentence(rolls, 6)[:150]} {number}",
        summary=f"{_sentence(rolls, 18)[:480]}.",
        paragraphs=tuple(_paragraph(rolls, BODY_WORDS // PARAGRAPHS) for _ in range(PARAGRAPHS)),
        # Squared: a few values have most of the practices, as in life.
        terms={
            facet: tuple(rolls.random() ** 2 for _ in range(rolls.randint(least, most)))
            for facet, (least, most) in TERMS.items()
        },
        year=rolls.randint(*YEARS),
    )


def questions(words: int) -> Sequence[str]:
    """Forty texts of so many nouns each, of middling frequency, to search for; no noun comes twice."""
    nouns = random.Random(f"questions {words}").sample(_nouns()[20:260], 40 * words)
    return [" ".join(nouns[first : first + words]) for first in range(0, len(nouns), words)]


def _paragraph(rolls: random.Random, words: int) -> str:
    return " ".join(f"{_sentence(rolls, SENTENCE_WORDS)}." for _ in range(words // SENTENCE_WORDS))


def _sentence(rolls: random.Random, number: int) -> str:
    words, weights = _words()
    found = rolls.choices(words, cum_weights=weights, k=number)
    for place, word in enumerate(found):
        if rolls.random() < NEW_COMPOUNDS:
            first, second = rolls.choice(_nouns()), rolls.choice(_nouns())
            found[place] = f"{first}{'' if first.endswith('s') else 's'}{second.lower()}"
        elif place == 0:
            found[place] = word[0].upper() + word[1:]
    return " ".join(found)


@lru_cache(maxsize=1)
def _words() -> tuple[list[str], list[int]]:
    """All words, and the running totals of their counts, as `random.choices` wants them."""
    lines = [line.split() for line in (Path(__file__).parent / "words.txt").read_text("utf-8").splitlines()]
    return [word for word, _ in lines], list(itertools.accumulate(int(count) for _, count in lines))


@lru_cache(maxsize=1)
def _nouns() -> list[str]:
    """Words written with a capital letter that are long enough to be nouns, the most frequent first."""
    return [word for word in _words()[0] if word[0].isupper() and len(word) > 4 and "-" not in word]
