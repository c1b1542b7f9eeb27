"""From what somebody wrote in a cell to the value that a practice keeps, for all that needs no look at the database."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email, validate_slug

from core.text import as_rich_text
from core.vocabularies.load import german_letters
from practices.imports.columns import Column, Kind
from practices.measures import NOT_COLLECTED, read_measure

FIRST_YEAR, LAST_YEAR = 1990, 2100
TRUE, FALSE = ("ja", "true", "wahr", "1", "x"), ("nein", "false", "falsch", "0", "")
#: What the export writes where nobody has said yet whether a figure was collected.
NOT_SAID = "keine Angabe"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|[\ud800-\udfff]")
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d{1,12})(?:,\d{1,2})?")
_WITH_POINT = re.compile(r"-?\d{1,12}\.\d{1,2}")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_GERMAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_web_address = URLValidator(schemes=["http", "https"])


class Refused(Exception):
    """A cell's value cannot be taken; `reason` is German."""

    def __init__(self, reason: str, value: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.value = value


def key(text: str) -> str:
    """What two spellings of a name have in common: case, spaces, umlauts written out."""
    return " ".join(german_letters(text).split()).casefold()


def plain(raw: Any) -> str:
    """A cell's text: no control characters, one kind of line break, nothing around it.

    Raises:
        Refused: it is a list or an object, as only .jsonl can have.
    """
    if raw is None:
        return ""
    if isinstance(raw, list | dict):
        raise Refused("Hier steht eine Liste, erwartet wird ein einzelner Wert.")
    if isinstance(raw, bool):
        return "ja" if raw else "nein"
    if isinstance(raw, float):
        # A spreadsheet keeps 2023 as 2023.0, and has a point where German has a comma.
        raw = int(raw) if raw.is_integer() else f"{raw:.6f}".rstrip("0").replace(".", ",")
    return _CONTROL.sub("", str(raw).replace("\r\n", "\n").replace("\r", "\n")).strip()


def value_of(column: Column, raw: Any) -> Any:
    """The value of a cell, for the kinds in `READERS`.

    Raises:
        Refused: with the reason.
    """
    text = plain(raw)
    if column.limit and column.kind is not Kind.NUMBER and len(text) > column.limit:
        raise Refused(f"Der Text hat {len(text)} Zeichen, möglich sind {column.limit}.")
    return READERS[column.kind](column, text)


def one_line(text: str) -> str:
    return " ".join(text.split())


def _slug(column: Column, text: str) -> str:
    try:
        if text:
            validate_slug(text)
    except ValidationError as error:
        raise Refused("Erlaubt sind Kleinbuchstaben ohne Umlaute, Ziffern und Bindestriche.") from error
    return text.lower()


def _year(column: Column, text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == 4 and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise Refused(f"Das Jahr muss eine Zahl von {FIRST_YEAR} bis {LAST_YEAR} sein.")
    return int(text)


def _number(column: Column, text: str) -> int | None:
    if not text and column.default:
        return int(column.default)
    if _not_collected(text):
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= column.limit):
        raise Refused(f"Hier muss eine ganze Zahl von 1 bis {column.limit} stehen.")
    return int(text)


def _decimal(column: Column, text: str) -> Decimal | None:
    if _not_collected(text):
        return None
    text = text.replace("\N{MINUS SIGN}", "-").removesuffix(",0")
    if text.isascii() and _WITH_POINT.fullmatch(text):
        return Decimal(text)
    number = text.replace(".", "").replace(",", ".")
    if not (text.isascii() and _NUMBER.fullmatch(text)) or abs(Decimal(number)) >= Decimal(10) ** 12:
        raise Refused("Hier muss eine Zahl stehen, etwa „1.200“ oder „12,5“, oder „nicht erhoben“.")
    return Decimal(number)


def _measure(column: Column, text: str) -> str:
    if not text or key(text) == key(NOT_SAID):
        return ""
    try:
        return str(read_measure(text))
    except ValidationError as error:
        raise Refused(error.messages[0]) from error


def _date(column: Column, text: str) -> date | None:
    if not text:
        return None
    if text.isascii() and (found := _ISO.fullmatch(text)):
        year, month, day = map(int, found.groups())
    elif text.isascii() and (found := _GERMAN.fullmatch(text)):
        day, month, year = map(int, found.groups())
    else:
        raise Refused("Bitte schreiben Sie das Datum als „28.04.2022“ oder „2022-04-28“.")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Refused(f"Den {text} gibt es nicht. Bitte prüfen Sie das Datum.") from error


def _choice(column: Column, text: str) -> str:
    if not text:
        return column.default
    for value, label in column.choices:
        if key(text) in (key(value), key(label)):
            return value
    raise Refused(f"Möglich sind: {', '.join(label for _, label in column.choices)}.")


def _flag(column: Column, text: str) -> bool:
    if text.casefold() in TRUE:
        return True
    if text.casefold() in FALSE:
        return False
    raise Refused("Möglich sind „ja“ und „nein“.")


def _email(column: Column, text: str) -> str:
    try:
        if text:
            validate_email(text)
    except ValidationError as error:
        raise Refused("Das ist keine E-Mail-Adresse. Bitte prüfen Sie die Schreibweise.") from error
    return text


def _url(column: Column, text: str) -> str:
    try:
        if text:
            _web_address(text)
    except ValidationError as error:
        raise Refused("Das ist keine Adresse im Netz. Sie beginnt mit „https://“.") from error
    return text


def _not_collected(text: str) -> bool:
    return not text or key(text) in (key(NOT_COLLECTED), key(NOT_SAID))


READERS: Mapping[Kind, Callable[[Column, str], Any]] = {
    Kind.TEXT: lambda column, text: one_line(text),
    Kind.LINES: lambda column, text: text,
    Kind.RICH_TEXT: lambda column, text: as_rich_text(text),
    Kind.SLUG: _slug,
    Kind.YEAR: _year,
    Kind.NUMBER: _number,
    Kind.DECIMAL: _decimal,
    Kind.MEASURE: _measure,
    Kind.DATE: _date,
    Kind.CHOICE: _choice,
    Kind.FLAG: _flag,
    Kind.EMAIL: _email,
    Kind.URL: _url,
}
