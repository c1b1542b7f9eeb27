"""What follows from an answer. Nothing that is public changes but the date: texts become a draft for the editors, and
a task in their list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.log_actions import log

from core.mail.queue import queue_mail
from practices.actions import hand_to_review
from practices.choices import Stage
from practices.models import PracticePage
from practices.upkeep.changes import Merged, label, merge
from practices.upkeep.dates import after_months, set_dates
from practices.upkeep.models import Answer, ReviewRequest

LOG_CONFIRMED = "practices.confirmed"
_MOST_LEFTOVERS = 100_000


class AlreadyAnswered(Exception):
    """Somebody has answered this question, or it belongs to a review that is over."""


@transaction.atomic
def still_true(request: ReviewRequest) -> None:
    """It is true today.

    Raises:
        AlreadyAnswered: nothing has been changed.
    """
    request = _taken(request, Answer.STILL_TRUE)
    confirm(request.page, by=request.get_asked_display())


@transaction.atomic
def ended(request: ReviewRequest, why: str) -> None:
    """The project is over: a draft says so, and the office is told.

    Raises:
        AlreadyAnswered: nothing has been changed.
    """
    request = _taken(request, Answer.ENDED, note=why)
    draft = request.page.get_latest_revision_as_object()
    draft.stage, draft.stage_reason = Stage.ENDED, (why or draft.stage_reason)[:1000]
    _save(request, draft, Merged(taken=["stage"]))


@transaction.atomic
def has_changed(request: ReviewRequest, base: PracticePage, changes: Mapping[str, Any], note: str) -> None:
    """Changes to `base` (what the form showed) become a draft on top of the newest one, and the office is told.

    What was sent is kept with the request, whatever becomes of the draft.

    Raises:
        AlreadyAnswered: nothing has been changed.
    """
    request = _taken(request, Answer.CHANGED, note=note, changes=changes)
    draft = request.page.get_latest_revision_as_object()
    _save(request, draft, merge(draft, base, changes))


def confirm(page: PracticePage, *, by: str, user: Any = None) -> None:
    """It is true today; asked again after its interval. On the public page and in the newest draft alike: publishing
    that draft later must not bring the old date back. Its history tells who said so (a role, or `user`)."""
    today = timezone.localdate()
    dates = {"confirmed_on": today, "next_review_on": after_months(today, page.review_interval_months)}
    set_dates(PracticePage.objects.filter(pk=page.pk), **dates)
    revision = page.latest_revision
    if revision is not None:
        revision.content |= {name: value.isoformat() for name, value in dates.items()}
        revision.save(update_fields=["content"])
    log(instance=page, action=LOG_CONFIRMED, user=user, data={"by": by})


def _taken(request: ReviewRequest, given: Answer, *, note: str = "", changes: Mapping[str, Any] | None = None) -> Any:
    """The request, locked, with its answer. The page is locked with it: two answers to one review are one after the
    other."""
    PracticePage.objects.select_for_update().filter(pk=request.page_id).first()
    request = ReviewRequest.objects.select_related("page").get(pk=request.pk)
    others = ReviewRequest.objects.filter(page=request.page_id, due_on=request.due_on, answered_at__isnull=False)
    if others.exists():
        raise AlreadyAnswered
    request.answer, request.answered_at, request.note = given, timezone.now(), note
    request.changes = dict(changes or {})
    request.save(update_fields=["answer", "answered_at", "note", "changes"])
    return request


def _save(request: ReviewRequest, draft: PracticePage, merged: Merged) -> None:
    """The draft, with what fits into no field where editors see it, and a mail to the office."""
    today = timezone.localdate().strftime("%d.%m.%Y")
    aside = [
        gettext("%(field)s (die Redaktion hat dieses Feld inzwischen geändert): %(value)s")
        % {"field": label(name), "value": value}
        for name, value in merged.aside.items()
    ]
    said = [
        gettext("Rückmeldung vom %(day)s: %(answer)s") % {"day": today, "answer": request.get_answer_display()},
        request.note.strip(),
        *aside,
    ]
    told = "\n".join(filter(None, said))
    draft.unassigned_text = "\n\n".join(filter(None, [draft.unassigned_text, told]))[:_MOST_LEFTOVERS]
    draft.save_revision(log_action=True, clean=False)
    hand_to_review(draft)
    if settings.OFFICE_EMAIL:
        admin = settings.WAGTAILADMIN_BASE_URL
        context = {
            "page": request.page,
            "answer": request.get_answer_display(),
            "asked": request.get_asked_display(),
            "note": request.note,
            "taken": [label(name) for name in merged.taken],
            "aside": [label(name) for name in merged.aside],
            "edit_url": admin + reverse("wagtailadmin_pages:edit", args=(draft.pk,)),
            "compare_url": admin + reverse("wagtailadmin_pages:revisions_compare", args=(draft.pk, "live", "latest")),
        }
        queue_mail("practice_answer", settings.OFFICE_EMAIL, context, about=request.mails)
