"""Writing the outbox and reading it in an order that loses nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from search.models import Consumer, OutboxEntry
from search.signals import outbox_written

#: An index that has not read for so long is forgotten; it rebuilds itself when it comes back.
FORGOTTEN_AFTER = timedelta(days=3)


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in the outbox: everything up to and including it has been read."""

    transaction: int
    entry: int


def enqueue(page_ids: Iterable[int]) -> None:
    """Note that pages may have to be indexed anew. Call it inside the transaction of the change.

    Rolled back with it, and never waits for an engine. Readers are told after commit.
    """
    ids = set(page_ids)
    if not ids:
        return
    number = RawSQL("pg_current_xact_id()::text::bigint", ()) if connection.vendor == "postgresql" else 0
    OutboxEntry.objects.bulk_create(
        [OutboxEntry(page_id=page_id, transaction_id=number) for page_id in sorted(ids)], batch_size=500
    )
    transaction.on_commit(_tell_readers, robust=True)


def _tell_readers() -> None:
    outbox_written.send(sender=OutboxEntry)


def head() -> Position:
    """A position before which everything is decided: whoever reads the database now has seen all up to here.

    On PostgreSQL no entry of an earlier transaction can appear any more; on SQLite none at all before this one.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            return Position(int(cursor.fetchone()[0]), 0)
    last = OutboxEntry.objects.order_by("-id").values_list("id", flat=True).first()
    return Position(0, last or 0)


def unread(consumer: Consumer) -> QuerySet[OutboxEntry]:
    """What the consumer has not read yet, in order."""
    entries = OutboxEntry.objects.filter(
        Q(transaction_id__gt=consumer.position_transaction)
        | Q(transaction_id=consumer.position_transaction, id__gt=consumer.position_entry)
    )
    if consumer.read_ahead:
        entries = entries.exclude(id__in=[entry for _, entry in consumer.read_ahead])
    return entries.order_by("transaction_id", "id")


def mark_read(consumer: Consumer, entries: Iterable[OutboxEntry], horizon: Position) -> None:
    """Move the consumer's position over `entries`; not saved.

    `horizon` is the `head()` from *before* the entries were read. What lies beyond it is remembered one by one: an
    entry of a transaction that is open now may still appear before it. A transaction that stays open for long, in
    whatever database of the server, thus delays nothing.
    """
    read = [Position(*pair) for pair in consumer.read_ahead] + [
        Position(entry.transaction_id, entry.pk) for entry in entries
    ]
    settled = [position for position in read if position <= horizon] if connection.vendor == "postgresql" else read
    last = max(settled, default=Position(consumer.position_transaction, consumer.position_entry))
    consumer.position_transaction, consumer.position_entry = last.transaction, last.entry
    consumer.read_ahead = [[p.transaction, p.entry] for p in sorted(set(read) - set(settled))]


def prune() -> int:
    """Delete the entries that every index has read; forget indices that have been away for long. Returns how many."""
    Consumer.objects.filter(seen_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
    positions = [Position(c.position_transaction, c.position_entry) for c in Consumer.objects.all()]
    if not positions:
        return 0
    last = min(positions)
    count, _ = OutboxEntry.objects.filter(
        Q(transaction_id__lt=last.transaction) | Q(transaction_id=last.transaction, id__lte=last.entry)
    ).delete()
    return count
