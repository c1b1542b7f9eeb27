"""Words of a typed text for completion, and real words of the index near a mistyped one: the same for both engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from search.german.correction import edits
from search.german.fold import exact_form
from search.german.gender import without_gender
from search.german.query import MAX_CLAUSES
from search.german.stems import stem
from search.german.tokens import CHUNK, tokenize, words_of
from search.german.weights import ZONES
from search.ranking import field_name

#: „Within two edits“ is what `SearchEngine.near` promises.
EDITS = 2
#: More real words than a correction needs; each is counted.
MOST_WORDS = 40

#: Words as they are written, folded; mistyped ones are compared with these.
EXACT_FIELDS = tuple(field_name(zone, "exact") for zone in ZONES)
#: A part of a compound has to be begun with more letters than a word: „au“ is in every second one.
MIN_INSIDE = 4


def whole_words(text: str) -> list[str]:
    """The folded words of a typed text; of a hyphenated one only the whole, which a title has too."""
    found: list[str] = []
    end = 0
    for token in tokenize(text):
        if token.start >= end:
            found.append(token.exact)
            end = token.end
    return found


def begun_parts(word: str) -> tuple[str, ...]:
    """What a part of a compound may begin with for a typed `word`: parts are kept as stems (`zulief`: Zulieferer)."""
    return tuple(dict.fromkeys([word, stem(word)])) if len(word) >= MIN_INSIDE else ()


def sought(words: Sequence[str]) -> list[str]:
    """The words whose near ones are looked for: each once, then what neighbours make together („Weiter bildung“)."""
    pairs = (first + second for first, second in pairwise(words))
    return list(dict.fromkeys([*words, *pairs]))[:MAX_CLAUSES]


def nearest(words: Sequence[str], texts: Iterable[str]) -> tuple[dict[str, str], frozenset[str]]:
    """Words of `texts` within EDITS of one of `words`, the nearest MOST_WORDS.

    Folded form to how it is written there mostly; and words that are there only as a piece of a hyphenated one.
    """
    spellings: dict[str, Counter[str]] = {}
    pieces: dict[str, str] = {}
    # Each chunk is looked at once, how often it may stand there: a body has thousands.
    for chunk, number in Counter(chunk for text in texts for chunk in CHUNK.findall(text)).items():
        for exact, surface, is_piece in _words(chunk):
            if any(abs(len(word) - len(exact)) <= EDITS for word in words):
                if is_piece:
                    pieces[exact] = surface
                else:
                    spellings.setdefault(exact, Counter())[surface] += number
    distances = {exact: _distance(words, exact) for exact in {*spellings, *pieces}}
    ranked = sorted((distance, exact) for exact, distance in distances.items() if distance <= EDITS)
    near = [exact for _, exact in ranked[:MOST_WORDS]]
    written = {exact: _best(spellings[exact]) for exact in near if exact in spellings}
    return written, frozenset(pieces[exact] for exact in near if exact not in spellings)


def _words(chunk: str) -> Iterator[tuple[str, str, bool]]:
    """Folded form, spelling, and whether it is a piece of a hyphenated word."""
    if chunk.isalnum():
        # Most are plain words, whose parts nobody asks for here.
        yield exact_form(without_gender(chunk)), chunk, False
        return
    end = 0
    for word in words_of(chunk):
        yield word.exact, chunk[word.start : word.end], word.start < end
        end = max(end, word.end)


def _distance(words: Sequence[str], exact: str) -> int:
    return min((edits(word, exact, EDITS) for word in words), default=EDITS + 1)


def _best(spellings: Counter[str]) -> str:
    """The most frequent spelling; of equals not the one in capitals, and the one with umlauts."""
    return min(spellings, key=lambda surface: (-spellings[surface], surface.isupper(), surface.isascii(), surface))
