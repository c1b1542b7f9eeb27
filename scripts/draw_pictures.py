"""Draws the pictures of the example practices: `python scripts/draw_pictures.py`. The same files on every run.

Areas, lines and nodes in the site's green and its tints, nothing else. The titles by which practices name them stand in
`titles.yaml` beside the pictures; what is to be seen, in the alternative text of each practice.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).resolve().parent.parent / "site/portal/demo/content/pictures"
WIDTH, HEIGHT = 1200, 600
#: Drawn larger and made smaller, for smooth edges.
SCALE = 2
BRAND, DARK, MIDDLE, LIGHT, PAPER, WHITE = "#007155", "#00473a", "#5fa693", "#bfdcd4", "#eef6f3", "#ffffff"
Point = tuple[float, float]


class Sheet:
    """A picture in the making. All measures in pixels of the finished picture."""

    def __init__(self, ground: str = PAPER) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), ground)
        self._draw = ImageDraw.Draw(self.image)

    def area(self, corners: list[Point], colour: str) -> None:
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in corners], fill=colour)

    def box(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 10) -> None:
        place = (x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE)
        self._draw.rounded_rectangle(place, radius * SCALE, fill=colour)

    def node(self, centre: Point, radius: float, colour: str, rim: str = "", rim_width: float = 6) -> None:
        x, y = centre
        place = ((x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE)
        self._draw.ellipse(place, fill=colour, outline=rim or None, width=round(rim_width * SCALE) if rim else 0)

    def line(self, points: list[Point], colour: str, width: float = 6) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self._draw.line(scaled, fill=colour, width=round(width * SCALE), joint="curve")
        for x, y in (points[0], points[-1]):
            self.node((x, y), width / 2, colour)

    def dashes(self, start: Point, end: Point, colour: str, width: float = 6, number: int = 9) -> None:
        def at(part: float) -> Point:
            return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part

        for step in range(number):
            self.line([at(step / number), at((step + 0.5) / number)], colour, width)

    def save(self, name: str) -> None:
        smaller = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        smaller.save(FOLDER / name, "WEBP", quality=82, method=6)


def ring(centre: Point, radius: float, number: int, turn: float = -90) -> list[Point]:
    """So many points on a circle, clockwise, the first one at `turn` degrees."""
    angles = [math.radians(turn + 360 * step / number) for step in range(number)]
    return [(centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)) for angle in angles]


def chairs() -> Sheet:
    sheet = Sheet()
    taken = {0, 1, 2, 4, 6, 7, 9, 10, 13, 15, 16, 18, 20, 21, 23}
    for seat in range(27):
        centre = (120 + seat % 9 * 120, 150 + seat // 9 * 150)
        sheet.node(centre, 40, BRAND if seat in taken else PAPER, BRAND if seat in taken else MIDDLE)
    return sheet


def lights() -> Sheet:
    sheet = Sheet()
    sheet.line([(0, 300), (1040, 300), (1200, 300)], LIGHT, 18)
    for place, full in enumerate((True, True, False, True)):
        x = 210 + place * 260
        sheet.box(x - 70, 130, 140, 340, WHITE, 40)
        sheet.node((x, 220), 48, BRAND if full else PAPER, BRAND if full else LIGHT)
        sheet.node((x, 380), 48, PAPER if full else DARK, LIGHT if full else DARK)
    return sheet


def night() -> Sheet:
    sheet = Sheet(DARK)
    for x, top, width in ((60, 300, 300), (400, 200, 240), (680, 340, 200), (920, 250, 220)):
        sheet.box(x, top, width, 400, BRAND, 6)
    sheet.line([(60, 430), (500, 430), (500, 500), (1140, 500)], MIDDLE, 8)
    for leak in ((210, 430), (500, 470), (780, 500), (1030, 500)):
        for number, radius in enumerate((46, 30, 14)):
            sheet.node(leak, radius, (BRAND, MIDDLE, WHITE)[number], MIDDLE, 2)
    return sheet


def grid() -> Sheet:
    sheet = Sheet()
    points = [(140, 130), (390, 240), (200, 440), (560, 110), (620, 400), (850, 210), (1060, 110), (1030, 440)]
    for start, end in ((0, 1), (1, 2), (1, 3), (1, 4), (3, 5), (5, 6), (4, 7), (2, 4)):
        sheet.line([points[start], points[end]], MIDDLE, 7)
    sheet.dashes(points[4], points[5], DARK, 9)
    for number, point in enumerate(points):
        sheet.node(point, 34, WHITE if number in (4, 5) else BRAND, DARK if number in (4, 5) else BRAND)
    return sheet


def layers() -> Sheet:
    sheet = Sheet()
    for depth, colour in enumerate((LIGHT, MIDDLE, BRAND, DARK)):
        step = 70.0 * depth
        sheet.area([(0, 250 + step), (300 + step / 2, 250 + step), (420 + step, 600), (0, 600)], colour)
    masts = [(560.0, 400.0), (760.0, 330.0), (960.0, 260.0), (1140.0, 190.0)]
    sheet.line([(240, 250), *masts], BRAND, 8)
    for x, y in masts:
        sheet.line([(x, y), (x, 560)], DARK, 7)
        sheet.node((x, y), 20, WHITE, BRAND)
    return sheet


def table() -> Sheet:
    sheet = Sheet()
    known = ("2210", "1020", "2112", "0201")
    for row, marks in enumerate(known):
        sheet.box(90, 70 + row * 120, 240, 90, LIGHT)
        for column, mark in enumerate(marks):
            x, y = 400 + column * 180, 70 + row * 120
            sheet.box(x, y, 140, 90, WHITE)
            if mark != "0":
                sheet.box(x, y, 140 if mark == "2" else 70, 90, BRAND if mark == "2" else MIDDLE)
    return sheet


def hosts() -> Sheet:
    sheet = Sheet()
    centre = (600, 300)
    places = ring(centre, 215, 4, turn=-45)
    sheet.node(centre, 215, PAPER, LIGHT, 14)
    for place in places:
        sheet.line([centre, place], LIGHT, 6)
    sheet.node(centre, 84, BRAND)
    for number, place in enumerate(places):
        sheet.node(place, 64, DARK if number == 0 else WHITE, BRAND, 8)
        for chair in ring(place, 104, 3 + number, turn=40 * number):
            sheet.node(chair, 11, MIDDLE)
    return sheet


def parcels() -> Sheet:
    sheet = Sheet()
    sheet.box(0, 450, 1200, 40, MIDDLE, 0)
    for x, size in ((110, 150), (330, 210), (800, 180), (1010, 120)):
        sheet.box(x, 450 - size, size, size, BRAND, 6)
        sheet.box(x + size * 0.42, 450 - size, size * 0.16, size, LIGHT, 0)
    for x, y, width, colour in ((300, 80, 220, WHITE), (600, 130, 180, LIGHT), (840, 60, 200, WHITE)):
        sheet.box(x, y, width, 100, colour, 40)
        sheet.area([(x + 50, y + 90), (x + 100, y + 90), (x + 50, y + 140)], colour)
    return sheet


def stations() -> Sheet:
    sheet = Sheet()
    places = [(170.0, 380.0), (450.0, 240.0), (740.0, 240.0), (1030.0, 380.0)]
    sheet.line(places, MIDDLE, 8)
    for place in places:
        sheet.node(place, 70, WHITE, BRAND, 8)
        for person in ring(place, 112, 8):
            sheet.node(person, 12, BRAND)
    x, y = places[0]
    sheet.area([(x, y - 48), (x + 26, y + 12), (x, y + 40), (x - 26, y + 12)], LIGHT)
    return sheet


def growth() -> Sheet:
    sheet = Sheet()
    centre = (600, 300)
    outer = [*ring(centre, 250, 13), *ring(centre, 172, 10, turn=-70)]
    inner = ring(centre, 92, 6)
    for place in outer:
        sheet.line([place, min(inner, key=lambda near: math.dist(near, place))], LIGHT, 4)
    for number, place in enumerate(inner):
        sheet.line([place, inner[(number + 1) % 6]], BRAND, 6)
    for place in outer:
        sheet.node(place, 19, MIDDLE)
    for place in inner:
        sheet.node(place, 30, BRAND)
    for gone in ((150, 120), (210, 470), (1010, 110), (1060, 450)):
        sheet.node(gone, 19, PAPER, LIGHT)
    return sheet


def broken() -> Sheet:
    sheet = Sheet()
    for row in range(9):
        y = 76 + row * 56
        end = 700 if row not in (3, 6) else 1120
        sheet.line([(80, y), (end - row % 3 * 40, y)], BRAND if row in (3, 6) else MIDDLE, 12)
        sheet.node((80, y), 18, DARK)
    sheet.line([(760, 40), (700, 300), (780, 560)], DARK, 6)
    return sheet


def together() -> Sheet:
    sheet = Sheet()
    sheet.line([(0, 130), (300, 150), (560, 290), (1200, 290)], BRAND, 20)
    sheet.line([(0, 470), (300, 450), (560, 320), (1200, 320)], DARK, 20)
    for x in range(80, 500, 140):
        sheet.node((x, 70), 22, MIDDLE)
    for x in range(80, 400, 210):
        sheet.node((x, 530), 22, DARK)
    for number, x in enumerate(range(640, 1160, 90)):
        sheet.node((x, 210), 22, MIDDLE if number % 3 else DARK)
    return sheet


PICTURES: dict[str, Callable[[], Sheet]] = {
    "stuehle.webp": chairs,
    "vier-ampeln.webp": lights,
    "nacht-im-werk.webp": night,
    "netz-mit-luecke.webp": grid,
    "tagebau-und-leitung.webp": layers,
    "maschinentabelle.webp": table,
    "vier-gastgeber.webp": hosts,
    "packtisch.webp": parcels,
    "vier-stationen.webp": stations,
    "verbund-waechst.webp": growth,
    "abgebrochen.webp": broken,
    "zwei-linien.webp": together,
}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, draw in PICTURES.items():
        draw().save(name)
