"""`make bench`: both engines on generated practices, against the bare Elasticsearch request of the same query."""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")

import django

django.setup()

from django.utils import timezone

from bench.documents import FACETS, documents
from search.engine import EngineRequest, SearchEngine
from search.engines.elastic.engine import ElasticEngine
from search.engines.elastic.request import bodies
from search.engines.embedded.engine import EmbeddedEngine
from search.facets import counting_plan
from search.german.query import parse
from search.query import Sort

ROUNDS = 40
QUERIES = {
    "no text": ("", {}),
    "one word": ("Zulieferer", {}),
    "two words, two facets": (
        "Schulung Betriebsrat",
        {"branche": ("branche-1", "branche-2"), "groesse": ("groesse-1",)},
    ),
}


def request(text: str, filters: dict[str, tuple[str, ...]], now: datetime) -> EngineRequest:
    return EngineRequest(parse(text), filters, counting_plan(filters, FACETS), Sort.RELEVANCE, 0, 20, now)


def median(*questions: Callable[[], object]) -> list[float]:
    """Median seconds of each question, asked in turn so that a slow moment of the machine meets all of them."""
    times: list[list[float]] = [[] for _ in questions]
    for _ in range(ROUNDS):
        for place, question in enumerate(questions):
            began = time.perf_counter()
            question()
            times[place].append(time.perf_counter() - began)
    return [statistics.median(found) for found in times]


def bare(url: str, index: str, asked: EngineRequest) -> Callable[[], object]:
    """The same two searches as one plain HTTP request, without our client, checks and value objects."""
    lines = [line for body in bodies(asked) for line in ({"index": index}, body)]
    data = "".join(json.dumps(line) + "\n" for line in lines).encode()
    call = urllib.request.Request(f"{url}/_msearch", data, {"Content-Type": "application/x-ndjson"})

    def ask() -> object:
        with urllib.request.urlopen(call) as response:
            return json.load(response)

    return ask


def main(sizes: list[int]) -> int:
    url = os.environ.get("ELASTICSEARCH_URL")
    print(f"{'documents':>9}  {'query':24}{'elastic / bare':>16}{'embedded / bare':>17}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            engines: dict[str, SearchEngine] = {"embedded": EmbeddedEngine(Path(folder) / "index")}
            if url:
                engines["elastic"] = ElasticEngine(url, f"bench-{size}")
            for engine in engines.values():
                engine.swap(documents(size), 1)
            for name, (text, filters) in QUERIES.items():
                asked = request(text, filters, timezone.now().replace(second=0, microsecond=0))
                if not url:
                    print(f"{size:9}  {name:24}  no Elasticsearch: nothing to compare with")
                    continue
                elastic, embedded, base = median(
                    partial(engines["elastic"].search, asked),
                    partial(engines["embedded"].search, asked),
                    bare(url, f"bench-{size}", asked),
                )
                print(f"{size:9}  {name:24}{elastic / base:16.2f}{embedded / base:17.2f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main([int(argument) for argument in sys.argv[1:]] or [1_000, 10_000]))
