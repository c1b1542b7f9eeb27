"""The sums of reads that are shown, and their end."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone
from wagtail.models import Page

from core.visibility import visible_to
from portal.reads.models import DailyReads

WINDOW = timedelta(days=30)
KEPT_FOR = timedelta(days=396)
MOST = 20


def by_month(since: date) -> list[tuple[date, dict[str, int]]]:
    """The reads of each month from `since` on by kind of page, the newest month first. One query."""
    months = DailyReads.objects.filter(day__gte=since).annotate(month=TruncMonth("day")).values("month", "kind")
    found: dict[date, dict[str, int]] = {}
    for row in months.annotate(number=Sum("reads")).order_by("-month", "kind"):
        found.setdefault(row["month"], {})[row["kind"]] = row["number"]
    return list(found.items())


def most_read() -> list[tuple[str, int]]:
    """Titles of the public pages that were read most in the last 30 days. Two queries."""
    recent = DailyReads.objects.filter(day__gt=timezone.localdate() - WINDOW).values("page_id")
    # More than are shown: some may be public no longer.
    sums = recent.annotate(number=Sum("reads")).order_by("-number", "page_id")[: 2 * MOST]
    numbers = {row["page_id"]: row["number"] for row in sums}
    titles = dict(visible_to(None, Page.objects.filter(pk__in=numbers)).values_list("pk", "title"))
    return [(titles[pk], number) for pk, number in numbers.items() if pk in titles][:MOST]


def erase_old() -> str:
    """Reads are compared by months of a year; older ones are of no use."""
    erased, _ = DailyReads.objects.filter(day__lt=timezone.localdate() - KEPT_FOR).delete()
    return f"{erased} gelöscht" if erased else ""
