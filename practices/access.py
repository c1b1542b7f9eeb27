"""Whose practices somebody of the team sees in lists and exports: a Verbund-Team its own, the office all."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.locks import BasicLock, ScheduledForPublishLock, WorkflowLock
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from partners.teams import networks_of
from practices.models import PracticePage


def practices_of(user: Any) -> PageQuerySet:
    """The practices, drafts among them, that `user` finds in the admin's list and so may export. Three queries at most
    besides its own."""
    # By keys alone: Wagtail's search takes no other condition. Who is limited to a Verbund, the policy knows.
    pages: PageQuerySet = PracticePage.objects.filter(
        pk__in=policy_registry.get_by_type(Page).explorable_instances(user).values_list("pk", flat=True)
    )
    return pages


def may_change(user: Any, page: PracticePage) -> bool:
    """Whether `user` may save a draft of a page that is there and not locked for them; without a user (a command)
    everything may be done."""
    return user is None or (may_edit(user, page) and not lock_on(user, page))


def may_edit(user: Any, page: PracticePage) -> bool:
    """As `may_change`, whoever has locked the page."""
    return user is None or (may_own(user, page) and bool(page.permissions_for_user(user).can_edit()))


def lock_on(user: Any, page: PracticePage) -> str:
    """What keeps `user` from saving a draft of the page now, and what to do; empty where nothing does. A command (no
    user) may do what an administrator may: a step of the workflow does not stop it, what somebody locked does."""
    lock = page.get_lock()
    if lock is None or (isinstance(lock, WorkflowLock) if user is None else not lock.for_user(user)):
        return ""
    match lock:
        case ScheduledForPublishLock():
            goes_live = timezone.localtime(page.scheduled_revision.approved_go_live_at)
            return (
                f"Die Veröffentlichung ist für den {goes_live:%d.%m.%Y, %H:%M} Uhr geplant, bis dahin ist die Seite "
                "gesperrt. Bitte warten Sie so lange, oder nehmen Sie die Planung im Formular zurück."
            )
        case BasicLock():
            whose = f" von {page.locked_by}" if page.locked_by else ""
            return f"Die Seite ist{whose} gesperrt. Bitte lassen Sie sie im Formular entsperren."
    return "Die Seite wird gerade geprüft. Bitte warten Sie das Ende ab, oder brechen Sie die Prüfung im Formular ab."


def may_own(user: Any, page: PracticePage) -> bool:
    """Whether the page's Verbund is one that `user` works for; those who are not limited may give it any or none."""
    networks = None if user is None else networks_of(user)
    return networks is None or page.verbund_id in networks
