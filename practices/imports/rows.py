"""Between a page and the values of a row: the one place that knows how each column is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from core.sanitize import sanitize
from practices.evidence import settle
from practices.imports.cells import joined, written
from practices.imports.columns import BY_NAME, COLUMNS, ID, Column, Kind
from practices.imports.names import PAGE_ID_PREFIX, REFERENCES, Names
from practices.imports.values import NOT_SAID, one_line, plain
from practices.measures import NOT_COLLECTED
from practices.models import PracticeBuildingBlock, PracticePage

#: A practice as the export writes it: text, or a list of texts or of entries, by the name of the column.
Told = Mapping[str, str | list[str] | list[dict[str, str]]]
_PAGES = (Kind.VERBUND, Kind.PARTNER, Kind.BUILDING_BLOCK)


def told(page: PracticePage, names: Names) -> Told:
    """A page as text by column name; terms and pages by slug, files by number, practices as the column `id` does."""
    return {column.name: _told(page, column, names) for column in COLUMNS}


def as_cell(value: str | list[str] | list[dict[str, str]]) -> str:
    """What the export writes of a column, in one cell."""
    if isinstance(value, str):
        return value
    if any(isinstance(item, dict) for item in value):
        return written(item for item in value if isinstance(item, dict))
    return joined(item for item in value if isinstance(item, str))


def says(raw: Any, value: str | list[str] | list[dict[str, str]]) -> bool:
    """Whether a cell of a file says just what the export writes: then it is not looked at further."""
    if isinstance(raw, list):
        return raw == value
    return not isinstance(raw, dict) and plain(raw) == plain(as_cell(value))


def apply_values(page: PracticePage, values: Mapping[str, Any], names: Names) -> list[str]:
    """Set what differs; the names of the columns that did."""
    changed: list[str] = []
    for name, value in values.items():
        column = BY_NAME[name]
        if _stays(page, name, value):
            continue
        if _comparable(column, _told(page, column, names)) == _comparable(column, _told_value(column, value, names)):
            continue
        changed.append(name)
        _set(page, column, value)
    return changed


def _stays(page: PracticePage, name: str, value: Any) -> bool:
    """What a cell does not change: an empty slug (Wagtail makes one), the id of a page that the export calls by its
    number, and the dates of the last and next review, which publishing sets: a file may only bring later ones."""
    if name == ID:
        return bool(page.pk and (value or "").startswith(PAGE_ID_PREFIX) and not page.external_id)
    if name in ("bestaetigt_am", "naechste_pruefung"):
        there = getattr(page, BY_NAME[name].field)
        return value is None or (there is not None and there >= value)
    return name == "slug" and not value


def settled(page: PracticePage, changed: list[str], before: Told | None) -> list[str]:
    """Work out what follows from the values, as publishing would, so that a second import finds nothing to do: the
    evidence from the effects. Returns what is changed all the same."""
    if {"evidenz", "evidenz_begruendung", "wirkungen"} & set(changed):
        page.evidence, page.evidence_computed = settle(
            page.evidence, page.evidence_reason, page.evidence_computed, page.effects.all()
        )
    if before is not None and "evidenz" in changed and page.evidence == before["evidenz"]:
        changed.remove("evidenz")
    return changed


def _comparable(column: Column, value: Any) -> Any:
    """Tags are the same in capitals and in small letters."""
    return {tag.casefold() for tag in value} if column.kind is Kind.TAGS else value


def _set(page: PracticePage, column: Column, value: Any) -> None:
    match column.kind:
        case Kind.TERMS | Kind.TAGS:
            getattr(page, column.field).set(value)
        case Kind.BUILDING_BLOCKS:
            page.building_block_links = [
                PracticeBuildingBlock(block=block, sort_order=n) for n, block in enumerate(value)
            ]
        case Kind.ROWS:
            model: Any = PracticePage._meta.get_field(column.field).related_model
            setattr(page, column.field, [model(**entry, sort_order=n) for n, entry in enumerate(value)])
        case Kind.BLOCKS:
            blocks = [{"type": column.block, "value": {k: _raw(v) for k, v in entry.items()}} for entry in value]
            setattr(page, column.field, json.dumps(blocks))
        case _:
            setattr(page, column.field, (value or None) if column.name == ID else value)
            if column.name == "titel":
                page.draft_title = value


def _raw(value: Any) -> Any:
    """What a block keeps in the database."""
    if isinstance(value, date):
        return value.isoformat()
    return value.pk if hasattr(value, "pk") else value


def _told(page: PracticePage, column: Column, names: Names) -> Any:
    if column.name == ID:
        return one_line(plain(page.external_id)) or (f"{PAGE_ID_PREFIX}{page.pk}" if page.pk else "")
    match column.kind:
        case Kind.TERMS | Kind.TAGS:
            return _told_value(column, getattr(page, column.field).all(), names)
        case Kind.BUILDING_BLOCKS:
            links = page.building_block_links.all()
            return [slug for link in links if (slug := names.slug_of(Kind.BUILDING_BLOCK, link.block_id))]
        case Kind.ROWS:
            rows = getattr(page, column.field).all()
            return _entries(column, ({part.field: _of_row(row, part) for part in column.parts} for row in rows), names)
        case Kind.BLOCKS:
            blocks = getattr(page, column.field).raw_data
            return _entries(column, (block.get("value") or {} for block in blocks), names)
        case kind if kind in REFERENCES:
            return _told_value(column, getattr(page, f"{column.field}_id"), names)
    return _told_value(column, getattr(page, column.field), names)


def _of_row(row: Any, part: Column) -> Any:
    """References by number, so that none is read from the database; terms are few and read once."""
    if part.kind is Kind.TERM:
        return getattr(row, part.field)
    return getattr(row, f"{part.field}_id" if part.kind in REFERENCES else part.field)


def _entries(column: Column, rows: Iterable[Mapping[str, Any]], names: Names) -> list[dict[str, str]]:
    """One that says nothing at all (a draft may hold such) is none: no cell could tell it from what is not there."""
    return [told_entry for row in rows if (told_entry := _entry(column, row, names))]


def _entry(column: Column, values: Mapping[str, Any], names: Names) -> dict[str, str]:
    told_parts = ((part.name, _told_value(part, values.get(part.field), names)) for part in column.parts)
    return {name: text for name, text in told_parts if text}


def _told_value(column: Column, value: Any, names: Names) -> Any:
    """What the export writes of a value, as the model keeps it or as the check gives it."""
    match column.kind:
        case Kind.ROWS | Kind.BLOCKS:
            return _entries(column, value, names)
        case Kind.TERMS:
            return sorted(term.slug for term in value)
        case Kind.TAGS:
            return sorted(filter(None, (one_line(plain(getattr(tag, "name", tag))) for tag in value)))
        case Kind.BUILDING_BLOCKS:
            return [page.slug for page in value]
        case Kind.FLAG:
            return "ja" if value else "nein"
        case Kind.MEASURE:
            return value or NOT_SAID
        case Kind.DECIMAL | Kind.NUMBER if value in (None, ""):
            return NOT_COLLECTED
        case Kind.DECIMAL:
            return _decimal(value)
        case Kind.RICH_TEXT:
            return plain(sanitize(value))
        case Kind.TEXT:
            return one_line(plain(value))
        case Kind.DATE:
            return value.isoformat() if isinstance(value, date) else (value or "")
        case Kind.TERM:
            return value.slug if value else ""
        case Kind.PRACTICE:
            pk = getattr(value, "pk", value)
            return names.practice_keys.get(pk, "") if pk else ""
        case kind if kind in _PAGES:
            pk = getattr(value, "pk", value)
            return names.slug_of(kind, pk) if pk else ""
        case Kind.IMAGE | Kind.DOCUMENT:
            pk = getattr(value, "pk", value)
            return str(pk) if pk else ""
    return "" if value is None else plain(value)


def _decimal(value: Any) -> str:
    text = f"{Decimal(value):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def exported(pages: Iterable[PracticePage], names: Names | None = None) -> Iterable[Told]:
    """Each page as the export writes it."""
    names = names or Names()
    return (told(page, names) for page in pages)
