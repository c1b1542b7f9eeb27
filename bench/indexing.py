"""How fast a whole rebuild is, against the bare bulk of the same rows and against Wagtail's own, and what it holds.

Everything is counted as documents a second. The rows of the bare bulk are made beforehand and lie in a file.
"""

from __future__ import annotations

import json
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO

from bench.bare import Bare
from bench.wagtail_search import WagtailSearch
from search.engine import SearchEngine
from search.engines.elastic.schema import FILLING, SETTINGS, mapping
from search.engines.elastic.swap import write
from search.rebuilding import rebuild
from search.sources import all_public_documents

#: Beyond that many pages Wagtail's rebuild is measured with related records read at once alone: the other takes long.
PAGE_BY_PAGE = 1_000
#: So many rows at most are made beforehand for the bare bulk, a gigabyte in a file.
ROWS = 100_000


def ours(url: str, index: str, engines: dict[str, SearchEngine]) -> dict[str, float]:
    """Documents a second of our rebuilds and of the bare bulk, and the MB they needed beyond what the process had.

    `reading`: what a rebuild does without an engine, database and German analysis.
    """
    found: dict[str, float] = {}
    with tempfile.TemporaryFile() as rows:
        kept = _keep(rows)
        began = time.perf_counter()
        sum(1 for _ in islice(all_public_documents(), kept))
        found["reading"] = kept / (time.perf_counter() - began)
        for name, engine in engines.items():
            with _highest_memory() as highest:
                began = time.perf_counter()
                number = rebuild(f"bench:{name}", engine)
                found[name] = number / (time.perf_counter() - began)
            found[f"{name}, MB more"] = highest[0]
        found["bare bulk"] = kept / _bare_bulk(url, f"{index}-bare", rows)
    return found


def wagtails(size: int, wagtail: WagtailSearch) -> dict[str, float]:
    """Pages a second of Wagtail's rebuild, by the ways `WagtailSearch.rebuild` knows; its index is there afterwards."""
    found: dict[str, float] = {}
    for name, prefetched in {"wagtail page by page": False, "wagtail": True}.items():
        if prefetched or size <= PAGE_BY_PAGE:
            began = time.perf_counter()
            pages = wagtail.rebuild(prefetched=prefetched)
            found[name] = pages / (time.perf_counter() - began)
    return found


def _keep(rows: IO[bytes]) -> int:
    """Write the bulk's lines of the first ROWS documents, each behind its length; returns how many."""
    number = 0
    for prepared in islice(all_public_documents(), ROWS):
        number += 1
        item = write(prepared, 1).replace(b',"require_alias":true', b"")
        rows.write(b"%d\n" % len(item) + item)
    return number


def _kept(rows: IO[bytes]) -> Iterator[bytes]:
    rows.seek(0)
    while length := rows.readline():
        yield rows.read(int(length))


def _bare_bulk(url: str, index: str, rows: IO[bytes]) -> float:
    """Seconds to fill an index like ours over one connection, with the refresh at the end."""
    bare = Bare(url)
    body = json.dumps({"settings": SETTINGS | FILLING, "mappings": mapping()}).encode()
    try:
        bare.call("PUT", f"/{index}", body)
        began = time.perf_counter()
        bare.bulk(index, _kept(rows))
        bare.call("POST", f"/{index}/_flush")
        bare.call("POST", f"/{index}/_refresh")
        seconds = time.perf_counter() - began
        bare.call("DELETE", f"/{index}")
    finally:
        bare.close()
    return seconds


@contextmanager
def _highest_memory() -> Iterator[list[float]]:
    """The highest resident size of this process during the block, in MB above that at its beginning."""
    highest, stop, before = [0.0], threading.Event(), _resident()

    def watch() -> None:
        while not stop.wait(0.05):
            highest[0] = max(highest[0], _resident() - before)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield highest
    finally:
        stop.set()
        watcher.join()


def _resident() -> float:
    """MB of this process that are in memory; 0 where the system has no /proc."""
    status = Path("/proc/self/status")
    line = (
        next((each for each in status.read_text().splitlines() if each.startswith("VmRSS")), "")
        if status.exists()
        else ""
    )
    return int(line.split()[1]) / 1024 if line else 0.0
