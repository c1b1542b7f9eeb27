"""A lease in the database: one process at a time works for an index, and a dead one is not waited for."""

from __future__ import annotations

import time
import uuid
from datetime import timedelta
from types import TracebackType

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from search.models import Consumer

LEASE = timedelta(seconds=60)


class Lease:
    """`with Lease(name) as lease: if lease.held: …`. Given back at the end; runs out after LEASE without `renew`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.holder = uuid.uuid4().hex
        self.held = False

    def __enter__(self) -> Lease:
        self.held = self._take()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._mine().update(holder="", held_until=None)
        self.held = False

    def wait(self, seconds: float = 90.0) -> bool:
        """Try for so long to get it; whether it is held."""
        deadline = time.monotonic() + seconds
        while not self.held and time.monotonic() < deadline:
            time.sleep(0.2)
            self.held = self._take()
        return self.held

    def renew(self) -> None:
        self._mine().update(held_until=timezone.now() + LEASE)

    def next_batch(self) -> int:
        """Raise the consumer's batch number, commit it, and return it: the version of what is read after this."""
        self._mine().update(batch=F("batch") + 1, held_until=timezone.now() + LEASE)
        return Consumer.objects.values_list("batch", flat=True).get(name=self.name)

    def _mine(self) -> QuerySet[Consumer]:
        return Consumer.objects.filter(name=self.name, holder=self.holder)

    def _take(self) -> bool:
        now = timezone.now()
        free = Q(holder="") | Q(held_until__isnull=True) | Q(held_until__lt=now)
        return bool(Consumer.objects.filter(free, name=self.name).update(holder=self.holder, held_until=now + LEASE))
