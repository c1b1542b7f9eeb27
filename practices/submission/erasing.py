"""How long what somebody sent in is kept, and its end."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.mail.queue import forget_mails
from practices.submission.models import Submission

#: Unfinished, since it was last saved.
OPEN_KEPT = timedelta(days=30)
#: Sent in, since it was decided; without a decision, since it was sent.
ADDRESS_KEPT, UNDECIDED_KEPT = timedelta(days=90), timedelta(days=730)


def erase_old() -> str:
    """Erase submissions with their addresses and mails; the practice that one became stays."""
    now = timezone.now()
    late = Submission.objects.filter(
        Q(sent_at__isnull=True, changed_at__lt=now - OPEN_KEPT)
        | Q(settled_at__lt=now - ADDRESS_KEPT)
        | Q(sent_at__lt=now - UNDECIDED_KEPT)
    )
    number = 0
    for submission in late:
        erase(submission)
        number += 1
    return f"{number} gelöscht"


@transaction.atomic
def erase(submission: Submission) -> None:
    """With its mails, also those that still wait."""
    forget_mails(submission.mails)
    submission.delete()
