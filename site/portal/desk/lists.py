"""The lists of the desk, each as far as `user` may see it, in the order in which one would work them off."""

from __future__ import annotations

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState
from wagtail.permissions import policy_registry

from core.links.models import LinkUse
from core.links.reporting import broken_uses
from core.permissions.policy import EXPLORE
from practices.access import practices_of
from practices.choices import TierReached
from practices.models import PracticePage
from practices.review import waiting
from practices.review.models import SignOff
from practices.upkeep.models import Answer, ReviewRequest
from search.tuning.asked import MOST_ROWS, WINDOW, Asked, Which, asked
from search.tuning.report import PERMISSION as MAY_SEE_SEARCHES

#: What of the history tells editors something; saving a draft every few seconds does not.
_TOLD = (
    *("wagtail.create", "wagtail.publish", "wagtail.unpublish", "wagtail.delete", "wagtail.revert", "wagtail.rename"),
    *("wagtail.schedule.publish", "wagtail.workflow.start", "wagtail.workflow.approve", "wagtail.workflow.reject"),
    "practices.confirmed",
)


def pages_of(user: Any) -> QuerySet[Page]:
    """The pages that `user` finds in the admin: a Verbund-Team its own, the office all."""
    pages: QuerySet[Page] = policy_registry.get_by_type(Page).explorable_instances(user)
    return pages


def may_use(user: Any) -> bool:
    """Whether somebody works with pages at all, or may look at their lists."""
    return bool(policy_registry.get_by_type(Page).user_has_any_permission(user, EXPLORE))


def tasks_for(user: Any) -> QuerySet[TaskState]:
    """Workflow tasks that wait for `user`, the most urgent first: also those of pages that are no practices, which
    have no day (`due_on`)."""
    states = TaskState.objects.reviewable_by(user).select_related("revision__user", "task", "workflow_state__workflow")
    dated = states.annotate(due_on=F("datedtaskstate__due_on"))
    return dated.order_by(F("due_on").asc(nulls_last=True), "started_at", "pk")


def returned_to(user: Any) -> QuerySet[WorkflowState]:
    """What `user` has handed in and got back, the newest first."""
    states: QuerySet[WorkflowState] = waiting.returned_to(user)
    return states.select_related("current_task_state__task", "current_task_state__revision")


def sign_offs_for(user: Any) -> QuerySet[SignOff]:
    """Firms that have not answered yet; those whose link ends first on top."""
    sign_offs: QuerySet[SignOff] = waiting.open_sign_offs(user)
    return sign_offs


def submitted_by(user: Any) -> QuerySet[WorkflowState]:
    """What `user` has sent on its way, is not there yet and has not come back."""
    mine = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS, requested_by=user)
    return mine.select_related("current_task_state__task", "current_task_state__revision").order_by(
        "-created_at", "-pk"
    )


def answers_for(user: Any) -> QuerySet[ReviewRequest]:
    """What owners have changed and nobody has published or taken back yet."""
    waiting = ReviewRequest.objects.filter(
        answer__in=[Answer.CHANGED, Answer.ENDED],
        page__has_unpublished_changes=True,
        page__in=practices_of(user).values("pk"),
    )
    return waiting.select_related("page").order_by("answered_at", "pk")


def due_for(user: Any) -> QuerySet[PracticePage]:
    """Public practices that are due or no longer confirmed, the longest due first, with who was asked last."""
    last = ReviewRequest.objects.filter(page=OuterRef("pk"), due_on=OuterRef("next_review_on")).order_by("-sent_at")
    due = practices_of(user).filter(live=True, next_review_on__lte=timezone.localdate()).select_related("verbund")
    return due.annotate(
        last_asked=Subquery(last.values("asked")[:1]), last_answer=Subquery(last.values("answer")[:1])
    ).order_by("next_review_on", "pk")


def incomplete_for(user: Any) -> QuerySet[PracticePage]:
    """Practices that are no Vollbeschreibung yet: first those that are public and not even a Kurzsteckbrief."""
    pages = practices_of(user).exclude(tier=TierReached.FULL).select_related("verbund")
    return pages.order_by("-live", "-tier", "-latest_revision_created_at", "pk")


def broken_for(user: Any) -> QuerySet[LinkUse]:
    """Broken links on live pages, the longest broken first."""
    uses: QuerySet[LinkUse] = broken_uses().filter(page__in=pages_of(user).values("pk"))
    return uses.order_by("link__first_failed_on", "pk")


def changes_for(user: Any) -> QuerySet[PageLogEntry]:
    """What happened to pages, the newest first."""
    entries = PageLogEntry.objects.filter(action__in=_TOLD, page__in=pages_of(user).values("pk"))
    return entries.select_related("user", "content_type").order_by("-timestamp", "-pk")


def searched_in_vain(user: Any, limit: int = MOST_ROWS) -> list[Asked]:
    """What people looked for in the last 30 days and did not find; nothing for whoever may not see that."""
    return asked(WINDOW.days, Which.WITHOUT_RESULT, limit=limit) if user.has_perm(MAY_SEE_SEARCHES) else []
