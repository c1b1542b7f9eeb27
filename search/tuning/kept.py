"""Something made of what editors keep, held in each process and made anew soon after a change."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from django.conf import settings
from django.db import DatabaseError

from search.tuning.models import Change

logger = logging.getLogger(__name__)

T = TypeVar("T")


class Kept(Generic[T]):
    """`make()` reads the database; it is called again after `kind` has changed. Safe for threads.

    Whether it has is looked at every SEARCH_TERMS_KEPT seconds.
    """

    def __init__(self, kind: str, make: Callable[[], T], before: T) -> None:
        self._kind, self._make, self._value = kind, make, before
        self._lock = threading.Lock()
        self._looked_at = float("-inf")
        self._number: int | None = None

    def get(self) -> T:
        """As it is now, or was a few seconds ago; while the database is away, as it was. One query now and then."""
        if time.monotonic() - self._looked_at >= settings.SEARCH_TERMS_KEPT and self._lock.acquire(blocking=False):
            try:
                self._look()
            except DatabaseError as error:
                logger.warning("%s could not be read, those known so far go on: %s", self._kind, error)
            finally:
                self._lock.release()
        return self._value

    def _look(self) -> None:
        self._looked_at = time.monotonic()
        number = Change.objects.filter(kind=self._kind).values_list("number", flat=True).first() or 0
        if number != self._number:
            self._value = self._make()
            self._number = number
