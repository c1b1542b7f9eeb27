"""The folder of an index: generations beside each other, a pointer to the one in use, and locks between processes."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from search.documents import SCHEMA_VERSION
from search.engine import EngineUnavailable
from search.engines.embedded.failures import failing_as

_POINTER = "current"
_NAME = re.compile(r"v(\d{1,6})-\d{14}-[0-9a-f]{8}")
_TRY_AGAIN = 0.01


def schema_of(name: str) -> int | None:
    """The schema version of a generation by its name; None when the name is none of ours."""
    found = _NAME.fullmatch(name)
    return int(found[1]) if found else None


class IndexFolder:
    """`path` need not exist before the first writing. Other files in it are left alone."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def generation(self, name: str) -> Path:
        return self.path / name

    def current(self) -> str | None:
        """The name of the generation in use; None when there is none."""
        return self._pointer()[0]

    def _pointer(self) -> tuple[str | None, str | None]:
        """The generation in use and the one before it."""
        try:
            lines = (self.path / _POINTER).read_text("ascii").split("\n")
        except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
            return None, None
        current, before, *_ = [*(line if schema_of(line) is not None else None for line in lines), None, None]
        return current, before

    @contextmanager
    def locked(self, what: str, seconds: float) -> Iterator[None]:
        """Keep other threads and processes out of `what` (a name); a lock goes with the process that holds it.

        Raises:
            EngineUnavailable: timeout after `seconds`; disk when the lock cannot be made.
        """
        with failing_as("disk"):
            self.path.mkdir(parents=True, exist_ok=True)
            file = os.open(self.path / f"{what}.lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            deadline = time.monotonic() + seconds
            while not _lock(file):
                if time.monotonic() >= deadline:
                    raise EngineUnavailable("timeout", f"{what}: another process is at it")
                time.sleep(_TRY_AGAIN)
            yield
        finally:
            os.close(file)

    def make_generation(self) -> str:
        """A new, empty generation; its name. The time in it is for people, the random end keeps two apart."""
        name = f"v{SCHEMA_VERSION}-{datetime.now(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(4)}"
        self.generation(name).mkdir()
        return name

    def switch_to(self, name: str) -> None:
        """Make `name` the generation in use, at once and for all processes. Survives a loss of power."""
        before = self.current() or ""
        fresh = self.path / f"{_POINTER}.{name}"
        try:
            with fresh.open("w", encoding="ascii") as file:
                file.write(f"{name}\n{before}\n")
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.path / _POINTER)
        finally:
            fresh.unlink(missing_ok=True)
        directory = os.open(self.path, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)

    def remove(self, name: str) -> None:
        shutil.rmtree(self.generation(name), ignore_errors=True)

    def sweep(self) -> None:
        """Remove what nobody needs: all generations but the one in use and the one before it.

        A reader that looked at the pointer a moment ago may still open the one before; whoever has a removed one
        open keeps its files until he closes them. Only while `swap` is locked: a generation being built looks unused.
        """
        kept = self._pointer()
        for entry in self.path.iterdir():
            unused = entry.name not in kept
            if unused and schema_of(entry.name) is not None:
                self.remove(entry.name)
            elif entry.name.startswith(f"{_POINTER}."):
                entry.unlink(missing_ok=True)


def _lock(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
