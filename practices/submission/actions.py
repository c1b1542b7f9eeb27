"""What can happen to a submission: one function for each change, called by the pages, the admin and the jobs."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from core.text import as_rich_text
from practices.actions import hand_to_review, save_practice
from practices.models import PracticePage
from practices.submission import mails
from practices.submission.following import follow
from practices.submission.models import MESSAGE_LENGTH, Message, State, Submission
from practices.submission.steps import STEPS, StepForm

RICH_TEXTS = ("abstract", "background", "approach", "outcome")


class Incomplete(Exception):
    """Something that a Kurzsteckbrief needs is missing or wrong. `forms` are those of the steps, checked."""

    def __init__(self, forms: list[StepForm]) -> None:
        super().__init__()
        self.forms = forms


class NotPossible(Exception):
    """The submission is not in a state in which this can be done: it was sent already, or decided."""


@transaction.atomic
def begin(email: str) -> Submission:
    """Begin a submission and mail its link."""
    submission = Submission.objects.create(email=email)
    mails.link(submission)
    return submission


@transaction.atomic
def keep(submission: Submission, typed: dict[str, list[str]]) -> Submission:
    """Keep what was typed in a step, right or wrong.

    Raises:
        NotPossible: it was sent.
    """
    current = _locked(submission)
    if current.is_sent:
        raise NotPossible
    current.given = {**current.given, **typed}
    current.save(update_fields=["given", "changed_at"])
    return current


def checked(submission: Submission) -> list[StepForm]:
    """The forms of all steps with what was typed, checked."""
    return [step.form(given=submission.given, check=True) for step in STEPS]


@transaction.atomic
def hand_in(submission: Submission) -> Submission:
    """Make a draft of it, start the workflow where there is one, and tell the sender. Once: a second time changes
    nothing.

    Raises:
        Incomplete: nothing has been written then.
        practices.actions.NoPracticeIndex: the site has no list of practices.
    """
    current = _locked(submission)
    if current.is_sent:
        return current
    forms = checked(current)
    # All are checked, so that all that is missing is said at once.
    if any(form.errors for form in forms):
        raise Incomplete(forms)
    page = PracticePage()
    for form in forms:
        for name, value in form.cleaned_data.items():
            setattr(page, name, as_rich_text(value) if name in RICH_TEXTS else value)
    page.year = page.started_on.year if page.started_on else None
    save_practice(page, publish=False)
    hand_to_review(page)
    current.page, current.revision = page, page.get_latest_revision()
    current.sent_at, current.state = timezone.now(), State.RECEIVED
    current.save()
    mails.received(current)
    return current


@transaction.atomic
def take(submission: Submission) -> Submission:
    """Somebody of the office has begun to look at it."""
    current = _undecided(submission)
    current.taken_at = current.taken_at or timezone.now()
    current.save(update_fields=["taken_at"])
    return follow(current)


@transaction.atomic
def ask(submission: Submission, text: str, user: Any) -> Submission:
    """Ask the sender something.

    Raises:
        NotPossible: it is not sent yet, or decided.
    """
    current = _undecided(submission)
    Message.objects.create(submission=current, author=user, from_office=True, text=text[:MESSAGE_LENGTH])
    # A second question is told as well, although the state stays.
    if current.state == State.QUESTION:
        mails.state(current, text)
    return follow(current)


@transaction.atomic
def answer(submission: Submission, text: str) -> Submission:
    """The sender's answer; raises as `ask`."""
    current = _undecided(submission)
    Message.objects.create(submission=current, text=text[:MESSAGE_LENGTH])
    mails.answered(current, text)
    return follow(current)


@transaction.atomic
def reject(submission: Submission, because: str, user: Any) -> Submission:
    """Decide against it, and tell the sender why. The draft stays, for the office to keep or delete; its workflow ends.

    Raises as `ask`.
    """
    current = _undecided(submission)
    current.rejected_because = because[:MESSAGE_LENGTH]
    current.save(update_fields=["rejected_because"])
    workflow = current.page.current_workflow_state if current.page else None
    if workflow is not None:
        workflow.cancel(user=user)
    return follow(current)


def _locked(submission: Submission) -> Submission:
    return Submission.objects.select_for_update(of=("self",)).select_related("page").get(pk=submission.pk)


def _undecided(submission: Submission) -> Submission:
    current = _locked(submission)
    if not current.is_sent or current.is_settled:
        raise NotPossible
    return current
