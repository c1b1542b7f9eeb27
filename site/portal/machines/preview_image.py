"""The picture that stands beside a link to a page elsewhere: a quiet pattern of nodes and lines, and the title.

Drawn, since pages have no pictures for decoration. The pattern follows from the slug: a page keeps its own.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from core.fonts import font_file

#: Pixels, as the services that show such pictures want them.
WIDTH, HEIGHT = 1200, 630
_MARGIN = 80
#: What is drawn changes with it, so that old pictures are not kept: counted up with each change here.
STYLE = 1
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Words:
    """What the picture says: the kind of page, its title, the site."""

    kind: str
    title: str
    site: str


def draw(slug: str, words: Words, brand: str) -> bytes:
    """The picture as PNG, `WIDTH` × `HEIGHT`. `brand` is the site's colour as `#rrggbb`."""
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    pen = ImageDraw.Draw(image)
    _pattern(pen, slug, brand)
    pen.rectangle((0, HEIGHT - 16, WIDTH, HEIGHT), fill=brand)
    small, strong = _font("FiraSans-Regular", 34), _font("FiraSans-SemiBold", 34)
    pen.text((_MARGIN, 76), words.kind, font=small, fill="#4a5568")
    font, lines = _fitting(pen, words.title)
    top = 140
    for line in lines:
        pen.text((_MARGIN, top), line, font=font, fill="#171a1c")
        top += int(font.size * 1.2)
    pen.text((_MARGIN, HEIGHT - 100), words.site, font=strong, fill=brand)
    made = io.BytesIO()
    image.save(made, "PNG", optimize=True)
    return made.getvalue()


def _pattern(pen: ImageDraw.ImageDraw, slug: str, brand: str) -> None:
    """Nodes in the right third, each joined to the two nearest; their places are bytes of the slug's hash."""
    bits = iter(hashlib.shake_256(slug.encode()).digest(3 * 14))
    nodes = [(850 + x * 310 // 255, 40 + y * 530 // 255, size % 3) for x, y, size in zip(bits, bits, bits, strict=True)]
    line, dot = _tint(brand, 0.25), _tint(brand, 0.45)
    for x, y, _ in nodes:
        nearest = sorted(nodes, key=lambda other: (other[0] - x) ** 2 + (other[1] - y) ** 2)
        for other in nearest[1:3]:
            pen.line((x, y, *other[:2]), fill=line, width=4)
    for x, y, size in nodes:
        radius = (9, 13, 18)[size]
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=dot)


def _fitting(pen: ImageDraw.ImageDraw, title: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest type in which the title needs few lines; a title too long for all of them ends in an ellipsis."""
    for size in (72, 60, 50, 42):
        font = _font("FiraSans-SemiBold", size)
        lines = _lines(pen, title, font)
        if len(lines) <= _MOST_LINES:
            return font, lines
    return font, [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1].rstrip(" ,.;:") + " …"]


def _lines(pen: ImageDraw.ImageDraw, title: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and pen.textlength(longer, font=font) > 760:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_file(name), size)


def _tint(colour: str, share: float) -> tuple[int, int, int]:
    """The colour mixed with white; `share` of it from 0 to 1."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return (_mixed(red, share), _mixed(green, share), _mixed(blue, share))


def _mixed(part: int, share: float) -> int:
    return round(255 + (part - 255) * share)
