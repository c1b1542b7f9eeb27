"""`make bench`: how fast searching, indexing and publishing are, as ratios within one run on one machine.

`--sizes` of the generated set (1000 10000), `--parts` to run some alone, `--json` where everything measured goes.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "site")]
# Always a fresh SQLite database in a folder of this run.
os.environ.pop("DATABASE_URL", None)
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

import django

django.setup()

from bench import freshness, indexing, report, speed
from bench.eval.example_site import remove_indices
from bench.practices import PracticeTable
from bench.wagtail_search import WagtailSearch
from core.vocabularies.models import Branch, CompanySize, Term
from search.engine import SearchEngine
from search.engines.elastic.engine import ElasticEngine
from search.running import embedded_engine

PARTS = ("speed", "indexing", "freshness")


def main(arguments: argparse.Namespace) -> int:
    url = os.environ.get("ELASTICSEARCH_URL", "")
    if not url:
        print("No Elasticsearch (ELASTICSEARCH_URL is not set): there is nothing to compare with.", file=sys.stderr)
        return 2
    measured = report.machine(url)
    print(report.head(measured), flush=True)
    if {"speed", "indexing"} & set(arguments.parts):
        measured["sizes"] = {}
        with ExitStack() as stack:
            prefix = f"bench-{os.getpid()}"
            table = PracticeTable()
            stack.callback(table.close)
            stack.callback(remove_indices, url, f"{prefix}*")
            for size in sorted(arguments.sizes):
                table.fill(size)
                measured["sizes"][size] = _at_size(size, url, prefix, arguments.parts)
                print(report.at_size(size, measured["sizes"]), flush=True)
                _keep(measured, arguments.json)
    if "freshness" in arguments.parts:
        measured["freshness"] = freshness.measure(url, arguments.publications)
        print(report.freshness(measured["freshness"]), flush=True)
    _keep(measured, arguments.json)
    print(f"\n{measured['seconds']} s; everything measured: {arguments.json}")
    return 0


def _at_size(size: int, url: str, prefix: str, parts: list[str]) -> dict[str, object]:
    elastic = ElasticEngine(url, prefix)
    engines: dict[str, SearchEngine] = {"elasticsearch": elastic, "embedded": embedded_engine()}
    wagtail = WagtailSearch(url, f"{prefix}-wagtail-")
    kinds = speed.kinds(_slugs(Branch, 2), _slugs(CompanySize, 1)) if "speed" in parts else {}
    try:
        found = indexing.ours(url, prefix, engines)
        print(f"{size:,}: indices are built, after {round(time.monotonic() - _BEGAN)} s", file=sys.stderr, flush=True)
        embedded = {name: speed.measure("embedded", url, prefix, kind) for name, kind in kinds.items()}
        found |= indexing.wagtails(size, wagtail)
        cluster = {name: speed.measure("elasticsearch", url, prefix, kind, wagtail) for name, kind in kinds.items()}
    finally:
        wagtail.close()
        elastic.close()
    return {"indexing": found, "speed": {"elasticsearch": cluster, "embedded": embedded}}


def _slugs(model: type[Term], number: int) -> tuple[str, ...]:
    return tuple(model._default_manager.order_by("pk").values_list("slug", flat=True)[:number])


def _keep(measured: dict[str, Any], path: Path) -> None:
    measured["seconds"] = round(time.monotonic() - _BEGAN)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(measured, ensure_ascii=False, indent=1))


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    found.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000], help="generated practices")
    found.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS), help="only these")
    found.add_argument("--publications", type=int, default=40, help="how often freshness publishes, each way")
    found.add_argument("--json", type=Path, default=ROOT / "var/bench.json", help="where everything measured goes")
    return found


_BEGAN = time.monotonic()

if __name__ == "__main__":
    sys.exit(main(parser().parse_args()))
