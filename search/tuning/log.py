"""Counting what is looked for, without persons: noted in memory, written every few seconds by a thread.

A search never waits for it and never fails because of it. On a normal stop of the process the rest is written.
"""

from __future__ import annotations

import atexit
import logging
import os
import threading
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import SplitResult, parse_qs, urlsplit

from django.conf import settings
from django.db import DatabaseError, connection, connections, transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from search.query import SearchQuery
from search.signals import searched
from search.tuning.models import DailyQuery
from search.tuning.privacy import normalised

logger = logging.getLogger(__name__)

WRITE_EVERY = 5.0
#: Different queries that are counted in a day, and that wait in memory: a robot must not fill the table.
MOST_A_DAY = 5_000
MOST_WAITING = 1_000
_ROBOTS = ("bot", "crawl", "spider", "slurp", "curl", "wget", "python", "http", "java/", "monitor", "preview")

_NOWHERE = urlsplit("")

_UPSERT = """
INSERT INTO search_tuning_dailyquery (day, text, searches, without_result, clicks, common)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (day, text) DO UPDATE SET
    searches = search_tuning_dailyquery.searches + excluded.searches,
    without_result = search_tuning_dailyquery.without_result + excluded.without_result,
    clicks = search_tuning_dailyquery.clicks + excluded.clicks
"""

#: day and text -> searches, without result, clicks
_Counts = dict[tuple[date, str], tuple[int, int, int]]
_waiting: _Counts = {}
_lock = threading.Lock()
_writing = threading.Lock()
_writer_of: int | None = None
#: What else is counted in memory, and is written by the same thread.
_others: list[Callable[[], int]] = []


def connect() -> None:
    """Listen to the pages of results."""
    searched.connect(_note, dispatch_uid="search.tuning.log")


def write_too(write: Callable[[], int]) -> None:
    """Have `write` called as often as `write_noted`; whoever notes something calls `keep_written`. In `ready()`."""
    _others.append(write)


def _note(request: HttpRequest, query: SearchQuery, found: bool, **kwargs: Any) -> None:
    if query.page == 1:
        note_search(request, query.text, found=found)


def note_search(request: HttpRequest, text: str, *, found: bool) -> None:
    """Count a search that a person made on a page; `found` is whether anything has what was typed.

    Choosing a filter or another order for the same words is the same search: the page it was done on says so.
    """
    kept = normalised(text)
    if kept and by_a_person(request) and asked_before(request) != kept:
        _add(kept, 1, 0 if found else 1, 0)


def note_click(request: HttpRequest) -> None:
    """Count that a result was opened, for the search on whose page it was."""
    if by_a_person(request) and (kept := asked_before(request)):
        _add(kept, 0, 0, 1)


def asked_before(request: HttpRequest) -> str:
    """What was looked for on the page of this site from which the visitor comes, as it is counted; else empty."""
    came_from = _came_from(request)
    try:
        return normalised(parse_qs(came_from.query, max_num_fields=100).get("q", [""])[-1])
    except ValueError:
        return ""


def write_noted() -> int:
    """Write what is waiting; returns how many rows. What cannot be written waits on."""
    with _writing:
        with _lock:
            taken = dict(_waiting)
            _waiting.clear()
        if not taken:
            return 0
        try:
            return _write(taken)
        except DatabaseError as error:
            logger.warning("What was looked for could not be written, it waits: %s", error)
            for key, counts in taken.items():
                _add_to(key, counts)
            return 0


def forget_noted() -> None:
    """Let go of what is waiting; for tests."""
    with _lock:
        _waiting.clear()


def _write(counts: Mapping[tuple[date, str], tuple[int, int, int]]) -> int:
    with transaction.atomic():
        known = {key for key in counts if DailyQuery.objects.filter(day=key[0], text=key[1]).exists()}
        room = {
            day: max(0, MOST_A_DAY - DailyQuery.objects.filter(day=day).count()) for day in {day for day, _ in counts}
        }
        rows: list[tuple[Any, ...]] = []
        # In one order everywhere: two processes that write the same rows must not wait for each other.
        for key in sorted(counts):
            if key not in known:
                if not room[key[0]]:
                    continue
                room[key[0]] -= 1
            rows.append((*key, *counts[key], False))
        with connection.cursor() as cursor:
            cursor.executemany(_UPSERT, rows)
        return len(rows)


def _add(text: str, searches: int, without_result: int, clicks: int) -> None:
    _add_to((timezone.localdate(), text), (searches, without_result, clicks))
    keep_written()


def _add_to(key: tuple[date, str], counts: tuple[int, int, int]) -> None:
    with _lock:
        before = _waiting.get(key)
        if before is None and len(_waiting) >= MOST_WAITING:
            return
        first, second, third = before or (0, 0, 0)
        _waiting[key] = (first + counts[0], second + counts[1], third + counts[2])


def _came_from(request: HttpRequest) -> SplitResult:
    """The page of this site with the link to this one; an empty address when it is another site's, or not told."""
    try:
        address = urlsplit(request.headers.get("Referer", "")[:2000])
    except ValueError:
        return _NOWHERE
    return address if address.netloc == request.get_host() else _NOWHERE


def by_a_person(request: HttpRequest) -> bool:
    """As far as can be told: robots that say so, and pages that a browser fetches in advance, are none.

    Nor is it counted where an editor looks at a search from the admin.
    """
    if _came_from(request).path.startswith(reverse("wagtailadmin_home")):
        return False
    agent = request.headers.get("User-Agent", "").lower()
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return bool(agent) and not any(word in agent for word in _ROBOTS) and "prefetch" not in ahead


def keep_written() -> None:
    """Start the thread, once in a process: threads do not survive a fork. Tests write by hand."""
    global _writer_of
    if _writer_of == os.getpid() or settings.SEARCH_DELIVERY == "manual":
        return
    with _lock:
        if _writer_of == os.getpid():
            return
        _writer_of = os.getpid()
    for write in (write_noted, *_others):
        atexit.register(write)
    threading.Thread(target=_write_on_and_on, name="search-log", daemon=True).start()


def _write_on_and_on() -> None:
    pause = threading.Event()
    while True:
        pause.wait(WRITE_EVERY)
        try:
            for write in (write_noted, *_others):
                write()
        except Exception:
            # A thread that dies would count nothing more, without a word.
            logger.exception("What was looked for or read could not be written; it goes on.")
        finally:
            connections.close_all()
