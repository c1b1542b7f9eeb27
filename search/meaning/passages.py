"""Which pieces of a document are made into vectors: a long text as one vector would be about nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from search.documents import Document
from search.meaning.harmless import LONGEST

#: Where the second piece of the body begins, as a share of it: behind the opening, where it is told what was done.
_MIDDLE = 0.4
_SENTENCES = re.compile(r"(?<=[.!?:])\s+|\n+")


def passages(document: Document) -> tuple[str, ...]:
    """At most MOST_VECTORS texts of at most LONGEST characters: title and summary, the opening of the body, its middle.

    Each begins with the title, which says what the piece is about. More pieces find nothing better, and each costs.
    """
    sentences = [sentence.strip() for sentence in _SENTENCES.split(document.body) if sentence.strip()]
    room = LONGEST - len(document.title) - 2
    pieces = [document.summary]
    if sentences:
        opening = _that_fit(sentences, room)
        pieces.append(" ".join(opening))
        rest = sentences[_place(sentences, _MIDDLE) :] if len(opening) < len(sentences) else []
        if rest:
            pieces.append(" ".join(_that_fit(rest, room)))
    return tuple(f"{document.title}. {piece}"[:LONGEST] for piece in pieces)


def _that_fit(sentences: Sequence[str], room: int) -> Sequence[str]:
    """The first sentences that have at most `room` characters together, but one at least."""
    ends = accumulate(len(sentence) + 1 for sentence in sentences)
    return sentences[: max(sum(end <= room + 1 for end in ends), 1)]


def _place(sentences: Sequence[str], share: float) -> int:
    """The first sentence that begins behind a share of the text."""
    ends = list(accumulate(map(len, sentences)))
    return min(sum(end < share * ends[-1] for end in ends) + 1, len(sentences) - 1)
