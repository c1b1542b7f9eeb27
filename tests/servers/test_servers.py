"""The servers themselves: they answer, they can be written to, and nothing of them is left afterwards."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import sync_playwright

from tests.servers.elasticsearch import ArchiveNode, answers
from tests.servers.errors import ServerUnavailableError
from tests.servers.java import java_version
from tests.servers.postgres import start_postgres
from tests.servers.processes import free_port, server_folder, start_server
from tests.servers.session import Servers

ROOT = Path(__file__).resolve().parents[2]


def test_a_free_port_can_be_listened_on():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", free_port()))
        listener.listen()


def test_a_stopped_server_leaves_no_process_of_its_group_and_no_folder():
    folder = server_folder("sleeper")
    server = start_server("sleeper", ["sh", "-c", "sleep 300 & sleep 300"], folder=folder)
    server.wait_until(lambda: group_has_members(server.process.pid), seconds=5)

    server.stop()
    server.stop()

    assert not group_has_members(server.process.pid)
    assert not folder.exists()


def test_a_server_that_ends_at_once_is_reported_with_the_end_of_its_log():
    server = start_server("broken", ["sh", "-c", "echo disk is missing; exit 3"], folder=server_folder("broken"))

    with pytest.raises(ServerUnavailableError, match=r"ended at once with 3(.|\n)*disk is missing"):
        server.wait_until(lambda: False, seconds=5)

    assert not server.folder.exists()


def test_a_server_that_never_answers_is_stopped_and_reported():
    server = start_server("silent", ["sleep", "300"], folder=server_folder("silent"))

    with pytest.raises(ServerUnavailableError, match="did not answer"):
        server.wait_until(lambda: False, seconds=0.3)

    assert not group_has_members(server.process.pid)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's death")
def test_a_server_ends_when_whoever_started_it_is_killed():
    script = (
        "import time; from tests.servers.processes import server_folder, start_server;"
        "server = start_server('orphan', ['sleep', '300'], folder=server_folder('orphan'));"
        "print(server.process.pid, server.folder, flush=True);"
        "time.sleep(300)"
    )
    starter = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    group, folder = starter.stdout.readline().split()
    assert group_has_members(int(group))

    starter.kill()
    starter.wait()

    assert soon(lambda: not group_has_members(int(group)))
    shutil.rmtree(folder)


def test_a_missing_server_is_noted_on_a_persons_machine_and_fails_in_integration(monkeypatch, capsys):
    reason = ServerUnavailableError("install it with: apt-get install something")
    monkeypatch.delenv("CI", raising=False)
    servers = Servers()
    servers.miss("ELASTICSEARCH_URL", reason)
    assert servers.variables == {"MISSING_ELASTICSEARCH_URL": "install it with: apt-get install something"}
    assert "SKIPPED" in capsys.readouterr().err

    monkeypatch.setenv("CI", "true")
    with pytest.raises(ServerUnavailableError):
        servers.miss("ELASTICSEARCH_URL", reason)


@pytest.mark.parametrize(
    ("release", "version"), [('JAVA_VERSION="25.0.2"\n', 25), ('X="1"\nJAVA_VERSION="17"', 17), ("", 0)]
)
def test_a_javas_version_is_read_from_its_release_file(tmp_path, release, version):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "java").touch(mode=0o755)
    (tmp_path / "release").write_text(release)

    assert java_version(tmp_path) == version


def test_the_shared_elasticsearch_node_takes_and_gives_a_document(elasticsearch_url, index_prefix):
    address = f"{elasticsearch_url}/{index_prefix}probe"

    write_probe(address)

    assert read_probe(address) == "Probe"


def test_a_killed_elasticsearch_comes_back_with_its_data_and_leaves_nothing_once_stopped(own_elasticsearch):
    node = own_elasticsearch
    address = f"{node.url}/probe"
    write_probe(address)

    node.kill()
    assert not answers(node.url)
    node.start_again()
    assert read_probe(address) == "Probe"

    node.stop()
    assert not answers(node.url)
    if isinstance(node, ArchiveNode):
        assert not group_has_members(node.process.process.pid)
        assert not node.folder.exists()


def test_a_postgres_server_answers_until_it_is_stopped(monkeypatch, postgres_url):
    monkeypatch.delenv("DATABASE_URL_POSTGRES", raising=False)
    server = start_postgres()
    try:
        with psycopg.connect(server.url) as connection:
            assert connection.execute("select 'Weiterbildungsverbünde'").fetchone() == ("Weiterbildungsverbünde",)
        assert server.url != postgres_url
    finally:
        server.stop()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.url, connect_timeout=2)


@pytest.mark.browser
def test_chromium_shows_a_page(browser_type_launch_args):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**browser_type_launch_args)
        page = browser.new_page()
        page.goto("data:text/html;charset=utf-8,<h1>Praxisbeispiele für KMU</h1>")
        assert page.get_by_role("heading").inner_text() == "Praxisbeispiele für KMU"
        browser.close()


def write_probe(index):
    # An index without replicas is fully there at once, also after a crash.
    send("PUT", index, {"settings": {"number_of_replicas": 0}})
    send("PUT", f"{index}/_doc/1?refresh=true", {"titel": "Probe"})


def read_probe(index):
    # A node that just came back answers before its shards do.
    send("GET", f"{index.rsplit('/', 1)[0]}/_cluster/health?wait_for_status=yellow&timeout=20s")
    return send("GET", f"{index}/_doc/1")["_source"]["titel"]


def send(method, address, body=None):
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(address, json.dumps(body).encode() if body else None, headers, method=method)
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


def group_has_members(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def soon(condition, seconds=5):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return condition()
