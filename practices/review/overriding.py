"""Doing without a sign-off: an editor's decision, with a reason that stays in the page's history."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from practices.review.fingerprint import fingerprint
from practices.review.models.sign_offs import Override

OVERRIDDEN = "practices.sign_off.override"


@transaction.atomic
def override(page: Any, user: Any, reason: str, *, for_good: bool = False) -> Override:
    """Let the newest revision of `page` be published without a sign-off; `for_good`: later ones as well."""
    draft = page.get_latest_revision_as_object()
    if for_good and draft.needs_sign_off:
        draft.needs_sign_off = False
        draft.save_revision(user=user, log_action=True, clean=False)
        page.refresh_from_db()
    revision = page.get_latest_revision() or draft.save_revision(user=user, changed=False, clean=False)
    made = Override.objects.create(
        page_id=page.pk,
        revision=revision,
        fingerprint=fingerprint(revision.content),
        reason=reason,
        for_good=for_good,
        user=user,
    )
    data = {"reason": reason, "for_good": for_good}
    log(instance=page, action=OVERRIDDEN, user=user, revision=revision, data=data)
    return made
