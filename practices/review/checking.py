"""Going through the checklist for the newest text of a practice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from practices.review.fingerprint import fingerprint
from practices.review.models import Checklist, ChecklistAnswer


def checklist_of(page: Any) -> Checklist | None:
    """The last one, whatever text it is about; `is_current` says whether it is the present one's."""
    return Checklist.objects.filter(page_id=page.pk).prefetch_related("answers__criterion").first()


def is_current(checklist: Checklist, page: Any) -> bool:
    revision = page.get_latest_revision()
    return revision is not None and fingerprint(revision.content) == checklist.fingerprint


@transaction.atomic
def save_checklist(page: Any, user: Any, answers: Mapping[int, tuple[str, str]]) -> Checklist:
    """Keep the answers (criterion -> answer, note) for the newest text. A changed text gets a list of its own."""
    revision = page.get_latest_revision() or page.save_revision(user=user, changed=False, clean=False)
    print_ = fingerprint(revision.content)
    checklist, _ = Checklist.objects.update_or_create(
        page_id=page.pk, fingerprint=print_, defaults={"revision": revision, "user": user}
    )
    checklist.answers.exclude(criterion_id__in=answers).delete()
    for criterion, (value, note) in answers.items():
        ChecklistAnswer.objects.update_or_create(
            checklist=checklist, criterion_id=criterion, defaults={"value": value, "note": note}
        )
    return checklist
