"""What of a query may be kept: nothing by which a person could be written to or called, and nothing long."""

from __future__ import annotations

import re
import unicodedata

from search.query import clean_text

LONGEST_KEPT = 100
#: So many digits may be somebody's number: telephone, customer, birthday.
_FEWEST_DIGITS = 5

_MAIL = re.compile(r"\S*\s?(?:@|\(at\)|\[at\])\s?\S*", re.IGNORECASE)
_NUMBER = re.compile(r"[+(]{0,2}\d(?:[\s/().,:_+–-]{0,3}\d)*")
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-/–\s]\s?(?:19|20)\d\d)?")


def normalised(text: str) -> str:
    """A query as it is counted: small letters, single spaces, without mail addresses and long numbers.

    Empty when nothing of it is kept. „§ 82“, „82a“ and years stay.
    """
    visible = "".join(character for character in text[:1000] if unicodedata.category(character) != "Cf")
    folded = clean_text(unicodedata.normalize("NFKC", visible)).lower()
    kept = " ".join(_NUMBER.sub(_short_number, _MAIL.sub(" ", folded)).split())
    if len(folded) > LONGEST_KEPT or not any(character.isalnum() for character in kept):
        return ""
    return kept


def _short_number(match: re.Match[str]) -> str:
    number = match.group()
    digits = sum(character.isdigit() for character in number)
    return number if digits < _FEWEST_DIGITS or _YEARS.fullmatch(number) else " "
