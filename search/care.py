"""Looking after an index beside the delivery: a rebuild that is due, the daily comparison. Both take a while."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from django.db import DatabaseError, close_old_connections, connections
from django.db.models import Q, QuerySet
from django.utils import timezone

from search.comparison import check_and_mend
from search.engine import EngineUnavailable
from search.indexing import Delivery, deliver, pausing
from search.models import Consumer
from search.rebuilding import RebuildRunning, rebuild_if_needed
from search.running import Index

logger = logging.getLogger(__name__)

#: So often every index is compared with the database and mended.
CHECK_EVERY = timedelta(days=1)


def bring_up_to_date(index: Index, *, patient: bool = True) -> Delivery:
    """Deliver what waits for an index; build it first when it is missing, outdated, or was forgotten."""
    if patient and (pause := pausing(index.name)):
        return pause
    try:
        rebuild_if_needed(index.name, index.engine)
        return deliver(index.name, index.engine, patient=patient)
    except EngineUnavailable as error:
        return Delivery(error=str(error))
    except RebuildRunning:
        return Delivery(busy=True)


def check_is_due(name: str) -> bool:
    return _due(name).exists()


def check_if_due(index: Index) -> bool:
    """Compare an index that has not been compared for CHECK_EVERY, and mend it; by one process only.

    A check that could not be done is not repeated before the next day: delivery notices an engine that is away.
    """
    # The moment is written first: of many processes that see it is due one gets a row.
    if not _due(index.name).update(checked_at=timezone.now()):
        return False
    try:
        check_and_mend(index.name, index.engine)
    except (EngineUnavailable, RebuildRunning) as error:
        logger.warning("Index %s could not be compared with the database: %r", index.name, error)
    return True


class Aside:
    """Runs work for an index in a thread of its own, one at a time for each index, so that delivery goes on."""

    def __init__(self) -> None:
        self._threads: dict[str, threading.Thread] = {}

    def start(self, index: Index, work: Callable[[Index], object]) -> None:
        """Do nothing when something is being done for this index already."""
        running = self._threads.get(index.name)
        if running is None or not running.is_alive():
            thread = threading.Thread(target=_run, args=(index, work), name=f"search-care-{index.name}", daemon=True)
            self._threads[index.name] = thread
            thread.start()


def _run(index: Index, work: Callable[[Index], object]) -> None:
    close_old_connections()
    try:
        work(index)
    except DatabaseError as error:
        logger.warning("The care of index %s waits for the database: %s", index.name, error)
    except Exception:
        # Nobody waits for this thread: what went wrong would be lost.
        logger.exception("The care of index %s failed.", index.name)
    finally:
        connections.close_all()


def _due(name: str) -> QuerySet[Consumer]:
    never = Q(checked_at__isnull=True)
    return Consumer.objects.filter(never | Q(checked_at__lt=timezone.now() - CHECK_EVERY), name=name)
