"""Who brings changes to the indices, and when.

Every serving process runs one thread that keeps this host's embedded index up to date. Changes for the cluster are
brought by the same thread (SEARCH_DELIVERY=thread) or by a worker of django-tasks (SEARCH_DELIVERY=tasks).
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from search.care import Aside, bring_up_to_date, check_if_due, check_is_due
from search.documents import PreparedDocument
from search.engine import EngineUnavailable
from search.indexing import Delivery, deliver, lag, pausing, still_there
from search.meaning.making import fill_in
from search.rebuilding import needs_rebuild, outdated, rebuild_wanted
from search.running import Index, cluster_index, embedded_index, indices
from search.signals import outbox_written
from search.sources import public_documents, tree_values

logger = logging.getLogger(__name__)

#: Changes of other processes are noticed after at most so long, in seconds.
POLL = 0.7

#: So often, in seconds, the thread asks an engine whether its index is there and of today's schema.
LOOK_EVERY = 30.0


def deliver_everything(*, vectors: bool = True) -> dict[str, Delivery]:
    """Deliver all that waits to every index that can be reached, now and in this process; by index name.

    Without `vectors`, those that are still to be made are left to the thread of a serving process.
    """
    delivered = {index.name: bring_up_to_date(index, patient=False) for index in indices()}
    while vectors and fill_in(_described):
        for index in indices():
            bring_up_to_date(index, patient=False)
    return delivered


def _described(pages: Sequence[int]) -> Mapping[int, PreparedDocument]:
    return public_documents(pages, tree_values())


class DeliveryThread(threading.Thread):
    """Delivers while the process serves. A daemon: what it has not delivered stands in the outbox."""

    def __init__(self) -> None:
        super().__init__(name="search-delivery", daemon=True)
        self._wake = threading.Event()
        self._looked_at: dict[str, float] = {}
        self._aside = Aside()
        outbox_written.connect(self._wake_up, dispatch_uid="search.delivery.wake")

    def run(self) -> None:
        while True:
            self._wake.wait(POLL)
            self._wake.clear()
            try:
                self._round()
            except DatabaseError as error:
                logger.warning("Delivery waits for the database: %s", error)
            except Exception:
                # A thread that dies would leave the index to grow old without a word.
                logger.exception("Delivery failed; it goes on.")
            finally:
                close_old_connections()

    def _round(self) -> None:
        self._serve(embedded_index())
        cluster = cluster_index()
        if cluster is not None and settings.SEARCH_DELIVERY == "thread":
            self._serve(cluster)
        elif cluster is not None and settings.SEARCH_DELIVERY == "tasks":
            self._remind(cluster)
        # Behind everything else, and a little at a time: what is found by its words can wait for its vectors.
        if fill_in(_described):
            self._wake.set()

    def _serve(self, index: Index) -> None:
        """Deliver; from time to time, and when asked to, look whether the index itself is still there and current."""
        now = time.monotonic()
        if now - self._looked_at.get(index.name, -LOOK_EVERY) < LOOK_EVERY and not rebuild_wanted(index.name):
            deliver(index.name, index.engine)
            return
        if pausing(index.name):
            return
        self._looked_at[index.name] = now
        try:
            if needs_rebuild(index.name, index.engine):
                self._aside.start(index, bring_up_to_date)
            elif deliver(index.name, index.engine).error:
                self._looked_at[index.name] = now - LOOK_EVERY + 2
            elif check_is_due(index.name):
                self._aside.start(index, check_if_due)
        except EngineUnavailable:
            self._looked_at[index.name] = now - LOOK_EVERY + 2
        still_there(index.name)

    def _remind(self, cluster: Index) -> None:
        """Ask the worker when something waits that no commit has asked it for, or when a task was lost."""
        now = time.monotonic()
        if now - self._looked_at.get(cluster.name, -LOOK_EVERY) < LOOK_EVERY:
            return
        self._looked_at[cluster.name] = now
        if outdated(cluster.name) or lag(cluster.name) or check_is_due(cluster.name):
            _enqueue_delivery()

    def _wake_up(self, **kwargs: Any) -> None:
        self._wake.set()


_thread: DeliveryThread | None = None
_thread_lock = threading.Lock()


def start_delivery_thread() -> None:
    """Start the thread, once in a process. Called by the WSGI and ASGI entry points, after the server has forked."""
    global _thread
    with _thread_lock:
        if _thread is None or not _thread.is_alive():
            _thread = DeliveryThread()
            _thread.start()


@task()
def deliver_to_cluster(attempt: int = 0) -> None:
    """Bring changes to the cluster. While it is away the task follows itself, with growing pauses.

    django-tasks does not retry; what is to be delivered stands in the outbox, so a task that is lost loses nothing:
    the next change, or a serving process that sees something waiting, begins another.
    """
    index = cluster_index()
    if index is None:
        return
    delivery = bring_up_to_date(index)
    if not delivery.error and not delivery.busy:
        check_if_due(index)
    if (delivery.error or delivery.busy) and not _task_waits():
        pause = timedelta(seconds=min(0.5 * 2 ** min(attempt, 10), 30))
        deliver_to_cluster.using(run_after=timezone.now() + pause).enqueue(attempt=attempt + 1)


def _enqueue_delivery(**kwargs: Any) -> None:
    if not _task_waits():
        deliver_to_cluster.enqueue()


def _task_waits() -> bool:
    """Whether a delivery is in the queue already: one brings everything, and a hundred would all follow themselves."""
    waiting = DBTaskResult.objects.filter(task_path=deliver_to_cluster.module_path, status="READY")
    return waiting.exists()


def connect() -> None:
    """In the mode `tasks` every commit that wrote to the outbox asks the worker to deliver."""
    if settings.SEARCH_DELIVERY == "tasks":
        outbox_written.connect(_enqueue_delivery, dispatch_uid="search.delivery.task")
