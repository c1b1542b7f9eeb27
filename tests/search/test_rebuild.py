"""A rebuild may be interrupted anywhere, is done once at a time, and begins by itself where it has to."""

import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.core.management import call_command
from django.db import connection
from elasticsearch import Elasticsearch

from search import rebuilding
from search.analysis import fingerprint_of
from search.care import bring_up_to_date
from search.comparison import differences
from search.delivery import DeliveryThread, deliver_everything
from search.engine import EngineUnavailable
from search.indexing import deliver
from search.models import Consumer
from search.rebuilding import RebuildRunning, outdated, progress_of, rebuild, request_rebuild
from search.running import embedded_index, forget_engines, indices
from tests import factories

PROGRAM = Path(__file__).with_name("interrupted_rebuild.py")
#: Sets Django up, then runs the program that is named first.
STARTER = "import django, runpy, sys; django.setup(); runpy.run_path(sys.argv[1])"


def consumer(name):
    return Consumer.objects.get(name=name)


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def index(request, site, settings):
    """An index of the site in either engine, delivered, with six practices."""
    if request.param == "elasticsearch":
        settings.SEARCH_URL = request.getfixturevalue("elasticsearch_url")
        settings.SEARCH_INDEX = f"{request.getfixturevalue('index_prefix')}rebuild-{factories.number()}"
        forget_engines()
    for number in range(6):
        factories.practice(title=f"Beispiel {number}")
    deliver_everything()
    return next(index for index in indices() if index.engine.name == request.param)


def database_url():
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    account = f"{database['USER']}:{database['PASSWORD']}@" if database["USER"] else ""
    return f"postgres://{account}{database['HOST']}:{database['PORT']}/{database['NAME']}"


@pytest.fixture
def stopped_rebuild(tmp_path, settings):
    """`start(index, moment)`: another process that rebuilds and has stopped at a moment."""
    processes = []

    def start(index, moment):
        root = Path(site_settings.ROOT)
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join([str(root), str(root / "site")]),
            "DATABASE_URL": database_url(),
            "DATA_DIR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "SEARCH_URL": settings.SEARCH_URL,
            "SEARCH_INDEX": settings.SEARCH_INDEX,
        }
        command = [sys.executable, "-c", STARTER, str(PROGRAM), index.engine.name, moment]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        processes.append(process)
        assert process.stdout.readline().strip() == "stopped"
        return process

    yield start
    for process in processes:
        process.kill()
        process.wait()
        process.stdout.close()


def left_behind(index, settings):
    """Names of all indices that exist, of whatever state."""
    if index.engine.name == "embedded":
        return [path.name for path in settings.SEARCH_EMBEDDED_FOLDER.glob("v*")]
    with Elasticsearch(settings.SEARCH_URL) as client:
        return list(client.indices.get(index=f"{settings.SEARCH_INDEX}-v*").body)


@pytest.mark.parametrize("moment", ["fill", "before", "after"])
def test_killed_anywhere_it_can_be_started_again_at_once_and_loses_nothing(
    index, stopped_rebuild, moment, client, settings
):
    process = stopped_rebuild(index, moment)
    new = factories.practice(title="Mittendrin veröffentlicht")
    assert client.get("/api/v1/search").json()["total"] == 6, "searches meanwhile are not empty"
    assert deliver(index.name, index.engine).busy
    process.kill()
    process.wait()
    progress = progress_of(consumer(index.name))
    assert not progress.running
    assert client.get("/api/v1/search").json()["total"] == 6
    began = time.monotonic()
    assert rebuild(index.name, index.engine) == 7
    assert time.monotonic() - began < 30, "a dead process' lease is not waited for"
    deliver(index.name, index.engine)
    assert differences(index.engine) == []
    assert client.get("/api/v1/search", {"q": "Mittendrin"}).json()["results"][0]["id"] == str(new.pk)
    assert progress_of(consumer(index.name)) is None
    assert len(left_behind(index, settings)) <= 2, "the one in use and the one before"


@pytest.mark.parametrize("moment", ["fill", "after"])
def test_after_a_kill_changes_are_delivered_and_the_rebuild_is_repeated_by_itself(
    index, stopped_rebuild, moment, settings
):
    process = stopped_rebuild(index, moment)
    factories.practice(title="Mittendrin veröffentlicht")
    process.kill()
    process.wait()
    assert deliver(index.name, index.engine).delivered
    assert differences(index.engine) == []
    assert outdated(index.name)
    bring_up_to_date(index)
    assert progress_of(consumer(index.name)) is None
    assert not outdated(index.name)
    assert len(left_behind(index, settings)) <= 2, "no half index stays"


def test_while_one_runs_another_says_so_at_once(index, stopped_rebuild):
    stopped_rebuild(index, "fill")
    began = time.monotonic()
    with pytest.raises(RebuildRunning) as refused:
        rebuild(index.name, index.engine)
    assert refused.value.progress.running
    assert refused.value.progress.total == 6
    with pytest.raises(RebuildRunning):
        request_rebuild(index.name)
    assert time.monotonic() - began < rebuilding.WAIT_FOR_DELIVERY / 2


def test_the_command_says_that_one_is_running_and_ends_with_3(index, stopped_rebuild):
    stopped_rebuild(index, "fill")
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("search_index", "rebuild", stdout=out)
    assert ended.value.code == 3
    assert "läuft schon" in out.getvalue()
    assert "0 von 6" in out.getvalue()


def test_a_rebuild_waits_a_little_for_a_delivery(index, monkeypatch):
    monkeypatch.setattr(rebuilding, "WAIT_FOR_DELIVERY", 0.5)
    with rebuilding.Lease(index.name), pytest.raises(RebuildRunning) as refused:
        rebuild(index.name, index.engine)
    assert refused.value.progress is None
    assert rebuild(index.name, index.engine) == 6


def test_how_far_it_is_stands_in_the_database(index, monkeypatch):
    monkeypatch.setattr(rebuilding, "_NOTE_EVERY", 0)
    seen = []
    documents = rebuilding.all_public_documents

    def watched():
        for document in documents():
            seen.append(progress_of(consumer(index.name)))
            yield document

    monkeypatch.setattr(rebuilding, "all_public_documents", watched)
    rebuild(index.name, index.engine)
    assert [progress.total for progress in seen] == [6] * 6
    assert sorted(progress.done for progress in seen) == [progress.done for progress in seen]
    assert seen[-1].done > 0
    assert all(progress.running for progress in seen)


def test_a_failed_rebuild_leaves_the_old_index_and_says_why(index, monkeypatch, client):
    def broken(documents, version):
        next(documents)
        raise EngineUnavailable("disk", "no space left")

    with monkeypatch.context() as patch:
        patch.setattr(index.engine, "swap", broken)
        with pytest.raises(EngineUnavailable):
            rebuild(index.name, index.engine)
    assert client.get("/api/v1/search").json()["total"] == 6
    assert "no space left" in consumer(index.name).last_error
    assert progress_of(consumer(index.name)) is None


def test_another_analysis_rebuilds_by_itself(index, monkeypatch):
    assert not outdated(index.name)
    monkeypatch.setattr(rebuilding, "analysis_fingerprint", lambda: "new words")
    assert not outdated(index.name), "built since this process was started: newer code knows better"
    monkeypatch.setattr(rebuilding, "_STARTED_AT", rebuilding.timezone.now())
    assert outdated(index.name)
    before = index.engine.status().index
    bring_up_to_date(index)
    assert index.engine.status().index != before
    assert not outdated(index.name)


def test_the_fingerprint_changes_with_code_and_word_lists(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "words.txt").write_text("Verbund")
    found = {fingerprint_of(tmp_path)}
    (tmp_path / "data" / "words.txt").write_text("Verbünde")
    found.add(fingerprint_of(tmp_path))
    (tmp_path / "stems.py").write_text("")
    found.add(fingerprint_of(tmp_path))
    assert len(found) == 3
    (tmp_path / "notes.md").write_text("no matter")
    assert fingerprint_of(tmp_path) in found


def test_a_rebuild_that_is_asked_for_is_done_in_the_background(index, settings):
    settings.SEARCH_DELIVERY = "thread"
    thread = DeliveryThread()
    thread._round()
    before = index.engine.status().index
    request_rebuild(index.name)
    deadline = time.monotonic() + 30
    while index.engine.status().index == before:
        assert time.monotonic() < deadline
        thread._round()
        time.sleep(0.2)
    while consumer(index.name).rebuild_wanted_at or consumer(index.name).holder:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    after = index.engine.status().index
    thread._round()
    assert index.engine.status().index == after, "once is enough"


def test_two_processes_that_both_see_it_is_due_rebuild_once(site):
    index = embedded_index()
    factories.practice()
    assert rebuilding.rebuild_if_needed(index.name, index.engine)
    assert not rebuilding.rebuild_if_needed(index.name, index.engine)
