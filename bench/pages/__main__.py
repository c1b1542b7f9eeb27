"""`make pages`: serve the example site and measure its pages.

make pages                           # both tools
make pages ARGS="--html"             # the HTML alone
make pages ARGS="--address http://…" # a site that runs already
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.pages import tools
from bench.server import environment, find, serving

#: Whose figures count (issue texts call them home, search with results, practice, event, network, programme page).
KINDS = ("praxis", "veranstaltung", "verbund")
FIXED = ("/", "/suche/", "/suche/?q=Zulieferer", "/programm/ueber-das-programm/")
#: Further pages and states that only the HTML checker reads.
STATES = (
    "/suche/?q=gibtesnicht",
    "/suche/?branche=gibt-es-nicht",
    "/suche/?q=Zulieferer&ansicht=tabelle",
    "/suche/?q=Zulieferer&ansicht=karte",
    "/suche/anliegen/",
    "/suche/benachrichtigen/?q=Handel",
    "/bedarf-melden/",
    "/barriere-melden/",
    "/praxis/",
    "/praxis/vergleich/",
    "/veranstaltungen/",
    "/verbuende/",
    "/partner/",
    "/bausteine/",
    "/stolpersteine/",
    "/programm/",
    "/programm/glossar/",
    "/programm/haeufige-fragen/",
    "/programm/downloads/",
    "/programm/aktuelles/",
    "/praxisbeispiel-einreichen/",
    "/ueber-uns/",
    "/leichte-sprache/",
    "/gebaerdensprache/",
    "/impressum/",
    "/datenschutz/",
    "/barrierefreiheit/",
    "/api/v1/docs",
    "/gibt-es-nicht/",
)
#: Layout shift is a share of the window, the others are bytes and numbers.
_AUDITS = ("cumulative-layout-shift", "total-byte-weight", "network-requests")


@contextmanager
def _site(address: str | None) -> Iterator[str]:
    if address:
        yield address.rstrip("/")
        return
    with tempfile.TemporaryDirectory() as folder, serving(environment(Path(folder), "embedded:", "pages")) as served:
        yield served


def _paths(address: str) -> list[str]:
    """The pages that count, with the first record of each kind."""
    found = [find(address, "", art=kind, anzahl=1)["results"][0]["url"] for kind in KINDS]
    return [*FIXED, *(urlsplit(url).path for url in found)]


def _chosen(address: str) -> list[str]:
    """Pages whose address depends on the content: two practices compared, a partner, a form to write to somebody."""
    practices = find(address, "", art="praxis", anzahl=2)["results"]
    slugs = [urlsplit(one["url"]).path.strip("/").rpartition("/")[2] for one in practices]
    partner = urlsplit(find(address, "", art="partner", anzahl=1)["results"][0]["url"]).path
    forms = re.findall(r'href="(/kontakt/\d+/)', _read(address + urlsplit(practices[0]["url"]).path).decode())
    return [f"/praxis/vergleich/?p={slugs[0]}&p={slugs[1]}", partner, *forms[:1]]


def html(address: str) -> int:
    """Print what the HTML checker finds; the number of errors."""
    with tempfile.TemporaryDirectory() as folder:
        files: dict[str, str] = {}
        for number, path in enumerate([*_paths(address), *_chosen(address), *STATES]):
            file = Path(folder) / f"{number}.html"
            file.write_bytes(_read(address + path))
            files[str(file)] = path
        messages = tools.check_html([Path(name) for name in files])
    for message in messages:
        extract = " ".join(message.get("extract", "").split())
        path = files.get(urlsplit(message.get("url", "")).path, "?")
        print(f"{message['type']:6} {path}: {message['message']}  {extract[:120]}")
    counts = Counter(message["type"] for message in messages)
    print(f"Nu HTML checker: {len(files)} pages, {counts['error']} errors, {counts['info']} warnings")
    return counts["error"]


def _read(address: str) -> bytes:
    """The page, whatever its status: error pages are pages too."""
    try:
        with urllib.request.urlopen(address) as response:
            body: bytes = response.read()
    except urllib.error.HTTPError as error:
        body = error.read()
    return body


def marks(address: str, file: Path | None) -> None:
    """Print Lighthouse's marks of the pages that count, from 0 to 100, and what a first visit weighs."""
    print(f"{'page':45} perf a11y best  seo   shift     kB requests")
    reports: dict[str, Any] = {}
    for path in _paths(address):
        report = reports[path] = tools.lighthouse(address + path)
        scores = [round(100 * (category["score"] or 0)) for category in report["categories"].values()]
        shift, weight, requests = (report["audits"][name] for name in _AUDITS)
        row = " ".join(f"{score:4}" for score in scores)
        number = len(requests["details"]["items"])
        print(f"{path[:45]:45} {row} {shift['numericValue']:7.3f} {weight['numericValue'] / 1024:6.0f} {number:8}")
        for category in report["categories"].values():
            for reference in category["auditRefs"]:
                audit = report["audits"][reference["id"]]
                if reference["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                    print(f"      {audit['id']}: {audit.get('displayValue') or audit['title']}")
    if file:
        file.write_text(json.dumps(reports), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--html", action="store_true", help="the HTML checker alone")
    parser.add_argument("--marks", action="store_true", help="Lighthouse alone")
    parser.add_argument("--address", help="a site that runs already")
    parser.add_argument("--json", type=Path, help="where Lighthouse's whole reports go")
    asked = parser.parse_args()
    try:
        tools.fetch()
    except tools.ToolMissing as reason:
        print(reason, file=sys.stderr)
        return 2
    errors = 0
    with _site(asked.address) as address:
        if not asked.marks:
            errors = html(address)
        if not asked.html:
            marks(address, asked.json)
    return int(errors > 0)


if __name__ == "__main__":
    sys.exit(main())
