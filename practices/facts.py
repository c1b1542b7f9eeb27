"""What a list says of a practice beside its title: how long it took, and the effort of setting it up."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from practices.measures import read_measure

_DAYS_OF_A_MONTH = 365.25 / 12


class Practice(Protocol):
    """What is needed of a practice page."""

    started_on: date | None
    ended_on: date | None
    ongoing: bool
    effort_setup: str


def facts(page: Practice) -> dict[str, str]:
    """The facts by their keys (`search.documents.FACTS`); what nobody has said is left out."""
    found = {"dauer": duration(page), "aufwand": effort(page)}
    return {key: text for key, text in found.items() if text}


def duration(page: Practice) -> str:
    """„9 Monate“, „seit 2024“; empty where there is no beginning, or no end yet known."""
    if page.started_on is None:
        return ""
    if page.ongoing or page.ended_on is None:
        return _("seit\N{NO-BREAK SPACE}%(year)s") % {"year": page.started_on.year} if page.ongoing else ""
    months = max(1, round(((page.ended_on - page.started_on).days + 1) / _DAYS_OF_A_MONTH))
    return f"{months}\N{NO-BREAK SPACE}{_('Monat') if months == 1 else _('Monate')}"


def effort(page: Practice) -> str:
    """„12–15 Personentage“; empty where it was not collected."""
    measure = read_measure(page.effort_setup or "")
    if measure.low is None:
        return ""
    return measure.shown(_("Personentag") if measure.low == measure.high == 1 else _("Personentage"))
