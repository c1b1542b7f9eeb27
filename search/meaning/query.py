"""What is asked, as a vector: made at once, in the process that answers, but only where it changes something."""

from __future__ import annotations

from functools import lru_cache

from search.engine import Meaning
from search.german.query import TextQuery
from search.meaning.background import background
from search.meaning.encoder import encoder
from search.meaning.kept import known

#: How much likeness counts beside the words: the best rises by e^4 × (difference of likeness) over another.
#: Chosen on the tuning half of the judged set (bench/eval).
WEIGHT = 4.0
#: From so many words on likeness has a say in the order: a single word is looked up, and not worth the time.
SEVERAL = 2
#: Less likeness than that is none: what means nothing lies below it, on the judged set and on free questions. Of two
#: words less is known, and more lies near them by chance.
LEAST = 0.18
LEAST_OF_TWO = 0.25
#: A question may be so much nearer to another world (`data/elsewhere.txt`) than to any record, and is still answered.
ELSEWHERE = 0.07


def order_of(text: TextQuery, typed: str) -> Meaning | None:
    """What puts the hits for a query in order beside its words; None where these are enough.

    What was put in quotes or shut out is meant to the letter.
    """
    if text.is_literal or len(text.clauses) < SEVERAL:
        return None
    return meaning_of(typed)


def meaning_of(text: str, *, remember: bool = True) -> Meaning | None:
    """What a question is about; None when meaning is switched off, or it says nothing. Some 10 to 25 milliseconds.

    With `remember` the text stays in the memory of this process: not for what somebody tells in confidence.
    """
    model = encoder()
    if model is None or not text:
        return None
    return _meaning(_vector(model.name, text) if remember else model.query(text))


def meaning_of_record(text: str) -> Meaning | None:
    """What a record is about that says `text` of itself. As it was made for the index, one query; else made now."""
    model = encoder()
    if model is None or not text:
        return None
    return _meaning(known(model, [text]).get(text) or model.passages([text])[0])


def least_likeness(meaning: Meaning, words: int) -> float:
    """The likeness that the nearest record must have, or else nothing here is about what was asked in so many words."""
    return max(LEAST if words > 2 else LEAST_OF_TWO, background().likeness_elsewhere(meaning.vector) - ELSEWHERE)


def _meaning(vector: bytes) -> Meaning | None:
    return Meaning(vector, WEIGHT) if any(vector) else None


@lru_cache(maxsize=1000)
def _vector(name: str, text: str) -> bytes:
    model = encoder()
    return model.query(text) if model is not None else b""
