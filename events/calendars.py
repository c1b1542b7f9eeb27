"""Events as entries of a calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.conf import settings

from core.visibility import visible_to
from events.models import EventPage
from search.calendars import Entry


def public_entries(ids: Sequence[str]) -> Mapping[str, Entry]:
    """Entries of those of `ids` that everybody may see. A link for participants is in none of them."""
    pages = visible_to(None, EventPage.objects.filter(pk__in=[int(each) for each in ids if each.isdigit()]))
    return {str(page.pk): entry(page) for page in pages}


def entry(page: EventPage) -> Entry:
    return Entry(
        id=str(page.pk),
        title=page.title,
        starts_at=page.starts_at,
        ends_at=page.ends_at,
        all_day=page.all_day,
        url=settings.BASE_URL + (page.url or "/"),
        text="\n\n".join(filter(None, [page.summary, page.cancellation_reason if page.cancelled_at else ""])),
        location=", ".join(filter(None, [page.venue_name, " ".join(page.venue_address.split())]))
        or (page.get_format_display() if page.format else ""),
        sequence=page.sequence,
        changed_at=page.last_published_at or page.starts_at,
        cancelled=page.cancelled_at is not None,
    )
