"""Reading a file from outside in a process of its own, with little memory and time: whatever is in it, the site lives.

The rows are written to a temporary file first, so that a file that turns out unreadable at its end changes nothing.
"""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from practices.imports.errors import UnreadableFile
from practices.imports.readers import Row, check_name_and_size

ROOT = Path(__file__).resolve().parents[2]
#: Seconds without a row after which the process is ended.
SILENCE = 8.0
#: Seconds after which it is ended in any case: a file that gives a row now and then holds up whoever uploads it.
LONGEST = 60.0
#: Bytes that the rows of a file may take altogether.
MAX_ROWS_BYTES = 300 * 1024 * 1024
_LONGEST_MESSAGE = 8_192


@contextmanager
def rows_of_file(path: Path, pictures: Path | None = None) -> Iterator[Iterator[Row]]:
    """The rows of a file, all read before the first is given; rows without any content are passed over.

    `pictures` is the folder into which the pictures of a Word file go; without it they are thrown away.

    Raises:
        UnreadableFile: it is missing, too large, of another format, not what its name says, or too much to read.
    """
    check_name_and_size(path)
    with tempfile.TemporaryDirectory(prefix="verbundforum-import-") as folder, tempfile.TemporaryFile() as spool:
        _parse(path, pictures or Path(folder), spool)
        spool.seek(0)
        yield _rows(spool)


def _parse(path: Path, pictures: Path, spool: IO[bytes]) -> None:
    # Nothing of our environment: no passwords, no settings.
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "LANG": "C.UTF-8",
    }
    process = subprocess.Popen(  # noqa: S603 - our own program; of what comes from outside it gets the file's place
        [sys.executable, "-m", "practices.imports.parsing", str(path.resolve()), str(pictures)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=pictures,
        env=environment,
        start_new_session=True,
    )
    assert process.stdout is not None
    written, patience = 0, selectors.DefaultSelector()
    ends = time.monotonic() + LONGEST
    try:
        patience.register(process.stdout, selectors.EVENT_READ)
        while written <= MAX_ROWS_BYTES and time.monotonic() < ends and patience.select(SILENCE):
            some = os.read(process.stdout.fileno(), 1 << 16)
            if not some:
                break
            written += spool.write(some)
        else:
            process.kill()
    finally:
        patience.close()
        process.stdout.close()
        code = process.wait()
    if code:
        raise UnreadableFile(
            f"„{path.name}“ braucht zu viel Zeit oder Speicher. Löschen Sie leere Zeilen, Spalten und Blätter, oder "
            "teilen Sie die Datei."
        )
    _raise_if_unreadable(spool)


def _raise_if_unreadable(spool: IO[bytes]) -> None:
    """What is wrong with the file as a whole is said last."""
    end = spool.tell()
    spool.seek(max(0, end - _LONGEST_MESSAGE))
    last = spool.read().rstrip(b"\n").rpartition(b"\n")[2]
    if last.startswith(b'{"unreadable": '):
        raise UnreadableFile(str(json.loads(last)["unreadable"]))


def _rows(spool: IO[bytes]) -> Iterator[Row]:
    for line in spool:
        yield Row(*json.loads(line))
