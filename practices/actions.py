"""What can be done with a practice: one function per change of state, for import, example content and API.

The Wagtail admin does the same through Wagtail's own actions (revision, publish).
"""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from django.db import transaction
from wagtail.models import WorkflowState
from wagtail.signal_handlers import disable_reference_index_auto_update

from core.permissions.naming import check_stays_own
from practices.models import PracticeIndexPage, PracticePage
from practices.review.models.gate import sign_off_missing


class NoPracticeIndex(Exception):
    """The site has no list of practices that a practice could stand under."""


def practice_index() -> PracticeIndexPage:
    """The list of practices.

    Raises:
        NoPracticeIndex: there is none yet.
    """
    index = PracticeIndexPage.objects.order_by("path").first()
    if index is None:
        raise NoPracticeIndex
    return index


@transaction.atomic
def save_practice(
    page: PracticePage, *, publish: bool, parent: PracticeIndexPage | None = None, user: Any = None
) -> bool:
    """Save a practice as a new revision and publish it if asked to; a new page is put under `parent`. True: it was
    published, or is scheduled. What lacks the firm's sign-off is saved as a draft.

    Without `publish` a page that is live stays as the public sees it; the revision is its draft.

    Raises:
        django.core.exceptions.ValidationError: something that publishing (or saving) needs is missing or wrong, or
            `user` is limited to content that this is not; nothing has been written then.
        NoPracticeIndex: a new page without `parent`, and the site has no list of practices.
    """
    check_stays_own(user, page)
    publish = publish and not waits_for_sign_off(page)
    # Publishing saves once more and then notes what the page refers to: before it, that would be done for nothing.
    with disable_reference_index_auto_update() if publish else nullcontext():
        if not page.pk:
            # The history names who made it, and who may only add may go on with it.
            page.live, page.owner = False, user
            (parent or practice_index()).add_child(instance=page)
        revision = page.save_revision(user=user, log_action=True, clean=False)
    if publish:
        revision.publish(user=user, log_action=True)
    return publish


def hand_to_review(page: PracticePage) -> None:
    """Have the newest draft, which came from outside, looked at: a task in somebody's list, with a day.

    A workflow that is under way goes on, with this text; one that came back for changes takes its step up again.
    Without a workflow nothing happens.
    """
    page = PracticePage.objects.get(pk=page.pk)
    under_way = page.current_workflow_state
    if under_way is None:
        workflow = page.get_workflow()
        if workflow is not None:
            workflow.start(page, user=None)
    elif under_way.status == WorkflowState.STATUS_NEEDS_CHANGES:
        under_way.resume()


def waits_for_sign_off(page: PracticePage) -> bool:
    """Whether the practice, as it would be saved now, needs the firm's agreement and does not have it."""
    return sign_off_missing(page.pk, page.serializable_data()) if page.pk else page.needs_sign_off
