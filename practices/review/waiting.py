"""What waits for whom: for the editors' home, the panel beside the form, and the report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from wagtail.models import TaskState

from practices.access import practices_of
from practices.models import PracticePage
from practices.review.models import DatedTaskState, SignOff


@dataclass(frozen=True, slots=True)
class Waiting:
    """A step of the workflow that somebody has to do. `page` is the practice as its list shows it."""

    page: PracticePage
    task: str
    due_on: date | None
    since: Any

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.due_on < timezone.localdate()


def open_tasks() -> Any:
    """All steps that wait, the most urgent first."""
    states = DatedTaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    return states.select_related("task", "workflow_state").order_by("due_on", "started_at")


def waiting_for(user: Any) -> list[Waiting]:
    """The steps that `user` may do, the most urgent first. Some ten queries, however many wait."""
    mine = TaskState.objects.reviewable_by(user).values("pk")
    return as_waiting(open_tasks().filter(pk__in=mine))


def as_waiting(states: Any) -> list[Waiting]:
    rows = list(states)
    pages = PracticePage.objects.in_bulk({int(state.workflow_state.object_id) for state in rows})
    found = ((pages.get(int(state.workflow_state.object_id)), state) for state in rows)
    return [Waiting(page, state.task.name, state.due_on, state.started_at) for page, state in found if page]


def open_sign_offs(user: Any) -> Any:
    """The links that wait for a firm's answer, of practices that `user` finds; those that end soon first."""
    unanswered = SignOff.objects.filter(answered_at=None, withdrawn_at=None, expires_at__gt=timezone.now())
    return unanswered.filter(page__in=practices_of(user).values("pk")).select_related("page").order_by("expires_at")


def returned_to(user: Any) -> Any:
    """Practices that `user` handed in and that came back: as workflow states, the newest first."""
    states = user.requested_workflows.filter(status="needs_changes").select_related("current_task_state__task")
    return states.order_by("-created_at")
