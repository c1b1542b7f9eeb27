"""Bringing to an index what has changed.

Every index has its own place in the outbox (`Consumer`). One process at a time works for a consumer, by a lease
that ends by itself when the process dies.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from search.engine import EngineUnavailable, SearchEngine
from search.leases import Lease
from search.meaning.making import with_vectors
from search.models import Consumer
from search.outbox import head, mark_read, prune, unread
from search.sources import public_documents, tree_values

logger = logging.getLogger(__name__)

DELIVERY_BATCH = 200
LONGEST_PAUSE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a delivery went. `busy`: another process is at it; `error`: why the engine could not take it."""

    delivered: int = 0
    busy: bool = False
    error: str = ""


def consumer_exists(name: str) -> bool:
    return Consumer.objects.filter(name=name).exists()


def still_there(name: str) -> None:
    """Keep a consumer from being forgotten when nothing changes for days. Writes at most once an hour."""
    now = timezone.now()
    Consumer.objects.filter(name=name, seen_at__lt=now - timedelta(hours=1)).update(seen_at=now)


def pausing(name: str) -> Delivery | None:
    """While an engine that failed is left alone: what to say to those who want to deliver."""
    consumer = Consumer.objects.filter(name=name, retry_at__gt=timezone.now()).first()
    return Delivery(error=consumer.last_error) if consumer else None


def deliver(name: str, engine: SearchEngine, *, patient: bool = True) -> Delivery:
    """Bring everything unread to one index, batch by batch.

    With `patient` a consumer whose engine failed lately is left alone until its pause is over. Documents are built
    from the database now: what is gone or no longer public is deleted.
    """
    consumer = Consumer.objects.filter(name=name).first()
    if consumer is None or not unread(consumer).exists():
        return Delivery()
    if patient and (pause := pausing(name)):
        return pause
    delivered = 0
    with Lease(name) as lease:
        if not lease.held:
            return Delivery(busy=True)
        try:
            while count := _deliver_batch(lease, engine):
                delivered += count
        except EngineUnavailable as error:
            note_failure(name, error)
            return Delivery(delivered, error=str(error))
    if delivered:
        prune()
    return Delivery(delivered)


def lag(name: str) -> int:
    """How many entries of the outbox the index has not read."""
    consumer = Consumer.objects.filter(name=name).first()
    return unread(consumer).count() if consumer else 0


def note_failure(name: str, error: EngineUnavailable) -> None:
    """Remember why an engine did not take something, and leave it alone for a while, longer each time."""
    consumer = Consumer.objects.get(name=name)
    consumer.failures += 1
    pause = min(timedelta(seconds=0.5 * 2 ** min(consumer.failures, 10)), LONGEST_PAUSE)
    consumer.retry_at = timezone.now() + pause
    consumer.last_error = str(error)[:300]
    consumer.save(update_fields=["failures", "retry_at", "last_error", "seen_at"])
    logger.warning("Index %s could not be brought up to date (%s); next try in %s.", name, error, pause)


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
        engine.index(with_vectors(list(documents.values())), version)
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
