"""The example building blocks: a page and real files for each, before the practices that name them."""

from __future__ import annotations

from typing import Any

from core.text import as_rich_text
from portal.demo.pages import document


def fill_building_block(page: Any, entry: dict[str, Any]) -> None:
    """Description and files of a `BuildingBlockPage`."""
    page.description = as_rich_text(entry["beschreibung"])
    page.files = [
        (
            "file",
            {
                "document": document(each["datei"], each["titel"]),
                "licence": each["lizenz"],
                "accessibility": each["barrierefreiheit"],
            },
        )
        for each in entry["dateien"]
    ]
