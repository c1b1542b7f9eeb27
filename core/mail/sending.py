"""Sending what is queued, with growing pauses while the mail server does not take it.

A mail server that is away never undoes what a mail tells of: the mail is a row, written in the same transaction.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused

from django.core.mail import EmailMultiAlternatives
from django.db.models import F
from django.utils import timezone

from core.mail.models import OutgoingMail

logger = logging.getLogger(__name__)

#: A mail is given up after so many tries: about two days.
MOST_ATTEMPTS = 12
KEPT = timedelta(days=14)
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=8)
#: So long a mail is left to the process that has begun to send it.
_CLAIM = timedelta(minutes=10)
_AT_ONCE = 100
#: After a process was killed while it sent, another goes on after this; each mail is claimed by itself, so that two do
#: no harm.
LEASE = timedelta(minutes=2)


def send_waiting() -> str:
    """Send every mail whose time has come; those of other processes are left alone. Never raises for a mail server."""
    now = timezone.now()
    waiting = OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING, next_try_at__lte=now)
    sent = 0
    for key in list(waiting.order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]):
        # Claimed before it is sent: a process that dies in between sends it late, not twice.
        claimed = waiting.filter(pk=key).update(attempts=F("attempts") + 1, next_try_at=timezone.now() + _CLAIM)
        if claimed and _send(OutgoingMail.objects.get(pk=key)):
            sent += 1
    return f"{sent} gesendet" if sent else ""


def erase_old() -> str:
    """Erase what was sent, or given up, KEPT ago."""
    done = OutgoingMail.objects.filter(done_at__lt=timezone.now() - KEPT)
    number, _ = done.delete()
    return f"{number} gelöscht" if number else ""


def _is_final(error: Exception) -> bool:
    """Whether the mail server says that there is no such mailbox: trying again would not help (4xx: it might)."""
    return isinstance(error, SMTPRecipientsRefused) and all(code >= 500 for code, _ in error.recipients.values())


def _send(mail: OutgoingMail) -> bool:
    message = EmailMultiAlternatives(mail.subject, mail.text, None, [mail.to], headers=dict(mail.headers))
    message.attach_alternative(mail.html, "text/html")
    now = timezone.now()
    try:
        message.send()
    except (SMTPException, OSError, ValueError) as error:
        mail.error = f"{type(error).__name__}: {error}"[:300]
        if mail.attempts >= MOST_ATTEMPTS or _is_final(error):
            mail.state, mail.done_at = OutgoingMail.State.FAILED, now
        mail.next_try_at = now + min(_FIRST_PAUSE * 2 ** min(mail.attempts - 1, 20), _LONGEST_PAUSE)
        mail.save(update_fields=["error", "state", "done_at", "next_try_at"])
        logger.warning("Mail %s could not be sent (try %d): %s", mail.pk, mail.attempts, mail.error)
        return False
    mail.state, mail.done_at, mail.error = OutgoingMail.State.SENT, now, ""
    mail.save(update_fields=["state", "done_at", "error"])
    return True
