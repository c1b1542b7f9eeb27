"""Gender forms: Mitarbeiter:innen, -*innen, -_innen, -/-innen, -(innen) and MitarbeiterInnen all mean Mitarbeiter."""

from __future__ import annotations

import re

#: What may stand inside a word and is not part of it: soft hyphen, zero-width characters, combining marks.
INVISIBLE = r"\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f"
LETTER = r"[^\W_]"

#: A gender ending after a word; what follows „innen“ may be the rest of a compound (Bürger:innenrat).
GENDER = (
    rf"(?:[:*_·][iI]n(?:nen)?(?!{LETTER})"
    rf"|[:*_·/]-?[iI]nnen|-/[iI]n(?:nen)?(?!{LETTER})"
    rf"|/-[iI]n(?!{LETTER})|(?<=er|or|nt|st)/[iI]n(?!{LETTER})"
    r"|\([iI]n(?:nen)?\)"
    rf"|(?<=[a-z]e)[:*_·/]-?[rnms](?!{LETTER}))"
)
_GENDER = re.compile(GENDER)
_CAMEL = re.compile(rf"(?<=[a-zäöüß])Innen|(?<=[a-zäöüß](?:er|or|nt|st))In(?!{LETTER})")


def without_gender(word: str) -> str:
    """The word without gender endings, otherwise as written. Plain „Mitarbeiterinnen“ is left to the stems."""
    if word.isalpha() and "In" not in word:
        return word
    return _CAMEL.sub("", _GENDER.sub("", word))
