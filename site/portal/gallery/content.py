"""What practices and information pages are made of: steps, figures, obstacles, facts, blocks."""

from __future__ import annotations

from types import SimpleNamespace as Made
from typing import Any

from portal.gallery.results import COMING, LONG, PAST, hits
from practices.effects import bars

_TEXT = "Ein Satz, der sagt, was hier geschah. Und noch einer, damit man sieht, wie die Zeilen laufen."


def practice() -> dict[str, Any]:
    """The context of the sections of a practice."""
    steps = [
        {"title": "Bedarf erheben", "text": _TEXT, "weeks": 1, "involved": "Personal, Betriebsrat"},
        {"title": LONG, "text": _TEXT, "weeks": 12, "involved": ""},
        {"title": "Ohne Dauer und Text", "text": "", "weeks": None, "involved": ""},
    ]
    effects = [
        _effect("Belegte Plätze im Jahr", 20, 131, method="gezählt"),
        _effect(LONG, 0, 4, method=""),
        _effect("Zufriedenheit", None, None, why_none="Dafür war keine Zeit."),
    ]
    return {
        "page": Made(approach="", steps=[Made(value=step) for step in steps], started_on=None, year=2024, stage=""),
        "weeks": 13,
        "effects": effects,
        "has_charts": True,
        "obstacles": [
            Made(kind="Zeit", description=_TEXT, remedy=_TEXT, solved=True, solved_shown="gelöst"),
            Made(kind="", description=f"{LONG}. {_TEXT}", remedy="", solved=False, solved_shown=""),
        ],
        "terms": Made(
            branches=[_term("Handel"), _term(LONG)],
            regions=[_term("Saarland")],
            topics=[],
            target_groups=[_term("Angelernte")],
            company_sizes=[],
        ),
        "measures": [Made(label="Aufwand", text="12–15\u00a0Personentage"), Made(label="Kosten", text="nicht erhoben")],
    }


def blocks() -> dict[str, Any]:
    """The values of the blocks of information pages, by template."""
    steps = [{"when": when, "title": "Auftakt", "text": _TEXT} for when in ("1. März 2022", "28. April 2022")]
    return {
        "facts": {
            "heading": "Auf einen Blick",
            "facts": [{"term": "Start", "text": "2020"}, {"term": LONG, "text": LONG}],
        },
        "numbers": {
            "heading": "Zahlen",
            "numbers": [{"number": "55", "text": "Projekte"}, {"number": "1.200", "text": LONG}],
        },
        "timeline": {"heading": "Verlauf", "steps": steps},
        "quote": {"text": _TEXT, "speaker": "Kim Beispiel, Betriebsrat", "consent": True},
        "questions": {
            "heading": "Fragen",
            "questions": [{"question": f"Was heißt {LONG}?", "answer": {"source": f"<p>{_TEXT}</p>"}}],
        },
    }


def events() -> list[Made]:
    """One to come, one cancelled, one over."""
    made = [("Auftakt", COMING, None, False), (LONG, COMING, COMING, False), ("Rückblick", PAST, None, True)]
    return [
        Made(
            title=title,
            url="#",
            summary=_TEXT,
            starts_at=starts,
            cancelled_at=cancelled,
            is_past=past,
            all_day=False,
            venue_name="Saarbrücken",
            format="",
        )
        for title, starts, cancelled, past in made
    ]


def teasers() -> list[Made]:
    return [Made(title=hit.document.title, url="#", summary=hit.document.summary) for hit in hits()]


def _effect(name: str, before: int | None, after: int | None, *, method: str = "", why_none: str = "") -> Made:
    row = Made(
        indicator=name,
        before=before,
        after=after,
        before_shown=str(before),
        after_shown=str(after),
        get_method_display=method,
        method=method,
        as_of=None,
        source="",
        why_none=why_none,
    )
    return Made(row=row, bars=bars(row))


def _term(label: str) -> Made:
    return Made(label=label, slug="beispiel")
