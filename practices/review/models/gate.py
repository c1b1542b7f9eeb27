"""May this be published? The one place that decides it, asked by `PracticePage.publish` and whoever shows a button."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from wagtail.models import Revision

from practices.review.fingerprint import fingerprint
from practices.review.models.sign_offs import Decision, Override, SignOff


class SignOffMissing(PermissionDenied):
    """The firm that a practice is about has not agreed to this text, and no editor has decided to do without."""

    def __init__(self, page: Any) -> None:
        super().__init__(f"„{page.title}“: Die Freigabe durch den Praxisgeber fehlt.")
        self.page = page


def sign_off_missing(page_id: int, content: Mapping[str, Any]) -> bool:
    """Whether a text (a revision's content) of a practice waits for a sign-off."""
    return bool(missing_among({page_id: content}))


def sign_off_needed(page_id: int, content: Mapping[str, Any]) -> bool:
    """Whether nothing of a practice is published without the firm, or an editor's reason to do without."""
    return bool(_needing({page_id: content}))


def missing_among(contents: Mapping[int, Mapping[str, Any]]) -> set[int]:
    """Of several practices, each with a text, those whose text waits for a sign-off. At most four queries."""
    needing = _needing(contents)
    if not needing:
        return set()
    approved = SignOff.objects.filter(page_id__in=needing, decision=Decision.APPROVED)
    overridden = Override.objects.filter(page_id__in=needing)
    passed = {*approved.values_list("page_id", "fingerprint"), *overridden.values_list("page_id", "fingerprint")}
    return {page_id for page_id in needing if (page_id, fingerprint(contents[page_id])) not in passed}


def check_may_publish(page: Any, revision: Revision) -> None:
    """Let a revision pass, or refuse it. One that was scheduled is scheduled no more: it would be refused again and
    again, and stop what is scheduled after it.

    Raises:
        SignOffMissing: nothing has been published.
    """
    if not sign_off_missing(page.pk, revision.content):
        return
    if revision.approved_go_live_at:
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
    raise SignOffMissing(page)


def _needing(contents: Mapping[int, Mapping[str, Any]]) -> set[int]:
    """Whoever takes the mark „Braucht die Freigabe“ away does not get past it: what once needed a sign-off goes on
    needing it, until an editor says why not (`Override.for_good`)."""
    marked = {page_id for page_id, content in contents.items() if content.get("needs_sign_off")}
    return marked | _needed_once(set(contents) - marked)


def _needed_once(page_ids: set[int]) -> set[int]:
    if not page_ids:
        return set()
    revisions = Revision.page_revisions.filter(object_id__in=[str(pk) for pk in page_ids])
    marked = revisions.filter(content__needs_sign_off=True).values_list("object_id").annotate(Max("created_at"))
    last_marked = {int(object_id): moment for object_id, moment in marked}
    if not last_marked:
        return set()
    lifted = Override.objects.filter(page_id__in=last_marked, for_good=True).values_list("page_id")
    last_lifted = dict(lifted.annotate(Max("made_at")))
    return {pk for pk, moment in last_marked.items() if pk not in last_lifted or last_lifted[pk] < moment}
