"""Building an index anew beside the old one: when it is due, one at a time, with its progress in the database.

Wherever a rebuild is interrupted, the old index goes on answering, and the next one begins at once: the lease of a
process that is gone is not waited for, and what it left half done is removed by the engine's next swap.
"""

from __future__ import annotations

import gc
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from search.analysis import analysis_fingerprint
from search.documents import SCHEMA_VERSION, PreparedDocument
from search.engine import EngineUnavailable, SearchEngine
from search.indexing import note_failure
from search.leases import Lease, is_held, wait_for
from search.meaning.making import all_with_vectors
from search.models import Consumer
from search.outbox import head
from search.signals import outbox_written
from search.sources import all_public_documents, all_public_ids

logger = logging.getLogger(__name__)

#: Seconds that a rebuild waits for a delivery that is under way.
WAIT_FOR_DELIVERY = 30.0
#: Seconds between two notes of how far it is.
_NOTE_EVERY = 1.0

#: When this process' code was read, nearly. See `outdated`.
_STARTED_AT = timezone.now()


class RebuildRunning(Exception):
    """Another process works on this index. `progress`: of the rebuild that is running; None for a long delivery."""

    def __init__(self, name: str, progress: Progress | None = None) -> None:
        super().__init__(name)
        self.progress = progress


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a rebuild is: `done` of `total` documents. `running` is False when it was interrupted."""

    started_at: datetime
    done: int
    total: int
    running: bool


def progress_of(consumer: Consumer) -> Progress | None:
    """The rebuild that runs for an index, or was interrupted; None when there is none. `consumer` is just read."""
    if not consumer.rebuild_holder or consumer.rebuild_started_at is None:
        return None
    running = consumer.rebuild_holder == consumer.holder and is_held(consumer)
    return Progress(consumer.rebuild_started_at, consumer.rebuild_done, consumer.rebuild_total, running)


def rebuild(name: str, engine: SearchEngine) -> int:
    """Build the index anew and swap. Returns the number of documents.

    What changes meanwhile stands in the outbox behind the place noted before the database was read, and is
    delivered afterwards.

    Raises:
        EngineUnavailable: the engine could not take it; the old index stays.
        RebuildRunning: at once while another rebuild runs; after a while when a delivery does not end.
    """
    with _turn(name) as lease:
        return _build(lease, engine)


def rebuild_if_needed(name: str, engine: SearchEngine) -> bool:
    """Rebuild when `needs_rebuild` says so, also once it is our turn. Whether it was done. Raises as `rebuild`."""
    if not needs_rebuild(name, engine):
        return False
    with _turn(name) as lease:
        if not needs_rebuild(name, engine):
            return False
        _build(lease, engine)
    return True


def needs_rebuild(name: str, engine: SearchEngine) -> bool:
    """Whether the index is missing, of another schema or analysis, forgotten by the outbox, asked to be rebuilt, or
    left by a rebuild that was killed: the next one clears away what that one had built.

    Raises:
        EngineUnavailable: the engine cannot say.
    """
    return outdated(name) or engine.status().schema != SCHEMA_VERSION


def outdated(name: str) -> bool:
    """The same as far as the database tells, without asking the engine.

    An index that was built after this process had started, with another analysis, was built by newer code. This
    process leaves it alone: while servers are renewed one after the other they would rebuild it in turns.
    """
    consumer = Consumer.objects.filter(name=name).first()
    if consumer is None or consumer.built_at is None or consumer.rebuild_wanted_at is not None:
        return True
    progress = progress_of(consumer)
    if progress is not None and not progress.running:
        return True
    return consumer.analysis != analysis_fingerprint() and consumer.built_at < _STARTED_AT


def rebuild_wanted(name: str) -> bool:
    return Consumer.objects.filter(name=name, rebuild_wanted_at__isnull=False).exists()


def request_rebuild(name: str) -> None:
    """Have the process that looks after this index rebuild it, in the background, as soon as it can.

    Raises:
        RebuildRunning: one is running.
    """
    consumer, _ = Consumer.objects.get_or_create(name=name)
    progress = progress_of(consumer)
    if progress is not None and progress.running:
        raise RebuildRunning(name, progress)
    Consumer.objects.filter(name=name).update(rebuild_wanted_at=timezone.now(), retry_at=None)
    outbox_written.send(sender=Consumer)


@contextmanager
def _turn(name: str) -> Iterator[Lease]:
    Consumer.objects.get_or_create(name=name)
    with Lease(name) as lease:
        for _ in wait_for(lease, WAIT_FOR_DELIVERY):
            progress = progress_of(Consumer.objects.get(name=name))
            if progress is not None and progress.running:
                raise RebuildRunning(name, progress)
        if not lease.held:
            raise RebuildRunning(name)
        yield lease


def _build(lease: Lease, engine: SearchEngine) -> int:
    began = timezone.now()
    total = sum(len(ids) for ids in all_public_ids())
    lease.mine().update(
        rebuild_holder=lease.holder, rebuild_started_at=began, rebuild_done=0, rebuild_total=total, seen_at=began
    )
    try:
        with lease.kept(), _older_objects_left_alone():
            start = head()
            number = engine.swap(_noting(lease, all_with_vectors(all_public_documents())), lease.next_batch())
        mine = lease.mine().update(
            position_transaction=start.transaction,
            position_entry=start.entry,
            read_ahead=[],
            failures=0,
            retry_at=None,
            last_error="",
            analysis=analysis_fingerprint(),
            built_at=timezone.now(),
            rebuild_wanted_at=None,
            rebuild_done=number,
            checked_at=timezone.now(),
            difference_count=0,
            first_differences=[],
        )
    except EngineUnavailable as error:
        note_failure(lease.name, error)
        raise
    finally:
        Consumer.objects.filter(name=lease.name, rebuild_holder=lease.holder).update(rebuild_holder="")
    if not mine:
        # The lease was lost on the way, perhaps to another rebuild that began later and was swapped in before:
        # what the index holds and what the outbox thinks of it may not fit.
        Consumer.objects.filter(name=lease.name).update(rebuild_wanted_at=timezone.now())
        raise RebuildRunning(lease.name)
    logger.info("Index %s was rebuilt: %d documents in %s.", lease.name, number, timezone.now() - began)
    return number


@contextmanager
def _older_objects_left_alone() -> Iterator[None]:
    """Python does not look through all that was there before, again and again, for what may be thrown away: a rebuild
    makes and forgets so many objects that this took a fifth of its time."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _noting(lease: Lease, documents: Iterator[PreparedDocument]) -> Iterator[PreparedDocument]:
    """Note in the database how far it is, from time to time."""
    noted = time.monotonic()
    for number, document in enumerate(documents):
        if time.monotonic() - noted >= _NOTE_EVERY:
            lease.mine().update(rebuild_done=number)
            noted = time.monotonic()
        yield document
