"""The outbox loses nothing and sends nothing twice in the wrong order."""

import threading
import time

import pytest
from django.db import connection, connections, transaction

from search import indexing, rebuilding
from search.engine import EngineUnavailable
from search.indexing import deliver, lag
from search.leases import Lease
from search.models import Consumer, OutboxEntry
from search.outbox import enqueue, head, prune, unread
from search.rebuilding import rebuild
from search.running import embedded_index, forget_engines
from tests import factories


class RecordingEngine:
    """A stand-in at the far end of the line, to see what is sent and to fail on command."""

    name = "recording"

    def __init__(self):
        self.documents, self.sent, self.failure = {}, [], None

    def index(self, documents, version):
        self._fail()
        self.sent.append(("index", version, [document.id for document in documents]))
        self.documents |= {document.id: document for document in documents}

    def delete(self, ids, version):
        self._fail()
        self.sent.append(("delete", version, list(ids)))
        for key in ids:
            self.documents.pop(key, None)

    def swap(self, documents, version):
        self._fail()
        self.documents = {document.id: document for document in documents}
        return len(self.documents)

    def _fail(self):
        if self.failure:
            raise self.failure


@pytest.fixture
def engine(site):
    engine = RecordingEngine()
    rebuild("test", engine)
    return engine


def titles(engine):
    return sorted(document.document.title for document in engine.documents.values())


def test_what_changes_while_the_engine_is_away_is_delivered_when_it_is_back(engine):
    engine.failure = EngineUnavailable("refused")
    for number in range(5):
        factories.practice(title=f"Beispiel {number}")
        assert deliver("test", engine, patient=False).error == "refused"
    assert engine.documents == {}
    engine.failure = None
    deliver("test", engine, patient=False)
    assert titles(engine) == [f"Beispiel {number}" for number in range(5)]
    assert lag("test") == 0


def test_pauses_grow_while_the_engine_is_away(engine):
    engine.failure = EngineUnavailable("timeout")
    factories.practice()
    pauses = []
    for _ in range(4):
        deliver("test", engine, patient=False)
        consumer = Consumer.objects.get(name="test")
        pauses.append(consumer.retry_at - consumer.seen_at)
    assert pauses == sorted(pauses)
    assert pauses[-1] > pauses[0]
    engine.failure = None
    assert deliver("test", engine).delivered == 0, "it is left alone until the pause is over"
    assert deliver("test", engine, patient=False).delivered


def test_versions_rise_with_every_reading_of_the_database(engine):
    page = factories.practice(title="Eins")
    deliver("test", engine)
    page.title = "Zwei"
    page.save_revision().publish()
    deliver("test", engine)
    page.unpublish()
    deliver("test", engine)
    versions = [version for _, version, _ in engine.sent]
    assert versions == sorted(versions)
    assert len(set(versions)) >= 3, "each reading of the database has a number of its own"


def test_the_version_is_raised_before_the_database_is_read(engine, monkeypatch):
    factories.practice(title="Stand eins")
    seen = []

    def reading(*arguments):
        seen.append(Consumer.objects.get(name="test").batch)
        return original(*arguments)

    original = indexing.public_documents
    monkeypatch.setattr(indexing, "public_documents", reading)
    deliver("test", engine)
    assert engine.sent[-1][1] == seen[-1]


def test_two_indices_read_at_their_own_pace(engine):
    other = RecordingEngine()
    rebuild("other", other)
    page = factories.practice(title="Für beide")
    deliver("test", engine)
    assert titles(engine) == ["Für beide"]
    assert titles(other) == []
    assert OutboxEntry.objects.exists(), "the other index has not read it"
    deliver("other", other)
    assert titles(other) == ["Für beide"]
    # Where other databases of the server are busy, an entry is let go a little later.
    deadline = time.monotonic() + 20
    while OutboxEntry.objects.filter(page_id=page.pk).exists():
        assert time.monotonic() < deadline
        enqueue([-1])
        deliver("test", engine)
        deliver("other", other)
        prune()


def test_what_changes_during_a_rebuild_is_delivered_afterwards(engine, monkeypatch):
    factories.practice(title="Vorher da")
    original = rebuilding.all_public_documents

    def reading():
        yield from original()
        factories.practice(title="Mittendrin")

    monkeypatch.setattr(rebuilding, "all_public_documents", reading)
    rebuild("test", engine)
    assert titles(engine) == ["Vorher da"]
    deliver("test", engine)
    assert titles(engine) == ["Mittendrin", "Vorher da"]


def test_one_process_at_a_time_works_for_an_index(engine):
    factories.practice()
    with Lease("test") as lease:
        assert lease.held
        assert deliver("test", engine).busy
    assert deliver("test", engine).delivered


def test_a_dead_process_is_not_waited_for(engine):
    lease = Lease("test").__enter__()
    assert lease.held
    Consumer.objects.filter(name="test").update(held_until="2020-01-01T00:00:00Z")
    with Lease("test") as other:
        assert other.held


@pytest.fixture
def slow_writer():
    """`begin(page_id)`: another connection writes to the outbox and commits only when `finish()` is called."""
    wrote, finish = threading.Event(), threading.Event()

    def write(page_id):
        with transaction.atomic():
            enqueue([page_id])
            wrote.set()
            assert finish.wait(20)
        connections.close_all()

    class Writer:
        def begin(self, page_id):
            self.thread = threading.Thread(target=write, args=[page_id])
            self.thread.start()
            assert wrote.wait(20)

        def finish(self):
            finish.set()
            self.thread.join()

    return Writer()


def test_a_transaction_that_commits_late_is_not_skipped_and_holds_nothing_up(engine, slow_writer):
    page, other = factories.practice(title="Spät"), factories.practice(title="Früh")
    deliver("test", engine)
    engine.sent.clear()
    if connection.vendor != "postgresql":
        # SQLite has one writer at a time: there is nothing to be late for.
        enqueue([other.pk, page.pk])
        assert deliver("test", engine).delivered == 2
        return
    slow_writer.begin(page.pk)
    enqueue([other.pk])
    deliver("test", engine)
    assert [ids for _, _, ids in engine.sent] == [[str(other.pk)]], "it is not held up by the open transaction"
    assert deliver("test", engine).delivered == 0, "and not sent twice"
    slow_writer.finish()
    deliver("test", engine)
    assert [ids for _, _, ids in engine.sent] == [[str(other.pk)], [str(page.pk)]]
    assert lag("test") == 0


def test_the_control_a_reader_by_id_alone_would_skip_a_late_committer(engine, slow_writer):
    """Shows that the test above can fail: the naive position is past the late entry's id."""
    if connection.vendor != "postgresql":
        assert head().transaction == 0
        return
    slow_writer.begin(1)
    enqueue([2])
    naive_position = OutboxEntry.objects.order_by("-id").values_list("id", flat=True).first()
    slow_writer.finish()
    late = OutboxEntry.objects.get(page_id=1)
    assert late.id < naive_position, "the naive reader would never see it"
    assert unread(Consumer.objects.get(name="test")).filter(pk=late.pk).exists()


def test_the_embedded_index_of_a_lost_folder_builds_itself_anew(find, settings, tmp_path):
    factories.practice(title="Noch da")
    assert find(q="Noch")["total"] == 1
    settings.SEARCH_EMBEDDED_FOLDER = tmp_path / "elsewhere"
    forget_engines()
    assert find(q="Noch")["total"] == 1
    assert Consumer.objects.filter(name__startswith="embedded:").count() == 2
    assert embedded_index().name in set(Consumer.objects.values_list("name", flat=True))
