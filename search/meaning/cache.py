"""Vectors made before, kept on this host: a rebuild must not encode what has not changed.

A file of SQLite in the folder of the embedded index. It holds nothing that could not be made again: whatever goes
wrong with it, vectors are made anew.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from search.engine import DIMENSIONS
from search.meaning.encoder import Encoder

logger = logging.getLogger(__name__)

#: Seconds after which a vector that nobody asked for is forgotten.
_KEPT = 60 * 60 * 24 * 90


class VectorCache:
    """Vectors by model and text, in `path`. Safe for threads and processes."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def vectors(self, encoder: Encoder, texts: Sequence[str]) -> list[bytes]:
        """The vector of each text; those that are not there are made, and kept."""
        keys = [hashlib.blake2b(f"{encoder.name}\n{text}".encode("utf-8", "replace")).digest()[:20] for text in texts]
        known = self._read(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        made = dict(zip(missing, encoder.encode(list(missing.values())), strict=True)) if missing else {}
        self._write(made)
        return [known[key] if key in known else made[key] for key in keys]

    def _read(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        try:
            with closing(self._connect()) as connection, connection:
                for key in keys:
                    found.update(connection.execute("SELECT key, vector FROM vectors WHERE key = ?", (key,)))
        except (sqlite3.Error, OSError) as error:
            logger.warning("Vectors kept in %s could not be read: %s", self._path, error)
        return {key: vector for key, vector in found.items() if len(vector) == DIMENSIONS}

    def _write(self, made: dict[bytes, bytes]) -> None:
        if not made:
            return
        now = int(time.time())
        rows = [(key, vector, now) for key, vector in made.items()]
        try:
            with closing(self._connect()) as connection, connection:
                connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
                connection.execute("DELETE FROM vectors WHERE made_at < ?", (now - _KEPT,))
        except (sqlite3.Error, OSError) as error:
            logger.warning("Vectors could not be kept in %s: %s", self._path, error)

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=5)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL, made_at INTEGER NOT NULL)"
        )
        return connection
