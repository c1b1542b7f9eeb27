"""`make eval`: judge both engines and four baselines by the judged set.

`--failures [ENGINE]` lists the worst queries, `--half tune` does so of the half that is tuned on; `--json FILE` keeps
everything that was measured.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "site")]
# Always a fresh SQLite database in a folder of this run: what is judged does not depend on the database.
os.environ.pop("DATABASE_URL", None)
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"

import django

django.setup()

from bench.eval import example_site
from bench.eval.baselines import Baselines
from bench.eval.judgements import KINDS, judged_set
from bench.eval.report import Scored, as_json, failures, score, tables
from bench.eval.wagtail_baseline import WagtailSearch


def main(arguments: argparse.Namespace) -> int:
    url = os.environ.get("ELASTICSEARCH_URL", "")
    queries = [judged for judged in judged_set() if arguments.kind in (None, judged.kind)]
    print(f"{len(queries)} judged queries over the example practices.", flush=True)
    if not url:
        print("No Elasticsearch (ELASTICSEARCH_URL is not set): the embedded engine alone, without baselines.")
    documents = example_site.load()
    prefix = f"eval-{os.getpid()}"
    scores: list[Scored] = []
    engines = ["embedded", *(["elasticsearch"] if url else [])]
    with ExitStack() as stack:
        stack.callback(example_site.forget_database)
        for name in engines:
            with example_site.engine(name, documents, url, prefix):
                for judged in queries:
                    found, near = example_site.ask(name, judged)
                    scores.append(score(name, judged, found if arguments.without_near else [*found, *near]))
        if url and not arguments.engines_only:
            baselines = Baselines(url, f"{prefix}-baseline", documents)
            stack.callback(baselines.close)
            wagtail = WagtailSearch(url, f"{prefix}-wagtail", documents)
            stack.callback(wagtail.close)
            for name, search in {**baselines.searches(), "wagtail": wagtail.search()}.items():
                scores += [score(name, judged, search(judged)) for judged in queries]
    print(tables(scores, engines))
    if arguments.failures:
        print("\n" + failures(scores, arguments.failures, arguments.number, arguments.half))
    if arguments.json:
        arguments.json.write_text(json.dumps(as_json(scores), ensure_ascii=False, indent=1))
    return 0


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(prog="python -m bench.eval", description=__doc__)
    found.add_argument("--failures", nargs="?", const="embedded", metavar="SYSTEM", help="list the worst queries")
    found.add_argument("--number", type=int, default=25, help="how many of them (25)")
    found.add_argument("--half", choices=["tune", "held-out"], help="failures of this half alone")
    found.add_argument("--kind", choices=list(KINDS), help="this kind of query alone")
    found.add_argument("--engines-only", action="store_true", help="without baselines")
    found.add_argument("--without-near", action="store_true", help="leave out what only comes near")
    found.add_argument("--json", type=Path, metavar="FILE", help="write everything measured there")
    return found


if __name__ == "__main__":
    sys.exit(main(parser().parse_args()))
