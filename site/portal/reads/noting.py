"""Counting reads: noted in memory and written with what is searched, so that no reader waits and no read writes.

Not counted are programs that say what they are, pages that a browser fetches in advance, and who is logged in. A
program that says it is a browser is counted: an honest number is a little too high.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from search.sources import registered_sources
from search.tuning.log import by_a_person, keep_written

logger = logging.getLogger(__name__)

_UPSERT = """
INSERT INTO reads_dailyreads (day, page_id, kind, reads) VALUES (%s, %s, %s, %s)
ON CONFLICT (day, page_id) DO UPDATE SET reads = reads_dailyreads.reads + excluded.reads
"""

_waiting: dict[tuple[date, int, str], int] = {}
_lock = threading.Lock()


class CountReads:
    """A record's own page that was asked for and given is a read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "GET" and response.status_code == 200:
            context: dict[str, Any] = getattr(response, "context_data", None) or {}
            if (kind := _kind_of(context.get("page"))) and _is_reader(request):
                _note(timezone.localdate(), context["page"].pk, kind)
        return response


def write_noted() -> int:
    """Write what is waiting; returns how many rows. What cannot be written waits on."""
    with _lock:
        taken = dict(_waiting)
        _waiting.clear()
    if not taken:
        return 0
    # In one order everywhere: two processes that write the same rows must not wait for each other.
    rows = [(*key, taken[key]) for key in sorted(taken)]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(_UPSERT, rows)
    except DatabaseError as error:
        logger.warning("What was read could not be written, it waits: %s", error)
        for key, number in taken.items():
            _add(key, number)
        return 0
    return len(rows)


def forget_noted() -> None:
    """Let go of what is waiting; for tests."""
    with _lock:
        _waiting.clear()


def _kind_of(page: Any) -> str:
    return next((source.art for source in registered_sources() if isinstance(page, source.model)), "")


def _is_reader(request: HttpRequest) -> bool:
    """Only the team logs in; its session's cookie says so without a question to the database."""
    return by_a_person(request) and settings.SESSION_COOKIE_NAME not in request.COOKIES


def _note(day: date, page_id: int, kind: str) -> None:
    _add((day, page_id, kind), 1)
    keep_written()


def _add(key: tuple[date, int, str], number: int) -> None:
    with _lock:
        _waiting[key] = _waiting.get(key, 0) + number
