"""What follows from an answer. Nothing that is public changes but the date: texts become a draft for the editors."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from practices.choices import Stage
from practices.models import PracticePage
from practices.upkeep.dates import after_months, set_dates
from practices.upkeep.models import Answer, ReviewRequest


class AlreadyAnswered(Exception):
    """Somebody has answered this question, or it belongs to a review that is over."""


@transaction.atomic
def answer(request: ReviewRequest, given: Answer, note: str = "") -> None:
    """Keep the answer and do what follows from it.

    Raises:
        AlreadyAnswered: nothing has been changed.
    """
    request = ReviewRequest.objects.select_for_update().select_related("page").get(pk=request.pk)
    others = ReviewRequest.objects.filter(page=request.page_id, due_on=request.due_on, answered_at__isnull=False)
    if others.exists():
        raise AlreadyAnswered
    request.answer, request.answered_at, request.note = given, timezone.now(), note
    request.save(update_fields=["answer", "answered_at", "note"])
    match given:
        case Answer.STILL_TRUE:
            confirm(request.page)
        case Answer.CHANGED:
            _as_draft(request.page, f"Rückmeldung vom {_today()}: Es hat sich etwas geändert.\n{note}")
        case Answer.ENDED:
            _as_draft(
                request.page,
                f"Rückmeldung vom {_today()}: Das Projekt ist beendet.\n{note}",
                stage=Stage.ENDED,
                stage_reason=note[:1000],
            )


def confirm(page: PracticePage) -> None:
    """It is true today; asked again after its interval. On the public page and in the newest draft alike: publishing
    that draft later must not bring the old date back."""
    today = timezone.localdate()
    dates = {"confirmed_on": today, "next_review_on": after_months(today, page.review_interval_months)}
    set_dates(PracticePage.objects.filter(pk=page.pk), **dates)
    revision = page.latest_revision
    if revision is not None:
        revision.content |= {name: value.isoformat() for name, value in dates.items()}
        revision.save(update_fields=["content"])


def _as_draft(page: PracticePage, text: str, **fields: Any) -> None:
    draft = page.get_latest_revision_as_object()
    draft.unassigned_text = "\n\n".join(filter(None, [draft.unassigned_text, text.strip()]))[:100_000]
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(log_action=True, clean=False)


def _today() -> str:
    return timezone.localdate().strftime("%d.%m.%Y")
