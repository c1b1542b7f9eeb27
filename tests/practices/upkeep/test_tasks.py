"""What an owner changes stands in somebody's list of tasks, with a day, until it is decided."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from core.mail.models import OutgoingMail
from core.permissions.roles import REVIEWERS
from practices.models import PracticePage
from practices.review.models import DatedTaskState
from practices.review.waiting import waiting_for
from practices.review.workflow import ensure_workflow
from practices.upkeep.answering import ended, has_changed
from practices.upkeep.models import Asked, ReviewRequest
from tests import factories


@pytest.fixture
def practice(site):
    ensure_workflow()
    return factories.practice(title="Staplerschein", slug="stapler", outcome="<p>40 Menschen</p>")


@pytest.fixture
def reviewer(practice):
    user = get_user_model().objects.create_user("fach", "fach@example.org")
    user.groups.add(Group.objects.get(name=REVIEWERS))
    return user


def asked(page, days=0):
    due = timezone.localdate() - timedelta(days=days)
    return ReviewRequest.objects.create(page=page, due_on=due, asked=Asked.choices[0][0])


def change(page, text, days=0):
    page = PracticePage.objects.get(pk=page.pk)
    has_changed(asked(page, days), page, {"outcome": text}, "")


def outcome(page):
    return PracticePage.objects.get(pk=page.pk).outcome


def test_a_change_is_a_task_with_a_day_and_public_once_it_is_approved(practice, reviewer):
    change(practice, "50 Menschen")
    (task,) = waiting_for(reviewer)
    assert (task.page.pk, task.task) == (practice.pk, "Fachredaktion")
    assert task.due_on > timezone.localdate()
    assert OutgoingMail.objects.filter(template="review_task", to="fach@example.org").count() == 1
    assert outcome(practice) == "<p>40 Menschen</p>"
    DatedTaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS).approve()
    assert outcome(practice) == "<p>50 Menschen</p>"
    assert waiting_for(reviewer) == []


def test_the_end_of_a_project_is_a_task_as_well(practice, reviewer):
    ended(asked(practice), "Der Betrieb hat geschlossen.")
    assert len(waiting_for(reviewer)) == 1


def test_a_second_change_makes_no_second_task_and_is_published_with_the_first(practice, reviewer):
    change(practice, "50 Menschen", days=1)
    PracticePage.objects.filter(pk=practice.pk).update(title="Anders")
    has_changed(asked(practice), PracticePage.objects.get(pk=practice.pk), {"summary": "Neu gesagt."}, "")
    assert len(waiting_for(reviewer)) == 1
    DatedTaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS).approve()
    page = PracticePage.objects.get(pk=practice.pk)
    assert (page.outcome, page.summary) == ("<p>50 Menschen</p>", "Neu gesagt.")


def test_a_change_to_what_came_back_is_looked_at_again(practice, reviewer):
    change(practice, "50 Menschen", days=1)
    DatedTaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS).reject()
    assert waiting_for(reviewer) == []
    has_changed(asked(practice), PracticePage.objects.get(pk=practice.pk), {"summary": "Neu gesagt."}, "")
    assert len(waiting_for(reviewer)) == 1
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS


def test_where_there_is_no_workflow_the_change_is_a_draft_all_the_same(practice):
    practice.get_workflow().workflow_pages.all().delete()
    change(PracticePage.objects.get(pk=practice.pk), "50 Menschen")
    assert PracticePage.objects.get(pk=practice.pk).has_unpublished_changes
    assert not WorkflowState.objects.exists()
