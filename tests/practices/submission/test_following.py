"""Where a submission stands, for the sender and for the office."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Workflow, WorkflowState

from practices.models import PracticePage
from practices.review.workflow import WORKFLOW, ensure_workflow
from practices.submission.following import follow, follow_all, state_of
from practices.submission.models import State
from tests.practices.submission.conftest import START

SENDER = "anna@nord.example"
ADMIN = "/redaktion/einreichungen/"


def text(response):
    return " ".join(response.content.decode().split())


def templates(mails):
    return [template for template, _ in mails(SENDER)]


@pytest.fixture
def workflow(vocabulary, office):
    """The one that practices have: the Fachredaktion, then the firm, where it is needed."""
    ensure_workflow()
    return Workflow.objects.get(name=WORKFLOW)


def test_without_a_workflow_an_edit_is_the_review_and_publishing_the_end(sent, client, mails):
    assert templates(mails) == ["submission_link", "submission_received"]
    assert sent.page.current_workflow_state is None
    follow_all()
    assert "Stand: eingegangen" in text(client.get(f"{START}{sent.key}/"))
    page = PracticePage.objects.get()
    page.save_revision()
    follow_all()
    follow_all()
    assert templates(mails)[2:] == ["submission_state"]
    assert "Stand: in Prüfung" in text(client.get(f"{START}{sent.key}/"))
    page.get_latest_revision().publish()
    follow_all()
    assert templates(mails)[3:] == ["submission_state"]
    shown = text(client.get(f"{START}{sent.key}/"))
    assert "Stand: veröffentlicht" in shown
    assert "/praxis/lernwerkstatt-im-betrieb/" in shown
    assert "/praxis/lernwerkstatt-im-betrieb/" in mails(SENDER)[-1][1]
    PracticePage.objects.get().unpublish()
    assert follow(sent).state == State.PUBLISHED, "what was decided is told once"


def test_with_a_workflow_it_is_handed_in_and_every_step_is_told(workflow, sent, office, client, mails):
    state = sent.page.current_workflow_state
    assert state.workflow == workflow
    assert state_of(sent) == (State.RECEIVED, "")
    task = state.current_task_state
    task.task.specific.on_action(task, user=office, action_name="reject", comment="Wie viele waren es?")
    follow_all()
    sent.refresh_from_db()
    assert sent.state == State.QUESTION
    assert "Wie viele waren es?" in mails(SENDER)[-1][1]
    shown = text(client.get(f"{START}{sent.key}/"))
    assert "Wie viele waren es?" in shown
    client.post(f"{START}{sent.key}/", {"text": "Es waren 42."})
    sent.refresh_from_db()
    assert sent.state == State.IN_REVIEW
    state.refresh_from_db()
    state.resume(user=office)
    task = WorkflowState.objects.get(pk=state.pk).current_task_state
    task.task.specific.on_action(task, user=office, action_name="approve")
    assert PracticePage.objects.get().live
    follow_all()
    sent.refresh_from_db()
    assert sent.state == State.PUBLISHED
    assert sent.settled_at


def test_the_office_asks_and_the_sender_answers(sent, office, client, mails, settings):
    settings.OFFICE_EMAIL = "buero@forum.example"
    client.force_login(office)
    assert "Lernwerkstatt im Betrieb" in text(client.get(ADMIN))
    detail = f"{ADMIN}{sent.pk}/"
    assert client.post(detail, {"schritt": "fragen", "frage-text": ""}).status_code == 422
    client.post(detail, {"schritt": "fragen", "frage-text": "Wie viele waren es?"})
    sent.refresh_from_db()
    assert sent.state == State.QUESTION
    client.post(detail, {"schritt": "fragen", "frage-text": "Und wann?"})
    assert "Und wann?" in mails(SENDER)[-1][1], "a second question is told, too"
    client.logout()
    assert client.post(f"{START}{sent.key}/", {"text": ""}).status_code == 422
    client.post(f"{START}{sent.key}/", {"text": "Es waren 42."})
    assert "Es waren 42." in mails("buero@forum.example")[-1][1]
    assert sent.key not in mails("buero@forum.example")[-1][1], "the link is the sender's"
    client.force_login(office)
    assert "Es waren 42." in text(client.get(detail))


def test_a_rejection_tells_why_ends_the_workflow_and_is_final(workflow, sent, office, client, mails):
    client.force_login(office)
    detail = f"{ADMIN}{sent.pk}/"
    client.post(detail, {"schritt": "ablehnen", "grund-text": "Das gibt es schon."})
    sent.refresh_from_db()
    assert sent.state == State.REJECTED
    assert "Das gibt es schon." in mails(SENDER)[-1][1]
    assert PracticePage.objects.get().current_workflow_state is None
    number = len(mails(SENDER))
    client.post(detail, {"schritt": "fragen", "frage-text": "Noch etwas?"}, follow=True)
    late = client.post(f"{START}{sent.key}/", {"text": "Doch, es ist neu!"})
    assert late.status_code == 409
    assert "Doch, es ist neu!" in text(late), "it is not sent, and not lost"
    assert len(mails(SENDER)) == number
    assert "Stand: abgelehnt" in text(client.get(f"{START}{sent.key}/"))


def test_a_draft_that_is_deleted_is_a_rejection(sent, mails):
    PracticePage.objects.get().delete()
    follow_all()
    sent.refresh_from_db()
    assert sent.state == State.REJECTED
    assert templates(mails)[-1] == "submission_state"


def test_taking_it_is_told(sent, office, client, mails):
    client.force_login(office)
    client.post(f"{ADMIN}{sent.pk}/", {"schritt": "nehmen"})
    assert templates(mails)[-1] == "submission_state"
    assert "In Prüfung nehmen" not in text(client.get(f"{ADMIN}{sent.pk}/"))


def test_who_has_no_right_sees_no_submission_and_what_is_not_sent_is_its_writerʼs(
    begun, office, client, django_user_model
):
    client.force_login(office)
    assert "Zurzeit gibt es nichts" in text(client.get(ADMIN))
    assert client.get(f"{ADMIN}{begun.pk}/").status_code == 404
    reader = django_user_model.objects.create_user("leser")
    reader.groups.add(Group.objects.get(name="Lesen"))
    client.force_login(reader)
    assert client.get(ADMIN).status_code == 302
    assert SENDER not in text(client.get(f"{ADMIN}{begun.pk}/", follow=True))
