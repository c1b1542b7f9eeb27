"""`manage.py serve`, as `make run` calls it: a site from nothing, once; later changes of another process are found."""

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
    assert kinds["praxis"] == 80
    assert kinds["verbund"] == 25
    assert kinds["partner"] == 30
    assert kinds["veranstaltung"] == 6
    assert kinds["seite"] >= 6
    assert ask(f"{address}/readyz")["status"] == "ok"


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
