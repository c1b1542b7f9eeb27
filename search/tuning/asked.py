"""What people look for: the sums that may be shown, and the end of the days that may not be kept.

Shown is only what was asked for at least FEWEST times within 30 days.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet, Sum
from django.utils import timezone

from search.german.fold import fold
from search.tuning.models import DailyQuery
from search.tuning.privacy import normalised

FEWEST = 3
WINDOW = timedelta(days=30)
KEPT_FOR = timedelta(days=396)
PERIODS = (30, 90, 365)
MOST_ROWS = 200

_completions: Sequence[tuple[str, str]] = ()
_read_again = 0.0


class Which(StrEnum):
    ALL = "alle"
    WITHOUT_RESULT = "ohne-treffer"
    WITHOUT_CLICK = "ohne-klick"


@dataclass(frozen=True, slots=True)
class Asked:
    """A query's sums over a period."""

    text: str
    searches: int
    without_result: int
    clicks: int


def asked(days: int, which: Which = Which.ALL, *, limit: int = MOST_ROWS) -> list[Asked]:
    """The most frequent queries of the last `days`.

    `which`: all; those that found nothing at least half of the time; those that found something nobody opened.
    """
    rows = _sums(days)
    if which is Which.WITHOUT_RESULT:
        rows = rows.filter(failed__gt=0, failed__gte=F("asked") / 2.0).order_by("-failed", "text")
    elif which is Which.WITHOUT_CLICK:
        rows = rows.filter(opened=0, failed__lt=F("asked")).order_by("-asked", "text")
    else:
        rows = rows.order_by("-asked", "text")
    return [Asked(row["text"], row["asked"], row["failed"], row["opened"]) for row in rows[:limit]]


def frequent_queries(beginning: str, limit: int) -> tuple[str, ...]:
    """Queries for completion that begin so, the most frequent first; none that mostly finds nothing."""
    typed = fold(normalised(beginning))
    if not typed:
        return ()
    found = (text for text, folded in _successful() if folded.startswith(typed) and folded != typed)
    return tuple(islice(found, limit))


def _successful() -> Sequence[tuple[str, str]]:
    """Common queries that mostly find something, and folded; read once in some seconds, not at every key."""
    global _completions, _read_again
    if time.monotonic() >= _read_again:
        rows = _sums(WINDOW.days).filter(failed__lt=F("asked") / 2.0).order_by("-asked", "text")
        texts = rows.values_list("text", flat=True)[:MOST_ROWS]
        _completions = tuple((text, fold(text)) for text in texts)
        _read_again = time.monotonic() + settings.SEARCH_TERMS_KEPT
    return _completions


@transaction.atomic
def tidy() -> str:
    """Mark what is common, delete what may not be kept; says what was done. Harmless to repeat."""
    today = timezone.localdate()
    recent = DailyQuery.objects.filter(day__gt=today - WINDOW)
    recent.filter(common=False, text__in=_frequent_texts()).update(common=True)
    rare, _ = DailyQuery.objects.filter(day__lte=today - WINDOW, common=False).delete()
    old, _ = DailyQuery.objects.filter(day__lt=today - KEPT_FOR).delete()
    return f"{rare} seltene und {old} alte Zeilen gelöscht"


def _frequent_texts() -> QuerySet[DailyQuery, str]:
    rows = DailyQuery.objects.filter(day__gt=timezone.localdate() - WINDOW).values("text")
    return rows.annotate(often=Sum("searches")).filter(often__gte=FEWEST).values_list("text", flat=True)


def _sums(days: int) -> QuerySet[Any, Any]:
    rows = DailyQuery.objects.filter(day__gt=timezone.localdate() - timedelta(days=days))
    rows = rows.filter(Q(common=True) | Q(day__gt=timezone.localdate() - WINDOW, text__in=_frequent_texts()))
    sums = rows.values("text").annotate(asked=Sum("searches"), failed=Sum("without_result"), opened=Sum("clicks"))
    return sums.filter(asked__gte=FEWEST)
