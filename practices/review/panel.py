"""Beside the practice's form: which step waits until when, what the checklist says, whether the firm has agreed."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from practices.review.fingerprint import fingerprint
from practices.review.models import Checklist, DatedTaskState, SignOff
from practices.review.models.gate import sign_off_missing


class ReviewPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "practices/review/admin/panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, **standing(self.instance)}


def standing(page: Any) -> dict[str, Any]:
    """Where a saved practice stands. Some ten queries."""
    state = page.current_workflow_task_state
    revision = page.get_latest_revision()
    checklist = Checklist.objects.filter(page_id=page.pk).prefetch_related("answers__criterion").first()
    return {
        "task_state": state,
        "due_on": state.due_on if isinstance(state, DatedTaskState) else None,
        "checklist": checklist,
        "checklist_outdated": checklist is not None
        and (revision is None or fingerprint(revision.content) != checklist.fingerprint),
        "sign_off": SignOff.objects.filter(page_id=page.pk).first(),
        "sign_off_needed": revision is not None and bool(revision.content.get("needs_sign_off")),
        "sign_off_missing": revision is not None and sign_off_missing(page.pk, revision.content),
    }
