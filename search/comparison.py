"""Comparing an index with the database, record by record, and mending what differs.

What goes past the outbox (SQL, `QuerySet.update`, a cluster restored from an older snapshot) is found here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone

from search.engine import SearchEngine
from search.indexing import deliver
from search.models import Consumer
from search.outbox import enqueue, unread
from search.rebuilding import rebuild
from search.sources import BATCH, all_public_ids, public_fingerprints

logger = logging.getLogger(__name__)

#: So many differences are named in the log, in the admin and by the command.
NAMED = 100


@dataclass(frozen=True, slots=True)
class Difference:
    """A record where index and database disagree: `missing` in the index, `surplus` there, or `stale`."""

    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Mending:
    """What a check found, and whether the index had to be rebuilt because delivering anew was not enough."""

    found: tuple[Difference, ...]
    rebuilt: bool = False


def differences(engine: SearchEngine) -> list[Difference]:
    """What differs, by id. Ids and fingerprints are held in memory, documents only in batches.

    Whatever differs is looked at once more, so that changes which are delivered meanwhile are not called differences.

    Raises:
        EngineUnavailable: the engine cannot say.
    """
    first = {difference.id for difference in _compare(dict(engine.entries()), all_public_ids())}
    if not first:
        return []
    ids = sorted(int(each) for each in first if each.isdigit())
    batches = [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
    again = {each: fingerprint for each, fingerprint in engine.entries() if each in first}
    return sorted(_compare(again, batches), key=lambda difference: difference.id)


def check(name: str, engine: SearchEngine) -> list[Difference]:
    """Compare, and note the result in the database and in the log. Raises as `differences`."""
    found = differences(engine)
    Consumer.objects.filter(name=name).update(
        checked_at=timezone.now(),
        difference_count=len(found),
        first_differences=[[difference.id, difference.kind] for difference in found[:NAMED]],
    )
    if found:
        named = ", ".join(f"{difference.id} ({difference.kind})" for difference in found[:NAMED])
        logger.warning("Index %s differs from the database in %d records: %s", name, len(found), named)
    return found


def check_and_mend(name: str, engine: SearchEngine) -> Mending:
    """Compare, and deliver anew what differs and is not waiting anyway; rebuild the index where that does not help.

    It does not help when the index holds higher versions than the outbox gives out: after the database was restored
    from a backup.

    Raises:
        EngineUnavailable, RebuildRunning: it could not be done now.
    """
    found = tuple(check(name, engine))
    if not found:
        return Mending(())
    waiting = _waiting(name)
    numbers = {int(difference.id) for difference in found if difference.id.isdigit()}
    enqueue(numbers - waiting)
    delivery = deliver(name, engine, patient=False)
    if delivery.error or delivery.busy:
        return Mending(found)  # it stands in the outbox
    left = {difference.id for difference in differences(engine)} & {difference.id for difference in found}
    if not left:
        logger.info("Index %s: %d differences were mended.", name, len(found))
        return Mending(found)
    logger.warning("Index %s: delivering %d records anew did not help; it is rebuilt.", name, len(left))
    rebuild(name, engine)
    return Mending(found, rebuilt=True)


def _compare(indexed: dict[str, str], batches: Iterable[list[int]]) -> Iterator[Difference]:
    """Differences between `indexed` (id to fingerprint; emptied on the way) and the public records of `batches`."""
    for page_id, fingerprint in public_fingerprints(batches):
        stored = indexed.pop(page_id, None)
        if stored is None:
            yield Difference(page_id, "missing")
        elif stored != fingerprint:
            yield Difference(page_id, "stale")
    for surplus in indexed:
        yield Difference(surplus, "surplus")


def _waiting(name: str) -> set[int]:
    consumer = Consumer.objects.filter(name=name).first()
    return set(unread(consumer).values_list("page_id", flat=True)) if consumer else set()
