"""The workflow of practices: Fachredaktion, then the firm, then it is public. Made once; then it is the office's."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from core.permissions.roles import EDITORS, REVIEWERS
from practices.actions import practice_index
from practices.review.criteria import load_start_criteria
from practices.review.models import EditorialTask, SignOffTask

WORKFLOW = "Praxisbeispiel prüfen und freigeben"
EDITORIAL, SIGN_OFF = "Fachredaktion", "Freigabe durch Praxisgeber"


@dataclass(frozen=True, slots=True)
class Made:
    """What was missing. `assigned`: the list of practices had no workflow of its own."""

    workflow: bool
    assigned: bool
    criteria: int


@transaction.atomic
def ensure_workflow() -> Made:
    """See to it that practices have the workflow and the checklist. Again and again without harm: what the office has
    changed or assigned stays as it is.

    Raises:
        practices.actions.NoPracticeIndex: there is no list of practices to assign it to.
    """
    index = practice_index()
    reviewers, _ = Group.objects.get_or_create(name=REVIEWERS)
    editors, _ = Group.objects.get_or_create(name=EDITORS)
    workflow, is_new = Workflow.objects.get_or_create(name=WORKFLOW)
    if is_new:
        steps = (
            (EditorialTask.objects.create(name=EDITORIAL, days=7), [reviewers]),
            # Whoever may publish can do without the firm; the Fachredaktion alone can not.
            (SignOffTask.objects.create(name=SIGN_OFF, days=21), [reviewers, editors]),
        )
        for order, (task, groups) in enumerate(steps):
            task.groups.add(*groups)
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    _, assigned = WorkflowPage.objects.get_or_create(page_id=index.pk, defaults={"workflow": workflow})
    return Made(is_new, assigned, load_start_criteria())
