"""What can happen to a message: it is passed on, with a copy to who wrote it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.mail.models import OutgoingMail
from core.mail.queue import queue_mail
from partners.contact import mail_to

#: Messages to one page, and copies to one address, in an hour: whoever writes from many places floods nobody.
PER_PAGE = 30
PER_SENDER = 5


class TooManyMessages(Exception):
    """The page or the sender's address has had its share of this hour."""


@transaction.atomic
def pass_on(page: Any, *, name: str, email: str, message: str) -> None:
    """Send a visitor's message to the people behind `page`, who answer to `email`, and a copy to `email`.

    Raises:
        TooManyMessages: nothing was sent.
    """
    recent = OutgoingMail.objects.filter(created_at__gt=timezone.now() - timedelta(hours=1))
    about = f"contact:{page.pk}"
    if (
        recent.filter(about=about, template="contact").count() >= PER_PAGE
        or recent.filter(to__iexact=email, template="contact_copy").count() >= PER_SENDER
    ):
        raise TooManyMessages
    context = {"page": page, "name": name, "email": email, "message": message}
    queue_mail("contact", mail_to(page), context, headers={"Reply-To": email}, about=about)
    queue_mail("contact_copy", email, context, about=about)
