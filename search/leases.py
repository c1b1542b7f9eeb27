"""A lease in the database: one process at a time works for an index, and a dead one is not waited for."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import TracebackType

from django.db import DatabaseError, connections
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from search.holders import is_gone, new_holder
from search.models import Consumer

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
#: Seconds between two renewals of a lease that is kept.
RENEWAL = 15.0


class Lease:
    """`with Lease(name) as lease: if lease.held: …`. Given back at the end; runs out after LEASE without `renew`.

    A holder whose process has ended on this machine loses it at once, one elsewhere when it runs out.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.holder = new_holder()
        self.held = False

    def __enter__(self) -> Lease:
        self.held = self._take()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.mine().update(holder="", held_until=None)
        self.held = False

    def try_again(self) -> bool:
        """Try once more to get it; whether it is held."""
        self.held = self.held or self._take()
        return self.held

    def renew(self) -> None:
        self.mine().update(held_until=timezone.now() + LEASE)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Renew it from another thread, however long a single step takes."""
        done = threading.Event()
        thread = threading.Thread(target=self._keep, args=(done,), name="search-lease", daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    def next_batch(self) -> int:
        """Raise the consumer's batch number, commit it, and return it: the version of what is read after this."""
        self.mine().update(batch=F("batch") + 1, held_until=timezone.now() + LEASE)
        return Consumer.objects.values_list("batch", flat=True).get(name=self.name)

    def mine(self) -> QuerySet[Consumer]:
        """The consumer, if the lease is still held: what is written through this cannot disturb another holder."""
        return Consumer.objects.filter(name=self.name, holder=self.holder)

    def _take(self) -> bool:
        now = timezone.now()
        free = Q(holder="") | Q(held_until__isnull=True) | Q(held_until__lt=now)
        if self._take_where(free):
            return True
        holder = Consumer.objects.filter(name=self.name).values_list("holder", flat=True).first()
        return bool(holder and is_gone(holder) and self._take_where(Q(holder=holder)))

    def _take_where(self, condition: Q) -> bool:
        until = timezone.now() + LEASE
        return bool(Consumer.objects.filter(condition, name=self.name).update(holder=self.holder, held_until=until))

    def _keep(self, done: threading.Event) -> None:
        try:
            while not done.wait(RENEWAL):
                try:
                    self.renew()
                except DatabaseError as error:
                    logger.warning("The lease of %s could not be renewed: %s", self.name, error)
        finally:
            connections.close_all()


def is_held(consumer: Consumer) -> bool:
    """Whether somebody works for this index now, as far as its row (just read) and this machine's processes tell."""
    alive = bool(consumer.holder and consumer.held_until and consumer.held_until > timezone.now())
    return alive and not is_gone(consumer.holder)


def wait_for(lease: Lease, seconds: float) -> Iterator[None]:
    """Yields between tries until the lease is held or `seconds` are over; for a loop that looks at other things."""
    deadline = time.monotonic() + seconds
    while not lease.try_again() and time.monotonic() < deadline:
        yield
        time.sleep(0.2)
