"""Keeping the noted tiers true: new rules (`tiers.py`), or a row that was changed past them, leave old notes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from core.periodic import register_periodic
from practices.models import PracticePage
from practices.tiers import missing

#: Every practice has its turn once a day, a part of them at a time, so that no other job waits for long.
_TURNS = 144
#: More often than turns change: a run that begins late must not leave one out.
_EVERY = timedelta(days=1) / _TURNS / 2


def register() -> None:
    """Called once, when Django is ready."""
    register_periodic("stufen-nachrechnen", _EVERY, recount_some)


def recount(pages: Iterable[PracticePage]) -> int:
    """Note the tier of each page's newest draft, and what it lacks; how many notes were out of date. Nothing else
    changes: no revision, no date, nothing in the search."""
    changed = 0
    for page in pages:
        lacks = missing(page.get_latest_revision_as_object())
        noted = {"tier": lacks.reached, "lacking": lacks.named}
        outdated = PracticePage.objects.filter(pk=page.pk).exclude(**noted)
        changed += outdated.update(**noted)
    return changed


def recount_some() -> str:
    """Those practices whose turn it is at this time of the day."""
    now = timezone.localtime()
    turn = (now.hour * 60 + now.minute) * _TURNS // (24 * 60)
    keys = [pk for pk in PracticePage.objects.values_list("pk", flat=True) if pk % _TURNS == turn]
    changed = recount(PracticePage.objects.filter(pk__in=keys).iterator(100))
    return f"{changed} geändert" if changed else ""
