"""Bringing an index up to date: delivery of what changed, a whole rebuild, a comparison with the database.

Every index has its own place in the outbox (`Consumer`). One process at a time works for a consumer, by a lease
that ends by itself when the process dies.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from search.documents import SCHEMA_VERSION, PreparedDocument
from search.engine import EngineUnavailable, SearchEngine
from search.leases import Lease
from search.models import Consumer
from search.outbox import head, mark_read, prune, unread
from search.sources import all_public_documents, public_documents, tree_values

logger = logging.getLogger(__name__)

DELIVERY_BATCH = 200
LONGEST_PAUSE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a delivery went. `busy`: another process is at it; `error`: why the engine could not take it."""

    delivered: int = 0
    busy: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A record where index and database disagree: `missing` in the index, `surplus` there, or `stale`."""

    id: str
    kind: str


def consumer_exists(name: str) -> bool:
    return Consumer.objects.filter(name=name).exists()


def still_there(name: str) -> None:
    """Keep a consumer from being forgotten when nothing changes for days. Writes at most once an hour."""
    now = timezone.now()
    Consumer.objects.filter(name=name, seen_at__lt=now - timedelta(hours=1)).update(seen_at=now)


def deliver(name: str, engine: SearchEngine, *, patient: bool = True) -> Delivery:
    """Bring everything unread to one index, batch by batch.

    With `patient` a consumer whose engine failed lately is left alone until its pause is over. Documents are built
    from the database now: what is gone or no longer public is deleted.
    """
    consumer = Consumer.objects.filter(name=name).first()
    if consumer is None or not unread(consumer).exists():
        return Delivery()
    if patient and consumer.retry_at and consumer.retry_at > timezone.now():
        return Delivery(error=consumer.last_error)
    delivered = 0
    with Lease(name) as lease:
        if not lease.held:
            return Delivery(busy=True)
        try:
            while count := _deliver_batch(lease, engine):
                delivered += count
        except EngineUnavailable as error:
            _note_failure(name, error)
            return Delivery(delivered, error=str(error))
    if delivered:
        prune()
    return Delivery(delivered)


def rebuild(name: str, engine: SearchEngine) -> int:
    """Build the index anew beside the old one and swap. Returns the number of documents.

    What changes meanwhile stands in the outbox behind the place noted before the database was read, and is
    delivered afterwards.

    Raises:
        EngineUnavailable: the engine could not take it; the old index stays.
        RebuildRunning: another process rebuilds or delivers to this index and did not finish in time.
    """
    Consumer.objects.get_or_create(name=name)
    with Lease(name) as lease:
        if not lease.wait():
            raise RebuildRunning(name)
        start = head()
        number = engine.swap(_renewing(lease, all_public_documents()), lease.next_batch())
        Consumer.objects.filter(name=name).update(
            position_transaction=start.transaction,
            position_entry=start.entry,
            read_ahead=[],
            failures=0,
            retry_at=None,
            last_error="",
        )
    return number


def needs_rebuild(name: str, engine: SearchEngine) -> bool:
    """Whether the index is missing, of another schema, or was forgotten by the outbox.

    Raises:
        EngineUnavailable: the engine cannot say.
    """
    return not consumer_exists(name) or engine.status().schema != SCHEMA_VERSION


def differences(engine: SearchEngine) -> Iterator[Difference]:
    """Compare an index with the database, record by record, by fingerprint."""
    indexed = dict(engine.entries())
    for document in all_public_documents():
        fingerprint = indexed.pop(document.id, None)
        if fingerprint is None:
            yield Difference(document.id, "missing")
        elif fingerprint != document.fingerprint:
            yield Difference(document.id, "stale")
    for surplus in indexed:
        yield Difference(surplus, "surplus")


def lag(name: str) -> int:
    """How many entries of the outbox the index has not read."""
    consumer = Consumer.objects.filter(name=name).first()
    return unread(consumer).count() if consumer else 0


class RebuildRunning(Exception):
    """Another process works on this index."""


def _deliver_batch(lease: Lease, engine: SearchEngine) -> int:
    # The number is raised and committed before anything is read: see Consumer.
    version = lease.next_batch()
    consumer = Consumer.objects.get(name=lease.name)
    horizon = head()
    entries = list(unread(consumer)[:DELIVERY_BATCH])
    if not entries:
        return 0
    ids = sorted({entry.page_id for entry in entries})
    documents = public_documents(ids, tree_values())
    if documents:
        engine.index(list(documents.values()), version)
    gone = [str(page_id) for page_id in ids if page_id not in documents]
    if gone:
        engine.delete(gone, version)
    mark_read(consumer, entries, horizon)
    Consumer.objects.filter(name=lease.name, holder=lease.holder).update(
        position_transaction=consumer.position_transaction,
        position_entry=consumer.position_entry,
        read_ahead=consumer.read_ahead,
        failures=0,
        retry_at=None,
        last_error="",
        seen_at=timezone.now(),
    )
    return len(entries)


def _note_failure(name: str, error: EngineUnavailable) -> None:
    consumer = Consumer.objects.get(name=name)
    consumer.failures += 1
    pause = min(timedelta(seconds=0.5 * 2 ** min(consumer.failures, 10)), LONGEST_PAUSE)
    consumer.retry_at = timezone.now() + pause
    consumer.last_error = str(error)[:300]
    consumer.save(update_fields=["failures", "retry_at", "last_error", "seen_at"])
    logger.warning("Index %s could not be brought up to date (%s); next try in %s.", name, error, pause)


def _renewing(lease: Lease, documents: Iterator[PreparedDocument]) -> Iterator[PreparedDocument]:
    for number, document in enumerate(documents):
        if number % 500 == 0:
            lease.renew()
        yield document
