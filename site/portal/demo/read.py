"""Reading the example files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

CONTENT = Path(__file__).resolve().parent / "content"


def entries(folder: str) -> Iterator[dict[str, Any]]:
    """The entries of one kind, each from its file, in the order of their names."""
    for path in sorted((CONTENT / folder).glob("*.yaml")):
        yield one(path)


def one(path: Path) -> dict[str, Any]:
    """One entry.

    Raises:
        ValueError: the file is no mapping; the message names it.
    """
    entry = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(entry, dict):
        raise ValueError(f"{path} holds no mapping.")
    return entry


def moment(text: str, later: timedelta = timedelta()) -> datetime:
    """A local time of the files ("2022-04-28T10:00", Europe/Berlin) as an aware datetime, so much later by the wall
    clock."""
    return timezone.make_aware(datetime.fromisoformat(text) + later, timezone.get_default_timezone())
