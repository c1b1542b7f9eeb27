"""What can happen to a saved search: asked for, confirmed, changed, ended, erased when nobody confirmed it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from core.mail.queue import forget_mails, queue_mail
from exchange.searches.description import in_words
from exchange.searches.models import LONGEST, Frequency, SavedSearch
from search.query import DEFAULT_PAGE_SIZE, SearchQuery, Sort

#: A search that nobody confirms is erased after so long; the link in the mail is good for as long.
CONFIRM_WITHIN = timedelta(hours=48)
#: Raise it when the text of the consent (templates/exchange/consent.html) changes.
CONSENT_VERSION = "2026-11"
#: Searches of one address, and mails about setting them up: nobody can flood a stranger's mailbox.
MOST_SEARCHES = 20
MOST_NOTICES = 3
NOTICE_PAUSE = timedelta(minutes=10)
#: Digests go out in the morning, local time.
_HOUR = 6


class SearchTooLong(Exception):
    """The search has more parameters than can be kept."""


def parameters_of(query: SearchQuery) -> str:
    """A search as it is kept: without order and page, the same search always as the same string."""
    return replace(query, sort=Sort.RELEVANCE, page=1, page_size=DEFAULT_PAGE_SIZE).to_parameters()


@transaction.atomic
def subscribe(email: str, query: SearchQuery, frequency: Frequency) -> None:
    """Ask by mail whether the address wants to hear of this search. Nothing tells the caller what is known of it.

    Raises:
        SearchTooLong: the search does not fit.
    """
    parameters = parameters_of(query)
    if len(parameters) > LONGEST:
        raise SearchTooLong
    address = email.strip().lower()
    known = SavedSearch.objects.select_for_update().filter(email=address)
    digest = hashlib.sha256(parameters.encode()).hexdigest()
    saved = known.filter(parameters_hash=digest).first()
    if saved is None:
        if known.count() >= MOST_SEARCHES:
            return
        saved = SavedSearch.objects.create(
            email=address,
            parameters=parameters,
            parameters_hash=digest,
            frequency=frequency,
            consent_version=CONSENT_VERSION,
        )
    now = timezone.now()
    if saved.notices >= MOST_NOTICES or (saved.noticed_at and saved.noticed_at > now - NOTICE_PAUSE):
        return
    saved.notices += 1
    saved.noticed_at = now
    saved.save(update_fields=["notices", "noticed_at"])
    template = "saved_search_known" if saved.confirmed_at else "saved_search_confirm"
    queue_mail(template, saved.email, mail_context(saved), about=saved.mails)


def confirm(saved: SavedSearch) -> None:
    """The address wants it: what is published from now on is new. Again, it changes nothing."""
    now = timezone.now()
    SavedSearch.objects.filter(pk=saved.pk, confirmed_at__isnull=True).update(
        confirmed_at=now, new_since=now, next_digest_at=next_digest(saved.frequency, now), notices=0
    )


def change_frequency(saved: SavedSearch, frequency: Frequency) -> None:
    saved.frequency = frequency
    saved.next_digest_at = next_digest(frequency, timezone.now())
    saved.save(update_fields=["frequency", "next_digest_at"])


@transaction.atomic
def end(saved: SavedSearch) -> None:
    """Erase the search, with the address and all mails to it."""
    forget_mails(saved.mails)
    saved.delete()


def erase_unconfirmed() -> str:
    """Erase what nobody has confirmed in time."""
    late = SavedSearch.objects.filter(confirmed_at__isnull=True, created_at__lt=timezone.now() - CONFIRM_WITHIN)
    number = 0
    for saved in late:
        end(saved)
        number += 1
    return f"{number} gelöscht"


def next_digest(frequency: str, now: datetime) -> datetime:
    """The next morning, or the morning of the next Monday, after `now`."""
    local = timezone.localtime(now)
    morning = local.replace(hour=_HOUR, minute=0, second=0, microsecond=0)
    if morning <= local:
        morning += timedelta(days=1)
    if frequency == Frequency.WEEKLY:
        morning += timedelta(days=-morning.weekday() % 7)
    # As a wall clock shows it, also after the clocks have changed.
    return timezone.make_aware(morning.replace(tzinfo=None))


def address_of(saved: SavedSearch) -> str:
    return f"{settings.BASE_URL}/suche/benachrichtigen/{saved.key}/"


def mail_context(saved: SavedSearch) -> dict[str, object]:
    query = saved.read().query
    return {
        "search": in_words(query),
        "search_url": f"{settings.BASE_URL}/suche/" + (f"?{saved.parameters}" if saved.parameters else ""),
        "manage_url": address_of(saved),
        "frequency": saved.get_frequency_display(),
        "asked_on": saved.created_at,
        "hours": int(CONFIRM_WITHIN.total_seconds() // 3600),
    }
