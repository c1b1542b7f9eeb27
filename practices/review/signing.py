"""Asking the firm for its sign-off, and what follows from its answer. Each change of state is one function."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import TaskState

from core.mail.queue import forget_mails, queue_mail
from practices.review.fingerprint import fingerprint
from practices.review.models import Decision, SignOff, SignOffComment, SignOffTask
from practices.review.models.gate import sign_off_missing, sign_off_needed
from practices.review.sections import BY_ID

REQUESTED = "practices.sign_off.request"
WITHDRAWN = "practices.sign_off.withdraw"
ANSWERED = "practices.sign_off.answer"


class NotOpen(Exception):
    """The request has been answered, withdrawn, or is over."""


@transaction.atomic
def request_sign_off(
    page: Any, *, address: str, organisation: str, days: int, user: Any = None, message: str = ""
) -> SignOff:
    """Send the newest draft of `page` to `address`, as a link that holds for `days`. An earlier open link ends.

    The draft is saved once more, as nobody's revision: the editor's autosave then cannot write over what was sent.
    """
    for earlier in SignOff.objects.filter(page_id=page.pk, answered_at=None, withdrawn_at=None):
        withdraw(earlier, user)
    draft = page.get_latest_revision_as_object()
    revision = draft.save_revision(changed=False, clean=False)
    log(instance=draft, action=REQUESTED, user=user, revision=revision)
    sign_off = SignOff.objects.create(
        page_id=page.pk,
        revision=revision,
        fingerprint=fingerprint(revision.content),
        address=address,
        organisation=organisation,
        message=message,
        requested_by=user,
        expires_at=timezone.now() + timedelta(days=days),
    )
    mail_link(sign_off, draft)
    return sign_off


def mail_link(sign_off: SignOff, draft: Any, *, reminder: bool = False) -> None:
    """Mail the link to the newest draft of the practice; promises only what the gate holds."""
    revision = sign_off.page.get_latest_revision()
    context = {
        "title": draft.title,
        "is_public": draft.live,
        "needed": sign_off_needed(sign_off.page_id, revision.content),
        "sign_off": sign_off,
        "reminder": reminder,
        "link": settings.BASE_URL + reverse("practice-sign-off", args=[sign_off.key]),
    }
    queue_mail("sign_off_request", sign_off.address, context, about=sign_off.mails)


@transaction.atomic
def withdraw(sign_off: SignOff, user: Any = None) -> None:
    """End an open request: its link shows nothing any more, and a mail that still waits is not sent."""
    sign_off.withdrawn_at = timezone.now()
    sign_off.save(update_fields=["withdrawn_at"])
    forget_mails(sign_off.mails)
    log(instance=sign_off.page, action=WITHDRAWN, user=user, revision=sign_off.revision)


@transaction.atomic
def answer(
    sign_off: SignOff,
    decision: Decision,
    *,
    answered_by: str,
    organisation: str,
    remark: str = "",
    comments: Mapping[str, str] | None = None,
) -> None:
    """Keep the firm's answer and go on in the workflow: publish what is approved, or send it back to the editors.

    An approval counts for the text that was shown. Has an editor changed it since, nothing is published, and the
    editors are told so.

    Raises:
        NotOpen: nothing has been changed.
    """
    sign_off = SignOff.objects.select_for_update().select_related("page").get(pk=sign_off.pk)
    if not sign_off.is_open:
        raise NotOpen
    sign_off.decision, sign_off.answered_at = decision, timezone.now()
    sign_off.answered_by, sign_off.organisation, sign_off.remark = answered_by, organisation, remark
    sign_off.save(update_fields=["decision", "answered_at", "answered_by", "organisation", "remark"])
    kept = [SignOffComment(sign_off=sign_off, section=key, text=text) for key, text in (comments or {}).items()]
    SignOffComment.objects.bulk_create(kept)
    # Nothing personal: the page's history is not erased.
    log(instance=sign_off.page, action=ANSWERED, revision=sign_off.revision, data={"decision": decision})
    outdated = _go_on(sign_off)
    _tell_editors(sign_off, outdated=outdated)


def waiting_state(page: Any) -> Any | None:
    """The step „Freigabe durch Praxisgeber“ of the page's workflow, if it is the one that waits."""
    state = page.current_workflow_task_state
    return state if state is not None and isinstance(state.task.specific, SignOffTask) else None


def _go_on(sign_off: SignOff) -> bool:
    """Move the workflow. True: the text has changed since, so the approval does not let it pass."""
    page = sign_off.page
    revision = page.get_latest_revision()
    outdated = revision is not None and fingerprint(revision.content) != sign_off.fingerprint
    state = waiting_state(page)
    if state is None or state.status != TaskState.STATUS_IN_PROGRESS:
        return outdated
    if sign_off.decision == Decision.CHANGES:
        state.reject(comment=as_text(sign_off))
    elif revision is not None and not sign_off_missing(page.pk, revision.content):
        state.approve(comment=_("Freigegeben durch den Praxisgeber, per Link."))
    return outdated


def as_text(sign_off: SignOff) -> str:
    """All that the firm said, as plain text."""
    parts = [sign_off.remark] if sign_off.remark else []
    for comment in sign_off.comments.all():
        section = BY_ID.get(comment.section)
        parts.append(f"{section.label if section else comment.section}: {comment.text}")
    return "\n\n".join(parts)


def _tell_editors(sign_off: SignOff, *, outdated: bool) -> None:
    editor = sign_off.requested_by
    address = (editor.email if editor is not None and editor.is_active else "") or settings.OFFICE_EMAIL
    if not address:
        return
    context = {
        "title": sign_off.page.get_latest_revision_as_object().title,
        "sign_off": sign_off,
        "approved": sign_off.decision == Decision.APPROVED,
        "outdated": outdated,
        "said": as_text(sign_off),
        "link": settings.BASE_URL + reverse("practice_review", args=[sign_off.page_id]),
    }
    queue_mail("sign_off_answered", address, context, about=sign_off.mails)
