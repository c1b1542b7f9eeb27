"""Asking whether practices are still true: the contact, the deputy, the Verbund, the office, until somebody answers."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from core.mail.models import OutgoingMail
from core.mail.queue import queue_mail
from practices.models import PracticePage
from practices.upkeep.models import Asked, ReviewRequest
from practices.upkeep.owners import address_of, chain, undeliverable

#: Nobody has answered by then: the next is asked.
PATIENCE = timedelta(days=14)
#: So many mails in one go: the rest follows half a day later.
_AT_ONCE = 200


def ask_all() -> str:
    """Ask for every practice that is due; one mail a step, however often this runs."""
    asked = 0
    due = PracticePage.objects.live().filter(next_review_on__lte=timezone.localdate()).order_by("next_review_on", "pk")
    for page in due.iterator(100):
        asked += ask(page)
        if asked >= _AT_ONCE:
            break
    return f"{asked} gefragt" if asked else ""


@transaction.atomic
def ask(page: PracticePage) -> bool:
    """Send the next mail of this cycle, if one is to be sent."""
    if page.next_review_on is None:
        return False
    requests = list(ReviewRequest.objects.filter(page=page, due_on=page.next_review_on).order_by("sent_at", "pk"))
    if any(request.answered_at for request in requests):
        return False
    if requests and not _is_over(requests[-1]):
        return False
    done = {request.asked for request in requests}
    steps = chain(page)
    step, address = next(((step, to) for step, to in steps if step not in done), (None, ""))
    if step is None:
        return False
    request = ReviewRequest.objects.create(page=page, due_on=page.next_review_on, asked=step)
    context = {
        "page": page,
        "page_url": settings.BASE_URL + (page.url or "/"),
        "link": f"{settings.BASE_URL}/praxisbeispiel-bestaetigen/{request.key}/",
        "asked": step,
        "is_last": step == steps[-1][0],
        "days": PATIENCE.days,
    }
    queue_mail("practice_review", address, context, about=request.mails)
    return True


def _is_over(request: ReviewRequest) -> bool:
    """Nobody has answered in time, the mail could not be delivered, or has come back."""
    if request.sent_at + PATIENCE <= timezone.now():
        return True
    if undeliverable([address_of(request.page, Asked(request.asked))]):
        return True
    return OutgoingMail.objects.filter(about=request.mails, state=OutgoingMail.State.FAILED).exists()
