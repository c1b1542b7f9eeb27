"""Up to four practices side by side: what is chosen, what each says, and what could be added."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from core.visibility import visible_to
from practices.measures import read_measure
from practices.models import PracticePage
from practices.rows import Rows, read_rows
from practices.sharing import comparison_link

MOST = 4
#: What an address may hold: more is cut off unread.
_MOST_READ = 20
_LONGEST_SLUG = 255


@dataclass(frozen=True, slots=True)
class Chosen:
    """`unknown` are slugs under which the visitor sees nothing; `left_out` are titles beyond MOST."""

    pages: tuple[Any, ...]
    unknown: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A practice with its rows, and the address of the comparison without it."""

    page: Any
    rows: Rows
    without: str


@dataclass(frozen=True, slots=True)
class Line:
    """One question, answered by each practice; an answer is a list of short texts, empty where nothing is said."""

    label: Any
    answers: tuple[tuple[str, ...], ...]


def choose(slugs: Iterable[str], user: Any) -> Chosen:
    """The practices that an address names, in its order, each once. One query."""
    wanted = [slug[:_LONGEST_SLUG] for slug in list(dict.fromkeys(filter(None, slugs)))[:_MOST_READ]]
    found = {page.slug: page for page in visible_to(user, PracticePage.objects.filter(slug__in=wanted))}
    pages = [found[slug] for slug in wanted if slug in found]
    return Chosen(
        tuple(pages[:MOST]),
        tuple(slug for slug in wanted if slug not in found),
        tuple(page.title for page in pages[MOST:]),
    )


def columns(pages: Sequence[Any]) -> list[Column]:
    """One query for each practice."""
    slugs = [page.slug for page in pages]
    return [
        Column(page, read_rows(page), comparison_link(*(slug for slug in slugs if slug != page.slug))) for page in pages
    ]


def lines(compared: Sequence[Column]) -> list[Line]:
    """The table, without the questions that none of the practices answers."""
    every = (Line(label, tuple(answer(column) for column in compared)) for label, answer in _QUESTIONS)
    return [line for line in every if any(line.answers)]


def _text(name: str) -> Callable[[Column], tuple[str, ...]]:
    return lambda column: tuple(filter(None, [str(getattr(column.page, name)).strip()]))


def _choice(name: str) -> Callable[[Column], tuple[str, ...]]:
    return lambda column: tuple(filter(None, [str(getattr(column.page, f"get_{name}_display")())]))


def _measure(name: str, unit: Any) -> Callable[[Column], tuple[str, ...]]:
    """What was said not to be collected is an answer, too."""
    return lambda column: (read_measure(getattr(column.page, name)).shown(unit),) if getattr(column.page, name) else ()


def _terms(name: str) -> Callable[[Column], tuple[str, ...]]:
    return lambda column: tuple(term.label for term in column.rows.terms[name])


def _conditions(must: bool) -> Callable[[Column], tuple[str, ...]]:
    return lambda column: tuple(
        block.value["condition"] for block in column.page.conditions if (block.value["necessity"] == "muss") is must
    )


def _duration(column: Column) -> tuple[str, ...]:
    page = column.page
    if page.started_on:
        start = date_format(page.started_on, "F\N{NO-BREAK SPACE}Y")
        if page.ongoing:
            return (gettext("seit %(month)s") % {"month": start},)
        if not page.ended_on:
            return (gettext("ab %(month)s") % {"month": start},)
        end = date_format(page.ended_on, "F\N{NO-BREAK SPACE}Y")
        return (gettext("%(start)s bis %(end)s") % {"start": start, "end": end},)
    return (str(page.year),) if page.year else ()


def _steps(column: Column) -> tuple[str, ...]:
    weeks = [block.value["weeks"] for block in column.page.steps]
    if not weeks or not all(weeks):
        return ()
    lasts = ngettext("%(weeks)s\N{NO-BREAK SPACE}Woche", "%(weeks)s\N{NO-BREAK SPACE}Wochen", sum(weeks))
    steps = ngettext("in %(steps)s\N{NO-BREAK SPACE}Schritt", "in %(steps)s\N{NO-BREAK SPACE}Schritten", len(weeks))
    return (f"{lasts} {steps}" % {"weeks": sum(weeks), "steps": len(weeks)},)


def _confirmed(column: Column) -> tuple[str, ...]:
    day = column.page.confirmed_on
    return (date_format(day, "j.\N{NO-BREAK SPACE}F Y"),) if day else ()


def _obstacles(column: Column) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.kind for row in column.rows.obstacles if row.kind))


_QUESTIONS: tuple[tuple[Any, Callable[[Column], tuple[str, ...]]], ...] = (
    (_("Worum es geht"), _text("summary")),
    (_("Branchen"), _terms("branches")),
    (_("Betriebsgrößen"), _terms("company_sizes")),
    (_("Zielgruppen"), _terms("target_groups")),
    (_("Regionen"), _terms("regions")),
    (_("Aufwand für den Aufbau"), _measure("effort_setup", _("Personentage"))),
    (_("Laufender Aufwand"), _measure("effort_running", _("Personentage im Jahr"))),
    (_("Sachkosten für den Aufbau"), _measure("cost_setup", _("Euro"))),
    (_("Laufende Sachkosten"), _measure("cost_running", _("Euro im Jahr"))),
    (_("Finanzierung"), _text("funding")),
    (_("Förderinstrumente"), _terms("instruments")),
    (_("Trägt sich ohne Förderung"), _choice("self_sustaining")),
    (_("Laufzeit"), _duration),
    (_("Dauer der Umsetzung"), _steps),
    (_("Stand"), _choice("stage")),
    (_("Nachweis"), _choice("evidence")),
    (_("Das muss sein"), _conditions(True)),
    (_("Das hilft"), _conditions(False)),
    (_("Stolpersteine"), _obstacles),
    (_("Geeignet für"), _text("suited_for")),
    (_("Nicht geeignet für"), _text("not_suited_for")),
    (_("Zuletzt bestätigt"), _confirmed),
)
