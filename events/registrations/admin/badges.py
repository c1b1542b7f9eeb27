"""Name badges as PDF: eight on a sheet of A4, 90 × 55 mm, with marks to cut along."""

from __future__ import annotations

from collections.abc import Iterable

from fpdf import FPDF

from core.fonts import font_file
from events.models import EventPage
from events.registrations.models import Registration

WIDTH, HEIGHT, COLUMNS, ROWS = 90, 55, 2, 4
_LEFT, _TOP = 15, 38.5
#: Questions whose answer stands below the name, by a word of theirs.
_ORGANISATION = ("einrichtung", "organisation", "firma", "unternehmen", "betrieb", "institution", "verbund")
_LARGEST, _SMALLEST = 26, 10


def badges(event: EventPage, registrations: Iterable[Registration]) -> bytes:
    """The sheets; one empty page with a word when there is nobody."""
    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_title(f"Namensschilder: {event.title}")
    pdf.set_lang("de")
    for style, name in {"": "FiraSans-Regular", "B": "FiraSans-SemiBold"}.items():
        pdf.add_font("Fira", style, font_file(name))
    place = -1
    for place, registration in enumerate(registrations):
        if place % (COLUMNS * ROWS) == 0:
            pdf.add_page()
        row, column = divmod(place % (COLUMNS * ROWS), COLUMNS)
        _badge(pdf, _LEFT + column * WIDTH, _TOP + row * HEIGHT, event, registration)
    if place < 0:
        pdf.add_page()
        pdf.set_font("Fira", "", 14)
        pdf.text(20, 30, "Es ist noch niemand angemeldet.")
    return bytes(pdf.output())


def _badge(pdf: FPDF, left: float, top: float, event: EventPage, registration: Registration) -> None:
    pdf.set_draw_color(170)
    pdf.rect(left, top, WIDTH, HEIGHT)
    _line(pdf, event.title, left, top + 5, "", 9, 6)
    _line(pdf, registration.name, left, top + 20, "B", _LARGEST, 14)
    organisation = next(
        (text for label, text in registration.answers if any(word in label.lower() for word in _ORGANISATION)), ""
    )
    _line(pdf, organisation, left, top + 38, "", 13, 8)


def _line(pdf: FPDF, text: str, left: float, top: float, style: str, size: int, height: float) -> None:
    """One centred line, made smaller until it fits; then cut."""
    text = " ".join(text.split())
    while size > _SMALLEST and _width(pdf, text, style, size) > WIDTH - 8:
        size -= 1
    while text and _width(pdf, text, style, size) > WIDTH - 8:
        text = text[:-2].rstrip() + "…"
    pdf.set_xy(left + 4, top)
    pdf.cell(WIDTH - 8, height, text, align="C")


def _width(pdf: FPDF, text: str, style: str, size: int) -> float:
    pdf.set_font("Fira", style, size)
    return float(pdf.get_string_width(text))
