"""From submission over the Fachredaktion and the firm to the public, with time limits and mails."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, PageSubscription, TaskState, WorkflowState
from wagtail.users.models import UserProfile

from core.mail.models import OutgoingMail
from practices.models import PracticePage
from practices.review.jobs import remind
from practices.review.models import DatedTaskState, Decision
from practices.review.signing import answer, request_sign_off
from practices.review.waiting import open_sign_offs, returned_to, waiting_for
from tests import factories


def hand_in(page, user):
    page = PracticePage.objects.get(pk=page.pk)
    return page.get_workflow().start(page, user)


def step(page):
    state = PracticePage.objects.get(pk=page.pk).current_workflow_task_state
    return state.task.name if state else None


def approve_step(page, user):
    state = PracticePage.objects.get(pk=page.pk).current_workflow_task_state
    state.task.specific.on_action(state, user, "approve")


def ask(page, user=None):
    page = PracticePage.objects.get(pk=page.pk)
    return request_sign_off(page, address="firma@example.org", organisation="Muster GmbH", days=14, user=user)


def sign(sign_off, decision, **said):
    answer(sign_off, decision, answered_by="Kim", organisation="Muster GmbH", **said)


def test_the_whole_way_with_the_firm_in_it(practice, people, mailed, reload):
    hand_in(practice, people["writer"])
    assert step(practice) == "Fachredaktion"
    assert mailed("review_task") == ["reviewer@example.org"]
    approve_step(practice, people["reviewer"])
    assert step(practice) == "Freigabe durch Praxisgeber"
    assert not reload(practice).live
    assert open_sign_offs(people["writer"]).count() == 0
    sign_off = ask(practice, people["writer"])
    assert open_sign_offs(people["writer"]).count() == 1
    sign(sign_off, Decision.APPROVED, remark="Sehr gut.")
    assert reload(practice).live
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED
    assert mailed("sign_off_answered") == ["writer@example.org"]
    assert mailed("workflow_approved") == ["writer@example.org"]
    assert mail.outbox == [], "every mail goes through the queue"


def test_what_needs_no_sign_off_is_public_after_the_fachredaktion(flow, people, reload, mailed):
    page = factories.practice(live=False, title="Ohne")
    hand_in(page, people["writer"])
    approve_step(page, people["reviewer"])
    assert reload(page).live
    assert TaskState.objects.get(task__name="Freigabe durch Praxisgeber").status == TaskState.STATUS_SKIPPED
    assert len(mailed("review_task")) == 1, "nobody is told of a step that is passed over"


def test_the_firms_wishes_bring_it_back_and_a_new_text_needs_a_new_link(practice, people, mailed, reload):
    hand_in(practice, people["writer"])
    approve_step(practice, people["reviewer"])
    sign(ask(practice, people["writer"]), Decision.CHANGES, comments={"ausgangslage": "Es waren zwölf."})
    state = returned_to(people["writer"]).get()
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert "Ausgangslage: Es waren zwölf." in OutgoingMail.objects.get(template="workflow_rejected").text
    assert mailed("workflow_rejected") == ["writer@example.org"]
    draft = reload(practice).get_latest_revision_as_object()
    draft.background = "<p>Zwölf Leute fehlten.</p>"
    draft.save_revision()
    state.resume(people["writer"])
    assert step(practice) == "Freigabe durch Praxisgeber"
    sign(ask(practice), Decision.APPROVED)
    assert "Zwölf" in reload(practice).background


def test_an_approval_does_not_count_for_a_text_that_was_changed_meanwhile(practice, people, reload):
    hand_in(practice, people["writer"])
    approve_step(practice, people["reviewer"])
    sign_off = ask(practice, people["writer"])
    draft = reload(practice).get_latest_revision_as_object()
    draft.outcome = "<p>Noch etwas.</p>"
    draft.save_revision()
    sign(sign_off, Decision.APPROVED)
    assert (reload(practice).live, step(practice)) == (False, "Freigabe durch Praxisgeber")
    assert "Der Entwurf wurde geändert" in OutgoingMail.objects.get(template="sign_off_answered").text
    sign(ask(practice), Decision.APPROVED)
    assert reload(practice).live


def test_nobody_approves_in_the_firms_place_but_a_reason_lets_it_pass(practice, people, client, reload):
    hand_in(practice, people["writer"])
    approve_step(practice, people["reviewer"])
    client.force_login(people["reviewer"])
    state = reload(practice).current_workflow_task_state
    task = state.task.specific
    assert [name for name, _, _ in task.get_actions(reload(practice), people["reviewer"])] == ["reject", "override"]
    other = get_user_model().objects.create_user("andere")
    assert task.get_actions(reload(practice), other) == []
    act = ("wagtailadmin_pages:workflow_action", "approve")
    client.post(reverse(act[0], args=[practice.pk, "approve", state.pk]))
    client.post(reverse(act[0], args=[practice.pk, "override", state.pk]), {"reason": " "})
    assert not reload(practice).live
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[practice.pk])).content.decode()
    assert "Ohne Freigabe veröffentlichen" in edit
    assert reverse("practice_review", args=[practice.pk]) in edit
    client.post(reverse(act[0], args=[practice.pk, "override", state.pk]), {"reason": "Am Telefon zugestimmt."})
    assert reload(practice).live
    assert practice.sign_off_overrides.get().reason == "Am Telefon zugestimmt."


def test_a_step_has_a_day_and_is_called_to_mind_once(practice, people, mailed, client):
    hand_in(practice, people["writer"])
    today = timezone.localdate()
    waiting = waiting_for(people["reviewer"])
    assert [(each.page, each.task, each.due_on) for each in waiting] == [
        (practice, "Fachredaktion", today + timedelta(days=7))
    ]
    assert waiting_for(people["writer"]) == []
    assert f"{(today + timedelta(days=7)).day}." in OutgoingMail.objects.get(template="review_task").text
    assert remind() == ""
    DatedTaskState.objects.update(due_on=today - timedelta(days=1))
    assert waiting_for(people["reviewer"])[0].is_late
    remind()
    remind()
    assert mailed("review_task") == ["reviewer@example.org"] * 2
    assert OutgoingMail.objects.filter(template="review_task").last().subject.startswith("Überfällig")
    client.force_login(people["reviewer"])
    assert "fällig am" in client.get(reverse("wagtailadmin_pages:edit", args=[practice.pk])).content.decode()


def test_who_has_switched_the_mails_off_gets_none(practice, people, mailed):

    UserProfile.objects.create(user=people["reviewer"], submitted_notifications=False)
    hand_in(practice, people["writer"])
    assert mailed("review_task") == []


def test_what_is_scheduled_comes_and_what_expires_goes(practice, people, reload, client):
    sign(ask(practice), Decision.APPROVED)
    draft = reload(practice).get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.expire_at = timezone.now() + timedelta(hours=2)
    draft.save_revision().publish()
    assert (reload(practice).live, reload(practice).approved_schedule) == (False, True)
    assert client.get("/praxis/stapler/").status_code == 404
    revision = reload(practice).get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content |= {"go_live_at": None}
    revision.save()
    call_command("publish_scheduled")
    assert client.get("/praxis/stapler/").status_code == 200
    PracticePage.objects.update(expire_at=timezone.now() - timedelta(seconds=1))
    assert client.get("/praxis/stapler/").status_code == 410, "at once, also before the job"
    call_command("publish_scheduled")
    assert (reload(practice).live, reload(practice).expired) == (False, True)


def test_versions_are_compared_field_by_field(practice, people, client, reload):
    first = practice.get_latest_revision()
    topic = factories.topic("ki", "Künstliche Intelligenz")
    draft = reload(practice).get_latest_revision_as_object()
    draft.background, draft.effort_setup = "<p>Zu wenig Fachleute.</p>", "12–15"
    draft.topics = [topic]
    draft.steps = [("step", {"title": "Anfangen", "text": "Mit allen reden.", "weeks": 2, "involved": ""})]
    draft.save_revision()
    client.force_login(people["reviewer"])
    html = client.get(reverse("wagtailadmin_pages:revisions_compare", args=[practice.pk, first.pk, "latest"]))
    shown = html.content.decode()
    for said in ("Fachleute", "12–15", "Künstliche Intelligenz", "Mit allen reden."):
        assert said in shown
    assert "Nicht zugeordnet" not in shown, "only what differs"


def test_comments_stand_at_their_field_and_go_to_who_follows_the_page(practice, people, client, form_of, reload):
    PageSubscription.objects.create(page=practice, user=people["reviewer"], comment_notifications=True)
    client.force_login(people["writer"])
    fields = form_of(
        practice,
        **{
            "comments-TOTAL_FORMS": "1",
            "comments-0-id": "",
            "comments-0-text": "Woher stammt das?",
            "comments-0-contentpath": "background",
            "comments-0-position": "",
            "comments-0-resolved": "",
            "comments-0-DELETE": "",
            "comments-0-replies-TOTAL_FORMS": "0",
            "comments-0-replies-INITIAL_FORMS": "0",
        },
    )
    client.post(reverse("wagtailadmin_pages:edit", args=[practice.pk]), fields)
    comment = Comment.objects.get()
    assert (comment.contentpath, comment.text) == ("background", "Woher stammt das?")
    assert [message.to for message in mail.outbox] == [["reviewer@example.org"]]
    assert "Woher stammt das?" in mail.outbox[0].body


@pytest.fixture(autouse=True)
def office(settings):
    settings.OFFICE_EMAIL = "buero@example.org"
