"""Vectors beside a generation: a file that only grows, read by mapping it into memory.

Each row is a document's number, the version it was written with, and one vector. Only the rows of a document's highest
version count, and only while the document is in the index: what was replaced or removed goes with the next swap. The
rows are written before the index commits; what a process left that died between is of a document to be written again.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.documents import PreparedDocument
from search.engine import DIMENSIONS

NAME = "vectors"
_ROW = np.dtype([("number", "<i8"), ("version", "<i8"), ("vector", "i1", (DIMENSIONS,))])
#: Rows that are compared at once: memory stays bounded however many there are.
_BLOCK = 50_000

Scores = NDArray[np.float32]
Numbers = NDArray[np.int64]
#: A document's id and its vectors.
Own = tuple[str, tuple[bytes, ...]]


def number_of(document_id: str) -> int:
    """A document's id as a number of 63 bits, which the index keeps as a fast field."""
    return int.from_bytes(hashlib.blake2b(document_id.encode("utf-8", "replace"), digest_size=8).digest()) >> 1


def append(path: Path, documents: Iterable[Own], version: int) -> None:
    """Write the vectors of documents to a generation. Only while nobody else writes.

    Raises:
        OSError: the disk is full or gone; a half-written row is cut off by the next call.
    """
    rows = [
        (number_of(document_id), version, np.frombuffer(vector, np.int8))
        for document_id, own in documents
        for vector in own
    ]
    if not rows:
        return
    with (path / NAME).open("ab") as file:
        whole = file.tell() - file.tell() % _ROW.itemsize
        file.truncate(whole)
        file.write(np.array(rows, dtype=_ROW).tobytes())
        file.flush()
        os.fsync(file.fileno())


def superseding(path: Path, documents: Iterable[PreparedDocument]) -> list[Own]:
    """What to append to a generation that may hold earlier vectors of the documents.

    One that has none gets one without a direction: else the rows of its last version would go on counting.
    """
    nothing = (bytes(DIMENSIONS),) if (path / NAME).exists() else ()
    return [(each.id, each.vectors or nothing) for each in documents]


class Vectors:
    """The vectors of one generation, for reading. Safe for threads."""

    def __init__(self, path: Path) -> None:
        self._path = path / NAME
        self._lock = threading.Lock()
        self._count = 0
        self._rows: Any = np.empty(0, dtype=_ROW)
        self._order: NDArray[np.intp] = np.empty(0, dtype=np.intp)
        self._numbers: Numbers = np.empty(0, dtype=np.int64)

    def likeness(self, numbers: Sequence[int], vector: bytes) -> Scores:
        """The likeness of each document of `numbers`: the cosine of its best vector; 0 for one that has none."""
        rows, order, known = self._current()
        wanted = np.asarray(numbers, dtype=np.int64)
        first, last = np.searchsorted(known, wanted, "left"), np.searchsorted(known, wanted, "right")
        found = np.zeros(len(wanted), dtype=np.float32)
        for place, (start, stop) in enumerate(zip(first, last, strict=True)):
            if stop > start:
                found[place] = _cosines(rows, order[start:stop], vector).max()
        return found

    def nearest(self, vector: bytes, least: float) -> tuple[Numbers, Scores]:
        """Numbers of all documents whose likeness is `least` or more, and the likeness, the nearest first."""
        rows, order, known = self._current()
        best: dict[int, float] = {}
        for start in range(0, len(order), _BLOCK):
            cosines = _cosines(rows, order[start : start + _BLOCK], vector)
            for place in np.flatnonzero(cosines >= least):
                number = int(known[start + place])
                best[number] = max(best.get(number, -1.0), float(cosines[place]))
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        return (
            np.array([number for number, _ in ranked], dtype=np.int64),
            np.array([score for _, score in ranked], dtype=np.float32),
        )

    def _current(self) -> tuple[Any, NDArray[np.intp], Numbers]:
        """All rows, the places of those that count in the order of their numbers, and these numbers."""
        with self._lock:
            try:
                count = self._path.stat().st_size // _ROW.itemsize
            except FileNotFoundError:
                count = 0
            if count != self._count:
                self._rows = np.memmap(self._path, dtype=_ROW, mode="r", shape=(count,)) if count else self._rows[:0]
                self._order, self._numbers = _that_count(self._rows)
                self._count = count
            return self._rows, self._order, self._numbers


def _that_count(rows: Any) -> tuple[NDArray[np.intp], Numbers]:
    numbers, versions = np.array(rows["number"]), np.array(rows["version"])
    order = np.lexsort((versions, numbers))
    numbers, versions = numbers[order], versions[order]
    if not len(numbers):
        return order, numbers
    # The last row of each number has its highest version; all rows of that version count.
    ends = np.searchsorted(numbers, numbers, "right") - 1
    keep = versions == versions[ends]
    return order[keep], numbers[keep]


def _cosines(rows: Any, places: NDArray[np.intp], vector: bytes) -> Scores:
    asked = np.frombuffer(vector, np.int8).astype(np.float32)
    some = np.asarray(rows["vector"][places], dtype=np.float32)
    lengths = np.linalg.norm(some, axis=1) * np.linalg.norm(asked)
    return np.divide(some @ asked, lengths, out=np.zeros(len(some), dtype=np.float32), where=lengths > 0)
