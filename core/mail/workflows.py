"""Wagtail's mails about workflows, through our queue: written with the step they tell of, sent when the server takes
them. Who gets one and who has switched them off is decided by Wagtail."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from wagtail.admin.mail import WorkflowStateApprovalEmailNotifier, WorkflowStateRejectionEmailNotifier
from wagtail.models import WorkflowState
from wagtail.signals import workflow_approved, workflow_rejected

from core.mail.queue import queue_mail


class QueuedApproval(WorkflowStateApprovalEmailNotifier):
    """To whoever has handed something in: it went through."""

    def send_notifications(self, template_set: Any, context: dict[str, Any], recipients: Any, **kwargs: Any) -> bool:
        return _queue("workflow_approved", context, recipients)


class QueuedRejection(WorkflowStateRejectionEmailNotifier):
    """To whoever has handed something in: it has to be worked on, and why."""

    def send_notifications(self, template_set: Any, context: dict[str, Any], recipients: Any, **kwargs: Any) -> bool:
        return _queue("workflow_rejected", context, recipients)


_RECEIVERS = (
    (workflow_approved, QueuedApproval(), "workflow_state_approved_email_notification"),
    (workflow_rejected, QueuedRejection(), "workflow_state_rejected_email_notification"),
)


def connect() -> None:
    """Put ours in the place of Wagtail's: under its own uid, so that whichever app is ready first, ours is connected
    and Wagtail's is not."""
    for signal, receiver, uid in _RECEIVERS:
        signal.disconnect(sender=WorkflowState, dispatch_uid=uid)
        signal.connect(receiver, sender=WorkflowState, dispatch_uid=uid)


def _queue(template: str, context: dict[str, Any], recipients: Any) -> bool:
    page = context.get("page")
    known = {
        "title": page.get_admin_display_title() if page else str(context["object"]),
        "workflow": context["workflow"].name,
        "task": context["task"].name if "task" in context else "",
        "comment": context.get("comment", ""),
        "link": settings.BASE_URL
        + (reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else reverse("wagtailadmin_home")),
    }
    for user in recipients:
        queue_mail(template, user.email, known)
    return True
