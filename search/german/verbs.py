"""Forms of verbs, each to the noun that is made of the verb: prüft, geprüft, zu prüfen: Prüfung.

Whoever looks for „Prüfung“ means reports in which something was „geprüft“, and a stemmer leaves those apart. The noun
has to stand in the list of constituents, and the form must not be a noun itself (Unternehmen, Beschäftigte, Zeiten).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.german.constituents import is_noun

_SEPARABLE = (
    "(?:an|auf|aus|ab|bei|ein|vor|nach|zu|um|durch|mit|her|hin|los|fest|frei|weiter|zurueck|zusammen|teil|bereit|fort"
    "|sicher|statt|wieder|gleich|wahr|bekannt)"
)
_PARTICIPLE = re.compile(rf"^({_SEPARABLE}?)ge(.{{3,}}?)e?t(?:e|en|er|es|em)?$")
#: The same, surely: „gerecht“ and „gesamt“ are none.
_REGULAR = re.compile(rf"^({_SEPARABLE}?)ge(?!recht|samt|nau|such|schick|halt|wohn)(.{{4,9}}?)e?t(?:e|en|er|es|em)?$")
_WITH_ZU = re.compile(rf"^({_SEPARABLE})zu(.{{3,}}?)e?n$")
#: Participles that do not follow from the infinitive; each may have a prefix before it (angeboten, übernommen).
_IRREGULAR = {
    "nommen": "nehmen",
    "wonnen": "winnen",
    "gonnen": "ginnen",
    "sprochen": "sprechen",
    "boten": "bieten",
    "schrieben": "schreiben",
    "funden": "finden",
    "kannt": "kennen",
    "worben": "werben",
    "schieden": "scheiden",
    "fohlen": "fehlen",
    "schlossen": "schliessen",
    "bunden": "binden",
    "wiesen": "weisen",
    "troffen": "treffen",
    "hoben": "heben",
    "zogen": "ziehen",
    "stiegen": "steigen",
    "holfen": "helfen",
    "wusst": "wissen",
}
_IRREGULAR_FORM = re.compile(rf"^(|.{{2,}}?)(?:ge)?({'|'.join(_IRREGULAR)})(?:e|en|er|es|em)?$")
_ENDINGS = ("testen", "teten", "test", "tete", "ten", "te", "et", "t")
_PREFIX = re.compile(rf"^{_SEPARABLE}(?=.{{4}})")
_SHORTEST = 5
#: Participles that are people, or have left their verb behind.
_NO_VERB = re.compile(
    r"(?:beschaeftigt|angestellt|beteiligt|befragt|versichert|vorgesetzt|betreut|gefluechtet)e[nrms]?$"
    r"|^(?:un)?bekannt|^verwandt|^unternommen"
)
#: Beginnings that are adjectives (sicheren: Sicherung) or whose noun nobody says (Schweißung).
_NO_BEGINNINGS = frozenset({"sicher", "frei", "gleich", "dopp", "wohn", "zeit", "recht", "licht", "schweiss"})


def noun_of_verb(word: str) -> str | None:
    """The folded noun for a folded form of a verb (of a strong one the infinitive, where there is no noun), or None."""
    if len(word) < _SHORTEST or word.endswith("ung") or is_noun(word) or _NO_VERB.search(word):
        return None
    strong = _IRREGULAR_FORM.match(word)
    if strong is not None and (strong[1] or word.startswith("ge")):
        word = strong[1] + _IRREGULAR[strong[2]]
    for beginning in _beginnings(word):
        if beginning in _NO_BEGINNINGS:
            continue
        for base in (beginning, beginning.removesuffix("e"), re.sub("el$", "l", beginning)):
            # weitergebildet: the list has Bildung, which „weiter“ only narrows.
            if len(base) >= 3 and (is_noun(base + "ung") or is_noun(_PREFIX.sub("", base) + "ung")):
                return base + "ung"
    if strong is None and (match := _REGULAR.match(word)):
        # geschweißt: schweißen, though the list has no such noun
        word = f"{match[1]}{match[2]}en"
        return next(filter(is_noun, _infinitives(word)), word)
    return next(filter(is_noun, _infinitives(word)), word if strong else None)


def _infinitives(word: str) -> Iterator[str]:
    """The noun may be the infinitive itself: gelernt, lernt: Lernen; gescheitert: Scheitern."""
    if match := _PARTICIPLE.match(word):
        yield from (f"{match[1]}{match[2]}en", f"{match[1]}{match[2]}n")
    elif not word.startswith("ge"):
        yield from (word.removesuffix(ending) + "en" for ending in ("et", "t") if word.endswith(ending))


def _beginnings(word: str) -> Iterator[str]:
    for pattern in (_PARTICIPLE, _WITH_ZU):
        if match := pattern.match(word):
            yield match[1] + match[2]
    for ending in _ENDINGS:
        if word.endswith(ending):
            yield word.removesuffix(ending)
    if not is_noun(word[:-1]):
        if word.endswith("en"):
            yield word[:-2]
        elif word.endswith(("eln", "ern")):
            yield word[:-1]
