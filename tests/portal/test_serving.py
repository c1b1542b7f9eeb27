"""`manage.py serve`, as `make run` calls it: a site from nothing, once; later changes of another process are found."""

import html
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.servers.processes import free_port

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """A data folder of its own, with a space in its name, and nothing of the test's settings."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO", "DATABASE_URL", "SEARCH", "PYTEST"))}
    return {**kept, "DATA_DIR": str(tmp_path_factory.mktemp("mein ordner"))}


def manage(environment, *arguments):
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def server(environment):
    port = free_port()
    command = [sys.executable, str(ROOT / "manage.py"), "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True)
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "Beenden" in line:
            break
    address = f"http://127.0.0.1:{port}"
    wait_for(lambda: ask(f"{address}/healthz") == {"status": "ok"}, 60)
    yield address, "".join(lines)
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(20)


def ask(url):
    try:
        with urllib.request.urlopen(url, timeout=10) as response:
            return json.load(response)
    except OSError:
        return None


def wait_for(condition, seconds):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.1)


def test_it_prints_address_and_logins_and_serves_the_example_content(server):
    address, printed = server
    assert address in printed
    assert re.search(r"redaktion / \S+", printed)
    kinds = {v["value"]: v["count"] for v in ask(f"{address}/api/v1/search")["facets"]["art"]}
    assert kinds["praxis"] == 81
    assert kinds["verbund"] == 25
    assert kinds["partner"] == 30
    assert kinds["veranstaltung"] == 6
    assert kinds["seite"] >= 6
    assert ask(f"{address}/readyz")["status"] == "ok"


def read(url):
    with urllib.request.urlopen(url, timeout=10) as response:
        return html.unescape(" ".join(response.read().decode(errors="replace").split()))


def test_three_events_are_to_come_one_full_one_hybrid_one_online(server):
    address, _ = server
    shown = read(f"{address}/veranstaltungen/")
    coming = shown[shown.index("Kommende Veranstaltungen") : shown.index("Vergangene Veranstaltungen")]
    pages = {path: read(address + path) for path in re.findall(r'href="(/veranstaltungen/[a-z-]+/)"', coming)}
    assert len(pages) == 3
    for words in ("Auf die Warteliste", "Veranstaltung vor Ort und online", "Veranstaltung online"):
        assert sum(words in page for page in pages.values()) == 1, words


def test_the_first_event_is_a_report_with_programme_documents_practices_and_networks(server):
    address, _ = server
    page = read(f"{address}/veranstaltungen/auftaktveranstaltung/")
    assert "Donnerstag, 28. April 2022" in page
    for heading in ("Rückblick", "Material", "Programm", "Unterlagen", "Vorgestellte Praxisbeispiele", "Beteiligte"):
        assert f">{heading}" in page
    files = re.findall(r'href="(/dokumente/[^"]+)"', page)
    assert len(files) == 2
    assert all(read(address + file).startswith("PK") for file in files)
    # What is not among the facts is told apart, each part by itself; the page as a whole is none of it.
    assert "Dieser Eintrag ist erfunden" not in page
    assert page.count("Beispieldaten") == 1 + 1 + 2 + 3 + 3
    assert "Auftaktveranstaltung" in read(f"{address}/praxis/optik-reinraum-module/")
    assert "Auftaktveranstaltung" in read(f"{address}/verbuende/bergisches-dreieck/")
    found = ask(f"{address}/api/v1/search?art=veranstaltung&q=Stehtischen")
    assert [hit["url"] for hit in found["results"]] == ["/veranstaltungen/auftaktveranstaltung/"]


def test_what_another_process_imports_is_found_while_it_serves(server, environment, tmp_path):
    address, _ = server
    file = tmp_path / "neu.jsonl"
    file.write_text(json.dumps({"id": "neu-1", "titel": "Zwetschgenkuchen backen", "kurzbeschreibung": "Kurz."}))
    assert manage(environment, "import_practices", str(file), "--publish").returncode == 0
    wait_for(lambda: ask(f"{address}/api/v1/search?q=Zwetschgen")["total"] == 1, 10)


def test_a_second_start_overwrites_nothing(server, environment):
    address, _ = server
    before = ask(f"{address}/api/v1/search")["total"]
    again = manage(environment, "serve", "--prepare-only")
    assert again.returncode == 0
    assert "geladen" not in again.stdout
    assert ask(f"{address}/api/v1/search")["total"] == before


def test_loading_the_examples_again_makes_nothing(server, environment):
    result = manage(environment, "load_examples")
    assert (result.returncode, result.stdout) == (0, "")


def test_the_index_agrees_with_the_database(server, environment):
    wait_for(lambda: manage(environment, "search_index", "check").returncode == 0, 30)
