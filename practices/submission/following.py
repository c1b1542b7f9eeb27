"""Where a submission stands, told by its page and its workflow, and the mail when that has changed."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from practices.submission import mails
from practices.submission.models import FINAL, State, Submission


def state_of(submission: Submission) -> tuple[State, str]:
    """Its state now, and what the sender has to know with it (a question, a reason). A few queries."""
    if not submission.is_sent:
        return State.OPEN, ""
    if submission.is_settled:
        return State(submission.state), submission.rejected_because
    page = submission.page
    if submission.rejected_because or page is None:
        return State.REJECTED, submission.rejected_because
    if page.live:
        return State.PUBLISHED, ""
    last = submission.messages.last()
    if last is not None and last.from_office:
        return State.QUESTION, last.text
    workflow = page.current_workflow_state
    if workflow is not None and workflow.status == WorkflowState.STATUS_NEEDS_CHANGES:
        refused = workflow.current_task_state
        if refused is not None and (last is None or (refused.finished_at and last.at < refused.finished_at)):
            return State.QUESTION, refused.comment or ""
    if submission.taken_at or last is not None or _is_worked_on(submission):
        return State.IN_REVIEW, ""
    return State.RECEIVED, ""


@transaction.atomic
def follow(submission: Submission) -> Submission:
    """Write down where it stands now, and tell the sender if that is new to them."""
    current = Submission.objects.select_for_update(of=("self",)).select_related("page").get(pk=submission.pk)
    state, text = state_of(current)
    if state == current.state:
        return current
    current.state = state
    if state in FINAL:
        current.settled_at = timezone.now()
    current.save(update_fields=["state", "settled_at"])
    mails.state(current, text)
    return current


def follow_all() -> str:
    """All that are sent and not decided."""
    changed = 0
    for submission in Submission.objects.filter(sent_at__isnull=False).exclude(state__in=FINAL).iterator():
        changed += follow(submission).state != submission.state
    return f"{changed} mit neuem Stand"


def _is_worked_on(submission: Submission) -> bool:
    """Whether somebody saved the draft since, or has finished a task of its workflow."""
    page = submission.page
    if page is None:
        return False
    if page.latest_revision_id != submission.revision_id:
        return True
    done = TaskState.objects.filter(workflow_state__in=page.workflow_states.all(), finished_at__isnull=False)
    return bool(done.exists())
