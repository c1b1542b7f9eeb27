"""How long after publishing a practice is found, while others search: with real server processes, for both engines.

Two ways: an editor presses the button, so that the process that commits also delivers; and another process commits
(an import, a job), which the servers notice only when they look (`search.delivery.POLL`).
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from portal.demo.logins import LOGINS

from bench.eval.example_site import remove_indices
from bench.server import LOGIN, ROOT, Editor, Readers, environment, find, serving, wait_for
from search.delivery import POLL

RATE = 20
#: Seconds between two looks whether it is there: so much a figure can be too high.
LOOK = 0.04


def measure(url: str, publications: int) -> dict[str, dict[str, Any]]:
    """By engine and way: median and p95 in seconds, how many, and how the searches fared meanwhile."""
    found: dict[str, dict[str, Any]] = {}
    password = next(login.password for login in LOGINS if login.name == LOGIN)
    for engine, search_url in {"embedded": "embedded:", "elasticsearch": url}.items():
        index = f"bench-fresh-{os.getpid()}"
        with tempfile.TemporaryDirectory(prefix="verbundforum-bench-") as folder:
            env = environment(Path(folder), search_url, index)
            with serving(env) as address, _publisher(env) as publisher:
                wait_for(partial(_answers, address, engine))
                hits = find(address, "", art="praxis", sort="titel", anzahl=publications)["results"]
                editor = Editor(address, password)
                ways: dict[str, Callable[[int], float]] = {
                    "by an editor, from the click": editor.publish,
                    "by another process, from its commit": partial(_tell_to_publish, publisher),
                }
                for way, publish in ways.items():
                    found[f"{engine}, {way}"] = _way(address, hits, publish, publisher)
        if engine == "elasticsearch":
            remove_indices(url, f"{index}*")
    return found


def _way(
    address: str, hits: list[dict[str, Any]], publish: Callable[[int], float], tell: Callable[[str], float]
) -> dict[str, Any]:
    before = find(address, "", art="praxis")["total"]
    tell("unpublish " + " ".join(hit["id"] for hit in hits))
    # Hits are checked against the database, so they are gone at once; the total tells when the index has heard of it.
    wait_for(lambda: find(address, "", art="praxis")["total"] == before - len(hits))
    seconds = []
    pauses = random.Random(0)
    with Readers(address, RATE) as readers:
        for hit in hits:
            # What was found was just looked for: without a pause every publication would wait equally long.
            time.sleep(pauses.random() * POLL)
            began = publish(int(hit["id"]))
            wait_for(lambda hit=hit: _is_found(address, hit), LOOK)
            seconds.append(time.time() - began)
    seconds.sort()
    return {
        "median": round(statistics.median(seconds), 2),
        "p95": round(seconds[-1 - len(seconds) // 20], 2),
        "highest": round(seconds[-1], 2),
        "publications": len(seconds),
        "poll": POLL,
        **readers.said(),
    }


def _tell_to_publish(tell: Callable[[str], float], page_id: int) -> float:
    return tell(f"publish {page_id}")


def _answers(address: str, engine: str) -> bool:
    return bool(find(address, "")["engine"] == engine)


def _is_found(address: str, hit: dict[str, Any]) -> bool:
    return any(each["id"] == hit["id"] for each in find(address, f'"{hit["title"]}"')["results"])


@contextmanager
def _publisher(env: dict[str, str]) -> Iterator[Callable[[str], float]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.publisher"],
        cwd=ROOT,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    incoming, outgoing = process.stdout, process.stdin

    def tell(line: str) -> float:
        outgoing.write(f"{line}\n")
        outgoing.flush()
        return float(incoming.readline())

    try:
        yield tell
    finally:
        outgoing.close()
        process.wait(30)
