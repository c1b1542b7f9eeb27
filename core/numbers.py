"""Numbers as they are written in German, also where Django is not set up (the reader of uploaded files)."""

from __future__ import annotations


def thousands(number: int) -> str:
    """„50.000“."""
    return f"{number:,}".replace(",", ".")
