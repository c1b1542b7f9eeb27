"""Digests: what is new in a search since the last one. Never an empty mail, never a record twice."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from core.mail.queue import queue_mail
from exchange.searches.actions import address_of, mail_context, next_digest
from exchange.searches.models import SavedSearch
from search.engine import EngineUnavailable
from search.query import MAX_PAGE_SIZE, Sort
from search.results import Hit
from search.service import search

logger = logging.getLogger(__name__)

#: Records that a digest names; of more it says how many there are.
NAMED = 20
#: An index may be behind: what was published shortly before a digest is looked for by the next one too.
_OVERLAP = timedelta(hours=2)


def send_digests() -> str:
    """Queue the digests that are due. One that cannot be made stays due, and the others go on."""
    now = timezone.now()
    sent = 0
    for key in list(SavedSearch.objects.filter(next_digest_at__lte=now).values_list("pk", flat=True)):
        try:
            sent += _digest(key, now)
        except EngineUnavailable as error:
            logger.warning("Digests wait for the search: %s", error)
            break
    return f"{sent} verschickt"


@transaction.atomic
def _digest(key: int, now: datetime) -> bool:
    saved = SavedSearch.objects.select_for_update().filter(pk=key, next_digest_at__lte=now).first()
    if saved is None or saved.new_since is None:
        return False
    new = _new(saved)
    if new:
        manage = address_of(saved)
        queue_mail(
            "saved_search_digest",
            saved.email,
            {
                **mail_context(saved),
                "hits": [{"hit": hit, "url": settings.BASE_URL + hit.url} for hit in new[:NAMED]],
                "more": max(len(new) - NAMED, 0),
                "number": len(new),
            },
            headers={
                "List-Unsubscribe": f"<{manage}beenden/>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
            about=saved.mails,
        )
    since = max(now - _OVERLAP, saved.new_since)
    told = {hit.document.id for hit in new} | set(saved.told)
    saved.new_since = since
    saved.told = sorted(told)[-1000:]
    saved.next_digest_at = next_digest(saved.frequency, now)
    saved.save(update_fields=["new_since", "told", "next_digest_at"])
    return bool(new)


def _new(saved: SavedSearch) -> list[Hit]:
    """What the public sees, has all the words, and was published since; what only comes near is no news."""
    read = saved.read()
    result = search(replace(read.query, sort=Sort.NEWEST, page=1, page_size=MAX_PAGE_SIZE), unknown=read.unknown)
    if result.match != "words" or saved.new_since is None:
        return []
    told = set(saved.told)
    return [
        hit
        for hit in result.hits
        if hit.document.published_at and hit.document.published_at >= saved.new_since and hit.document.id not in told
    ]
