"""How German is analysed, as a short text that changes with it: an index made otherwise is rebuilt by itself."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from search.documents import SCHEMA_VERSION
from search.meaning.making import meaning_fingerprint

_FOLDER = Path(__file__).parent / "german"
_KINDS = {".py", ".txt"}


def analysis_fingerprint() -> str:
    """Of the code and the word lists in `search/german` as this process found them first, of SCHEMA_VERSION, and of the
    model that makes vectors.

    Of all the code, also of what only reads queries: a rebuild too many does no harm, one too few loses results.
    """
    return f"{_of_german()} {meaning_fingerprint()}".strip()


@lru_cache(maxsize=1)
def _of_german() -> str:
    return fingerprint_of(_FOLDER)


def fingerprint_of(folder: Path) -> str:
    """Changes with the name or the content of any file of code or words in `folder`."""
    digest = hashlib.sha256(str(SCHEMA_VERSION).encode())
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _KINDS):
        digest.update(f"\n{path.relative_to(folder).as_posix()}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
