"""Between a page and the values of a row: the one place that knows how each column is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.sanitize import sanitize
from practices.imports.columns import BY_NAME, COLUMNS, Column, Kind
from practices.models import PracticePage

#: The export names a practice that has no external id by its page; the import finds it again by that.
PAGE_ID_PREFIX = "seite-"


def row_values(page: PracticePage) -> dict[str, Any]:
    """A page as checked values by column name, the same as `checks.Checker` makes of a row."""
    return {column.name: _value(page, column) for column in COLUMNS}


def apply_values(page: PracticePage, values: Mapping[str, Any]) -> list[str]:
    """Set what differs; the names of the columns that did. An empty slug is left as it is (Wagtail makes one)."""
    changed: list[str] = []
    for name, value in values.items():
        column = BY_NAME[name]
        if name == "id" and (value or "").startswith(PAGE_ID_PREFIX) and not page.external_id:
            continue
        if name == "slug" and not value:
            continue
        if _value(page, column) == _comparable(column, value):
            continue
        changed.append(name)
        if column.is_list:
            getattr(page, column.field).set(value)
        else:
            setattr(page, column.field, (value or None) if name == "id" else value)
            if name == "titel":
                page.draft_title = value
    return changed


def exported(page: PracticePage) -> dict[str, str | list[str]]:
    """A page as text by column name; terms by slug, as lists."""
    return {column.name: _text(page, column) for column in COLUMNS}


def _value(page: PracticePage, column: Column) -> Any:
    if column.name == "id":
        return page.external_id or ""
    value = getattr(page, column.field)
    match column.kind:
        case Kind.TERMS:
            return {term.slug for term in value.all()}
        case Kind.TAGS:
            return {tag.name for tag in value.all()}
        case Kind.RICH_TEXT:
            return sanitize(value)
        case _:
            return value


def _comparable(column: Column, value: Any) -> Any:
    if column.kind is Kind.TERMS:
        return {term.slug for term in value}
    return set(value) if column.kind is Kind.TAGS else value


def _text(page: PracticePage, column: Column) -> str | list[str]:
    value = _value(page, column)
    match column.kind:
        case Kind.TERMS | Kind.TAGS:
            return sorted(value)
        case Kind.VERBUND:
            return value.slug if value else ""
        case Kind.IMAGE:
            return str(value.pk) if value else ""
        case Kind.FLAG:
            return "ja" if value else "nein"
        case _ if column.name == "id":
            return value or f"{PAGE_ID_PREFIX}{page.pk}"
        case _:
            return "" if value is None else str(value)
