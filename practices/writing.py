"""What can be told of a text while it is written: how hard it is to read, and whether it names people."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Shorter texts say nothing about readability.
FEWEST_WORDS = 30
_LONG_WORD = 6
_SENTENCE = re.compile(r"[.!?:]+(?:\s|$)|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: „z. B.“, „Dr.“, „28. April“ end no sentence.
_NO_END = re.compile(r"\b(?:\w|\d{1,2}|ca|bzw|usw|vgl|Dr|Nr|Abs|Art|evtl|inkl|ggf|sog)\.\s", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_PHONE = re.compile(r"(?<![\w.,])(?:\+\d{2}|0)[\d\s/()-]{6,20}\d(?![\w%])")


@dataclass(frozen=True, slots=True)
class Readability:
    """`lix`: words a sentence plus the share of words with more than six letters, in percent (Björnsson 1968)."""

    lix: int

    @property
    def words(self) -> str:
        if self.lix < 40:
            return "leicht zu lesen"
        if self.lix < 50:
            return "gut zu lesen"
        if self.lix < 60:
            return "schwierig: kürzere Sätze helfen am meisten"
        return "sehr schwierig: bitte Sätze teilen und lange Wörter auflösen"


def readability(text: str) -> Readability | None:
    """None for a text that is too short. No library is kept that has it for German without a corpus to download."""
    words = _WORD.findall(text)
    if len(words) < FEWEST_WORDS:
        return None
    sentences = [part for part in _SENTENCE.split(_NO_END.sub(" ", text)) if _WORD.search(part)]
    long_words = sum(len(word) > _LONG_WORD for word in words)
    return Readability(round(len(words) / max(len(sentences), 1) + 100 * long_words / len(words)))


def personal_data(text: str) -> tuple[str, ...]:
    """Mail addresses and telephone numbers in a text, each once, at most ten."""
    found = [*_MAIL.findall(text), *(match.strip() for match in _PHONE.findall(text))]
    return tuple(dict.fromkeys(found))[:10]
