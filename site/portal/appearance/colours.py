"""Colours as numbers: whether text in one can be read on another (WCAG 2.2), and the next one that can."""

from __future__ import annotations

import re

#: Normal text on its ground, by WCAG 2.2 AA.
READABLE = 4.5
#: What text stands on: the page and its quiet surfaces, in either theme (KERN's neutrals).
LIGHT_GROUNDS = ("#ffffff", "#f3f4f7")
DARK_GROUNDS = ("#131525", "#1d2034")

_HEX = re.compile(r"#[0-9a-f]{6}")


def as_colour(text: str) -> str:
    """A colour as it is typed, as `#rrggbb` in small letters; `#abc` and a missing `#` are understood.

    Raises:
        ValueError: it is none.
    """
    digits = text.strip().lower().removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    if not _HEX.fullmatch(f"#{digits}"):
        raise ValueError(text)
    return f"#{digits}"


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def is_readable(colour: str, grounds: tuple[str, ...]) -> bool:
    return all(contrast(colour, ground) >= READABLE for ground in grounds)


def readable(colour: str, grounds: tuple[str, ...], towards: str) -> str:
    """The colour itself, or with as little of `towards` (black or white) mixed in as makes it readable on `grounds`."""
    for share in range(0, 101, 2):
        mixed = _mixed(colour, towards, share / 100)
        if is_readable(mixed, grounds):
            return mixed
    return towards


def _mixed(colour: str, towards: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(towards), strict=True)
    return "#" + "".join(f"{round(own * (1 - share) + other * share):02x}" for own, other in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    """WCAG's relative luminance, 0 to 1."""
    red, green, blue = (
        value / 12.92 if (value := channel / 255) <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for channel in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
