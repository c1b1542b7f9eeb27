"""What is handed to an engine written in C: short, plain text, whatever somebody typed.

The engine keeps room for four code points for each byte of a text, but makes eighteen of three bytes (U+FDFA). In
Unicode's compatibility form (NFKC) no character is left of which it makes more than one.
"""

from __future__ import annotations

import re
import unicodedata

#: Characters that are read: some 150 tokens of German, of the 512 that the model takes at once.
LONGEST = 600
#: Control characters (a text would end at a NUL), and halves of a character, which no encoding takes.
_NO_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def harmless(text: str) -> str:
    """The beginning of a text, at most LONGEST characters of NFKC without control characters."""
    plain = unicodedata.normalize("NFKC", _NO_TEXT.sub(" ", text[:LONGEST]))
    return " ".join(plain[:LONGEST].split())
