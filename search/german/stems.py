"""Stems of folded words: Snowball's German stemmer, and what it leaves apart or throws together.

PyStemmer was taken and not snowballstemmer: both are made from the same Snowball release by the same people, and give
the same stems; this one is compiled (wheels for every platform that we name), and a rebuild, which meets new words all
the time, needs a fifth less time.
"""

from __future__ import annotations

import re
from functools import lru_cache

from Stemmer import Stemmer

from search.german.constituents import is_noun
from search.german.verbs import noun_of_verb

#: Endings whose plural changes more than Snowball takes off: (ending, what stands for it).
_PLURALS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"szenari(?:o|os|en|um|ums)$", "szenari"),
        (r"(?<=..)(?:ium|iums|ien)$", "i"),
        # flexibel, flexible; variabel, variablen
        (r"(?<=..)([ai])bl(?:e|en|er|es|em)$", r"\1bel"),
        (r"^(|.{3,})bus(?:se|sen|ses)$", r"\1bus"),
        (r"(?<=...)ism(?:us|en)$", "ism"),
        (r"zentr(?:um|ums|en)$", "zentr"),
        (r"spektr(?:um|ums|en)$", "spektr"),
        (r"praktik(?:um|ums|a)$", "praktikum"),
        (r"prax(?:is|en)$", "prax"),
        (r"them(?:a|as|en)$", "them"),
        (r"firm(?:a|en)$", "firm"),
        (r"risik(?:o|os|en)$", "risik"),
        (r"kont(?:o|os|en|i)$", "kont"),
        (r"muse(?:um|ums|en)$", "muse"),
        (r"(?<=...)kauf(?:mann|manns|leute|leuten|frau|frauen)$", "kaufleut"),
        (r"^kauf(?:mann|manns|leute|leuten|frau|frauen)$", "kaufleut"),
        (r"(fach|vertrauens|haupt)(?:mann|manns|mannes|maenner|maennern|frau|frauen|leute|leuten)$", r"\1leut"),
    )
)
#: Most words have none of them, and are spared looking for each.
_ANY_PLURAL = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in _PLURALS))
#: Loan words in a full vowel take -s, which Snowball takes off after consonants only. Named one by one, as most
#: words in vowel and s are no plurals (Haus, Kreis, Glas, arbeitslos).
_LOAN_PLURAL = re.compile(
    r"(?:kmu|lkw|pkw|azubi|auto|buero|info|foto|video|kita|logo|studio|portfolio|profi|kombi|handy|hobby|story|party|studi"
    r"|uni|demo|euro|silo|tempo|memo|kino|radio|szenario|agenda|kamera|komma|schema|wiki|taxi|makro"
    r"|baby|community|city|cafe|niveau|motto|intro|tabu)s$"
)
#: qualifizieren, qualifiziert, Qualifizierung: one stem in place of three.
_VERBS_IN_IEREN = re.compile(
    r"^(.{3,}?ier)(?:e|en|er|ern|t|te|ten|ter|tes|tem|end|ende|enden|ender|endes|endem|ung|ungen|ungs)?$"
)
#: Snowball takes every umlaut off, so that „Verbunde“ meets „Verbünde“; here it would join different words
#: (Förderung and Forderung, zählen and zahlen). Pairs of what stands in the folded word and in Snowball's stem.
_DIFFERENT = (
    ("foerder", "ford"),
    ("zaehl", "zahl"),
    ("drueck", "druck"),
    ("loes", "los"),
    ("kuendig", "kundig"),
    ("fuehr", "fuhr"),
    ("geraet", "gerat"),
    ("buerger", "burg"),
    ("schueler", "schul"),
)


#: Words in a consonant and -s that belongs to them, which Snowball would take off (Kurs: „kur“).
_ENDS_IN_S = re.compile(
    r"(?:kurs|zins|puls|hals|fels|fuchs|wachs|wuchs|gewaechs|lachs|dachs|luchs|krebs|vers|konsens|nonsens|gans|mars"
    r"|jeans|fonds|sechs|rechts|links|bereits|abseits|praesens)$"
)
#: Spellings that are both right; the newer one stands for both.
_SPELLINGS = (("photo", "foto"), ("graph", "graf"), ("phon", "fon"), ("potential", "potenzial"), ("delph", "delf"))
#: Qualifikation and Qualifizierung, Motivation and motivieren are one thing to who searches.
_ATION = re.compile(r"^(.{4,}?)(ik)?ation(?:en|s)?$")
_OTHER_ATION = re.compile(r"(?:generation|station|^nation|situation|konstellation)(?:en|s)?$")
_LOAN_IN_PS = re.compile(r"(?<!gi)(?<!mo)(?<!schna)(?<!ra)(?<!kolla)(?<!kla)ps$")

#: Women of what does not end in -er, which Snowball does not meet (Migrantinnen: Migranten).
_WOMEN = re.compile(r"^(?!.*(?:gew|beg|bes|ents|sp|zerr|entr|verr|ger)innen$)(.{4,})innen$")
_WOMAN = re.compile(
    r"^(.*(?:(?<=...)(?:ant|and|ent|ist|leg|eut|gog|log|nom|urg|iat|plomat|krat|idat|eur|[dst]or)"
    r"|expert|kund|aerzt|anwaelt|raet|wirt|gesell|lots|chef|beamt|freund|nachbar|autor))in$"
)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a folded word (`exact_form`); never empty for a word that is not."""
    if not word.isalpha():
        return word[:-1] if word.endswith("s") and len(word) > 3 and not word[:-1].isdigit() else word
    for pattern, replacement in _PLURALS if _ANY_PLURAL.search(word) else ():
        changed, times = pattern.subn(replacement, word)
        if times:
            return _keep_apart(word, changed.replace("ae", "a").replace("oe", "o").replace("ue", "u"))
    for old, new in _SPELLINGS:
        word = word.replace(old, new)
    if _ENDS_IN_S.search(word):
        return word
    if _LOAN_IN_PS.search(word) or (word[-2:] in ("as", "is", "os", "us") and len(word) > 4 and is_noun(word[:-1])):
        word = word[:-1]
    elif word.endswith("ing") and len(word) > 7 and is_noun(word[:-3]):
        # Coaching, Mentoring
        word = word[:-3]
    elif (match := _ATION.match(word)) and not _OTHER_ATION.search(word):
        word = f"{match[1]}{'iz' if match[2] else ''}ierung"
    if match := _WOMEN.match(word) or _WOMAN.match(word):
        # Snowball would take the s of a Lotse for a plural's.
        word = match.group(1) + ("e" if match.group(1).endswith("lots") else "")
    elif verbal := noun_of_verb(word):
        word = verbal
    if match := _VERBS_IN_IEREN.match(word):
        word_stem = match.group(1)
        return _keep_apart(word, word_stem.replace("ae", "a").replace("oe", "o").replace("ue", "u"))
    if _LOAN_PLURAL.search(word):
        word = word[:-1]
    # An object of its own each time: the stemmer keeps its state in itself and threads would mix theirs. What it has
    # stemmed is kept here, not in it.
    return _keep_apart(word, Stemmer("german", 0).stemWord(word)) or word


def _keep_apart(word: str, word_stem: str) -> str:
    for written, stemmed in _DIFFERENT:
        if written in word and stemmed in word_stem:
            return word_stem.replace(stemmed, written[: len(stemmed) + 1], 1)
    return word_stem
