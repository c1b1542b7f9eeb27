"""Stems, and gender forms brought together first."""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer

_stemmer = snowballstemmer.stemmer("german")

#: Mitarbeiterinnen, Mitarbeiterin: the feminine of a word in -er.
_FEMININE = re.compile(r"(?<=[a-z]{3}er)(?:innen|in)$")


@lru_cache(maxsize=65_536)
def stem(folded: str) -> str:
    """The stem of a folded word. Numbers, abbreviations of three letters and less stay as they are.

    Snowball's German stemmer reads ae, oe, ue as umlauts and drops them: verbuende and verbund have one stem.
    """
    if len(folded) <= 3 or not folded.isalpha():
        return folded
    if len(folded) == 4 and folded.endswith("s"):
        return folded  # Snowball makes kur of Kurs, but kurs of Kurse
    return str(_stemmer.stemWord(_FEMININE.sub("", folded)))
