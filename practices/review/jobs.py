"""What comes due by itself: reminders of steps and requests, and the end of what is personal."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import TaskState

from core.mail.queue import forget_mails
from practices.review.models import DatedTaskState, SignOff
from practices.review.signing import mail_link
from practices.review.task_mails import tell_group

#: A request is called to mind once, when no more than this is left of its time.
REMINDER = timedelta(days=5)
#: Who agreed is known so long after the answer: until then somebody may ask on whose word it was published.
KEPT_ANSWERED = timedelta(days=3 * 365)
#: And so long after the end of a request that was not answered.
KEPT_UNANSWERED = timedelta(days=90)


def remind() -> str:
    """One mail more to the group whose step is late, and to the firm whose link ends soon."""
    late = 0
    states = DatedTaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, due_on__lt=timezone.localdate(), reminded_at=None
    )
    for state in states.select_related("task", "workflow_state"):
        with transaction.atomic():
            if states.filter(pk=state.pk).update(reminded_at=timezone.now()):
                late += tell_group(state, state.task.specific, late=True)
    now = timezone.now()
    ending = SignOff.objects.filter(
        answered_at=None, withdrawn_at=None, reminded_at=None, expires_at__gt=now, expires_at__lte=now + REMINDER
    ).exclude(requested_at__gt=now - timedelta(days=2))
    reminded = 0
    for sign_off in ending.select_related("page"):
        with transaction.atomic():
            if ending.filter(pk=sign_off.pk).update(reminded_at=now):
                mail_link(sign_off, sign_off.page.get_latest_revision_as_object(), reminder=True)
                reminded += 1
    return f"{late} zu späten Aufgaben, {reminded} zu Freigaben" if late or reminded else ""


@transaction.atomic
def erase_old() -> str:
    """Erase addresses, names and what was said. That a text was signed off, when and in which revision stays."""
    now = timezone.now()
    over = Q(answered_at__lt=now - KEPT_ANSWERED) | Q(answered_at=None, expires_at__lt=now - KEPT_UNANSWERED)
    old = list(SignOff.objects.filter(over, erased_at=None))
    for sign_off in old:
        forget_mails(sign_off.mails)
        sign_off.comments.all().delete()
    SignOff.objects.filter(pk__in=[sign_off.pk for sign_off in old]).update(
        address="", organisation="", answered_by="", message="", remark="", erased_at=now
    )
    return f"{len(old)} gelöscht" if old else ""
