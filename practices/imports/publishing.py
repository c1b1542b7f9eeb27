"""What an import was asked to publish and is not public after it: the row goes in, and its note says why."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from practices.actions import waits_for_sign_off
from practices.models import PracticePage


def stays_draft(page: PracticePage, lock: str) -> str:
    """Why the practice, as it would be saved now, is not to be published, and what to do; empty: it is.

    `lock` is what `practices.access.lock_on` says.
    """
    now = timezone.now()
    kept = "Der neue Text bleibt ein Entwurf" if page.live else "Bleibt ein Entwurf"
    if waits_for_sign_off(page):
        return (
            f"{kept}: Es fehlt die Freigabe durch den Praxisgeber. Fordern Sie sie im Formular unter „Prüfung und "
            "Freigabe“ an; danach lässt es sich veröffentlichen."
        )
    if lock:
        return f"{kept}. {lock}"
    if page.expire_at and page.expire_at <= now:
        return f"{kept}: Es ist am {_day(page.expire_at)} abgelaufen. Nehmen Sie das Ablaufdatum im Formular heraus."
    return ""


def is_planned(page: PracticePage) -> str:
    """That publishing the practice only plans it, for the day that an editor has set; empty: it is published now."""
    if not page.go_live_at or page.go_live_at <= timezone.now():
        return ""
    return f"Noch nicht veröffentlicht: Die Veröffentlichung ist für den {_day(page.go_live_at)} geplant."


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%d.%m.%Y}"
