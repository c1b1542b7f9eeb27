"""The mails of a submission. Each is written in the transaction of what it tells of."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from core.mail.queue import queue_mail
from practices.submission.erasing import ADDRESS_KEPT, OPEN_KEPT
from practices.submission.models import Submission


def link(submission: Submission) -> None:
    _queue("submission_link", submission, {"days": OPEN_KEPT.days})


def received(submission: Submission) -> None:
    _queue("submission_received", submission)
    if settings.OFFICE_EMAIL:
        _queue("submission_office", submission, to=settings.OFFICE_EMAIL)


def state(submission: Submission, text: str) -> None:
    """`text` is the question or the reason."""
    page = submission.page
    more = {"message": text, "days": ADDRESS_KEPT.days, "page_url": page.full_url if page and page.live else ""}
    _queue("submission_state", submission, more)


def answered(submission: Submission, text: str) -> None:
    """The office learns what the sender wrote."""
    if settings.OFFICE_EMAIL:
        _queue("submission_answered", submission, {"message": text}, to=settings.OFFICE_EMAIL)


def link_of(submission: Submission) -> str:
    return settings.BASE_URL + reverse("submission", args=[submission.key])


def _queue(template: str, submission: Submission, more: dict[str, Any] | None = None, to: str = "") -> None:
    office = settings.BASE_URL + reverse("practice_submission", args=[submission.pk])
    # The link is the sender's alone.
    context = {"submission": submission, "office_url": office, **({} if to else {"link": link_of(submission)})}
    queue_mail(template, to or submission.email, {**context, **(more or {})}, about=submission.mails)
