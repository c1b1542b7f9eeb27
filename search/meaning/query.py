"""What is asked, as a vector: made at once, in the process that answers."""

from __future__ import annotations

from functools import lru_cache

from search.engine import Meaning
from search.meaning.encoder import encoder

#: How much likeness counts beside the words: the best rises by e^4 × (difference of likeness) over another.
#: Chosen on the tuning half of the judged set (bench/eval).
WEIGHT = 4.0
#: Less likeness than that is none: nonsense and other worlds lie below it, on the judged set and on free questions.
LEAST = 0.18


def meaning_of(text: str, *, remember: bool = True) -> Meaning | None:
    """What a text is about; None when meaning is switched off, or the text says nothing. About two milliseconds.

    With `remember` the text stays in the memory of this process: not for what somebody tells in confidence.
    """
    model = encoder()
    if model is None or not text:
        return None
    vector = _vector(model.name, text) if remember else model.encode([text])[0]
    return Meaning(vector, WEIGHT) if any(vector) else None


@lru_cache(maxsize=1000)
def _vector(name: str, text: str) -> bytes:
    model = encoder()
    return model.encode([text])[0] if model is not None else b""
