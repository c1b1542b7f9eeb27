"""Which pieces of a document are made into vectors: a long text as one vector would be about nothing."""

from __future__ import annotations

import re

from search.documents import Document
from search.engine import MOST_VECTORS

#: Characters of a piece; what comes later in a sentence that is longer says little more.
_LONGEST = 900
_SENTENCES = re.compile(r"(?<=[.!?:])\s+|\n+")


def passages(document: Document) -> tuple[str, ...]:
    """At most MOST_VECTORS texts: title and summary, then the body in pieces of about the same length.

    Each begins with the title, which says what the piece is about.
    """
    sentences = [sentence.strip()[:_LONGEST] for sentence in _SENTENCES.split(document.body) if sentence.strip()]
    pieces = min(MOST_VECTORS - 1, (len(sentences) + 1) // 2)
    found = [f"{document.title}. {document.summary}"]
    for piece in range(pieces):
        first, last = piece * len(sentences) // pieces, (piece + 1) * len(sentences) // pieces
        found.append(f"{document.title}. {' '.join(sentences[first : last + 1])}"[:_LONGEST])
    return tuple(found)
