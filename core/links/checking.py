"""The job that asks links: a few at a time, one of each host, and what follows from the answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Min
from django.utils import timezone

from core.links.asking import Limits, ask
from core.links.models import UNCLEAR, Link, LinkUse, Reason

#: Failed on so many different days, a link is broken.
DAYS = 3
#: In one run: so many hosts, and none is begun after so many seconds. The next run is a minute later, so each host is
#: asked once in a minute at most, and mails do not wait long (they are sent by the same thread).
MOST = 20
SECONDS = 12.0
AFTER_SUCCESS = timedelta(days=7)
AFTER_FAILURE = timedelta(hours=22)
AFTER_BREAK = timedelta(days=3)
WITHOUT_NETWORK = timedelta(hours=1)
_NETWORK = frozenset({Reason.NAME, Reason.CONNECT, Reason.TIMEOUT})

Asking = Callable[[str], Reason | None]


def check_due() -> str:
    """Ask what is due, where the operator wants it."""
    if not settings.LINK_CHECK:
        return ""
    limits = Limits(name=f"Verbundforum-Linkpruefung (+{settings.BASE_URL}/)")
    return check(lambda url: ask(url, limits))


def check(asking: Asking) -> str:
    """Ask what is due by `asking`, which gives None or the reason why a link leads nowhere."""
    started = time.monotonic()
    answers: list[tuple[Link, Reason | None]] = []
    for link in _due():
        if time.monotonic() - started > SECONDS:
            break
        answers.append((link, asking(link.url)))
    if not answers:
        return ""
    now = timezone.now()
    if all(reason in _NETWORK for _, reason in answers) and not _network_is_there(asking):
        Link.objects.filter(pk__in=[link.pk for link, _ in answers]).update(next_check_at=now + WITHOUT_NETWORK)
        return "Kein Netz: nichts geprüft"
    for link, reason in answers:
        record(link, reason, now)
    return f"{len(answers)} Links geprüft"


def record(link: Link, reason: Reason | None, now: datetime) -> None:
    """Keep what a check said. Several failures on one day count once; what proves nothing changes nothing."""
    today = timezone.localdate(now)
    link.checked_at = now
    if reason is None:
        if link.state == Link.State.BROKEN:
            # When it breaks again, its owners are told again.
            LinkUse.objects.filter(link=link).update(reported_at=None)
        link.state, link.reason = Link.State.OK, ""
        link.failed_days, link.first_failed_on, link.last_failed_on = 0, None, None
        link.next_check_at = now + AFTER_SUCCESS
    elif reason in UNCLEAR:
        if not link.failed_days:
            link.state, link.reason = Link.State.UNCLEAR, reason
        link.next_check_at = now + (AFTER_FAILURE if link.failed_days else AFTER_SUCCESS)
    else:
        if link.last_failed_on != today:
            link.failed_days += 1
        link.first_failed_on, link.last_failed_on = link.first_failed_on or today, today
        broken = link.failed_days >= DAYS
        link.state, link.reason = (Link.State.BROKEN if broken else Link.State.FAILING), reason
        link.next_check_at = now + (AFTER_BREAK if broken else AFTER_FAILURE)
    link.save()


def _due() -> list[Link]:
    """The link of each host that has waited longest, those that have waited longest first."""
    due = Link.objects.filter(next_check_at__lte=timezone.now())
    hosts = due.order_by().values("host").annotate(first=Min("next_check_at")).order_by("first", "host")[:MOST]
    found = (due.filter(host=row["host"]).order_by("next_check_at", "pk").first() for row in list(hosts))
    return [link for link in found if link is not None]


def _network_is_there(asking: Asking) -> bool:
    """Whether something answers that did lately; where nothing is known to have, what was asked counts."""
    known = Link.objects.filter(state=Link.State.OK).order_by("-checked_at").values_list("url", flat=True)[:2]
    urls = list(known)
    return not urls or any(asking(url) not in _NETWORK for url in urls)
