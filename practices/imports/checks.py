"""From a row to checked values, or to the reasons why it is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from wagtail.images import get_image_model

from core.text import as_rich_text
from core.vocabularies.load import create_term, german_letters, german_slug
from core.vocabularies.models import RESERVED_SLUG, Term
from partners.models import VerbundPage
from practices.imports.columns import BY_NAME, COLUMNS, MAX_ITEMS, Column, Kind
from practices.imports.errors import Problem
from practices.imports.readers import Row
from practices.models import Evidence

FIRST_YEAR, LAST_YEAR = 1990, 2100
TRUE, FALSE = ("ja", "true", "wahr", "1", "x"), ("nein", "false", "falsch", "0", "")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|[\ud800-\udfff]")


class Refused(Exception):
    """A cell's value cannot be taken; `reason` is German."""

    def __init__(self, reason: str, value: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.value = value


class Checker:
    """Checks rows against the vocabularies and networks as they are when it is made."""

    def __init__(self, *, create_terms: bool = False, dry_run: bool = False) -> None:
        self.create_terms = create_terms
        self.dry_run = dry_run
        self.created_terms: list[str] = []
        self._terms = {column.name: _with_merged(column.vocabulary) for column in COLUMNS if column.vocabulary}
        self._networks = _by_slug_and_label(VerbundPage.objects.all(), label="title")

    def check(self, row: Row) -> tuple[dict[str, Any], list[Problem]]:
        """Values by column name for the columns the row has, and what is wrong with it. Nothing is written,
        except new terms when `create_terms` is on and the row has no other fault."""
        if row.error:
            return {}, [Problem(row.number, "", "", row.error)]
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        missing: list[tuple[Column, str]] = []
        for name, raw in row.values.items():
            column = BY_NAME.get(name)
            if column is None:
                continue
            try:
                values[name] = self._value(column, raw, missing)
            except Refused as refused:
                shown = refused.value if refused.value is not None else str("" if raw is None else raw)
                problems.append(Problem(row.number, name, shown[:200], refused.reason))
        if not values.get("titel") and "titel" not in {problem.column for problem in problems}:
            problems.append(Problem(row.number, "titel", "", "Der Titel fehlt."))
        if not problems:
            for column, label in missing:
                values[column.name].append(self._create(column, label))
        return values, problems

    def _value(self, column: Column, raw: Any, missing: list[tuple[Column, str]]) -> Any:
        if column.is_list:
            items = [_plain(item, column) for item in _items(raw)]
            items = list(dict.fromkeys(item for item in items if item))
            if len(items) > MAX_ITEMS:
                raise Refused(f"Es sind höchstens {MAX_ITEMS} Angaben möglich.")
            return items if column.kind is Kind.TAGS else self._terms_of(column, items, missing)
        if isinstance(raw, list | dict):
            raise Refused("Hier steht eine Liste, erwartet wird ein einzelner Wert.")
        text = _plain(raw, column)
        read: Callable[[Column, str], Any] = {
            Kind.YEAR: _year,
            Kind.EVIDENCE: _evidence,
            Kind.FLAG: _flag,
            Kind.IMAGE: _image,
            Kind.RICH_TEXT: _rich_text,
            Kind.VERBUND: self._verbund,
            Kind.TEXT: _slug if column.name == "slug" else _one_line,
        }[column.kind]
        return read(column, text)

    def _terms_of(self, column: Column, items: list[str], missing: list[tuple[Column, str]]) -> list[Term]:
        found: list[Term] = []
        for item in items:
            matches = self._terms[column.name].get(_key(item), [])
            if len(matches) > 1:
                slugs = ", ".join(sorted(match.slug for match in matches))
                raise Refused(f"„{item}“ ist mehrdeutig. Bitte nennen Sie das Kürzel: {slugs}.", item)
            if matches:
                found += [match for match in matches if match not in found]
            elif self.create_terms and german_slug(item) not in ("", RESERVED_SLUG):
                if (column, item) not in missing:
                    missing.append((column, item))
            else:
                raise Refused(
                    f"„{item}“ steht nicht im Vokabular. Bitte Schreibweise prüfen oder mit --create-terms anlegen.",
                    item,
                )
        return found

    def _verbund(self, column: Column, text: str) -> VerbundPage | None:
        if not text:
            return None
        matches = self._networks.get(_key(text), [])
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise Refused("Der Name ist mehrdeutig. Bitte nennen Sie das Kürzel aus der Adresse des Verbunds.")
        raise Refused("Diesen Verbund gibt es nicht. Bitte Namen oder Kürzel prüfen.")

    def _create(self, column: Column, label: str) -> Term:
        known = self._terms[column.name]
        if _key(label) not in known:
            assert column.vocabulary is not None
            term = column.vocabulary(slug=german_slug(label), label=label)
            if not self.dry_run:
                term = create_term(column.vocabulary, label)
            self.created_terms.append(f"{column.name}: {label}")
            for key in {_key(label), _key(term.slug)}:
                known.setdefault(key, []).append(term)
        return known[_key(label)][0]


def _with_merged(vocabulary: type[Term]) -> dict[str, list[Any]]:
    """The terms by slug and label; one that was merged into another is read as that one."""
    found = _by_slug_and_label(vocabulary.objects.all())
    for old in vocabulary.everything.filter(merged_into__isnull=False).select_related("merged_into"):
        for key in (_key(old.slug), _key(old.label)):
            found.setdefault(key, [old.merged_into])
    return found


def _by_slug_and_label(records: Any, label: str = "label") -> dict[str, list[Any]]:
    """A slug names one record; a label may name several, and yields to a slug that reads the same."""
    found: dict[str, list[Any]] = {}
    records = list(records)
    for record in records:
        entries = found.setdefault(_key(getattr(record, label)), [])
        entries.append(record)
    for record in records:
        found[_key(record.slug)] = [record]
    return found


def _key(text: str) -> str:
    """What two spellings of a name have in common: case, spaces, umlauts written out."""
    return " ".join(german_letters(text).split()).casefold()


def _items(raw: Any) -> list[Any]:
    if raw is None:
        return []
    if isinstance(raw, list):
        return raw
    return str(raw).split(";")


def _plain(raw: Any, column: Column) -> str:
    if raw is None:
        return ""
    if isinstance(raw, list | dict):
        raise Refused("Die Liste enthält weitere Listen.")
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)  # a spreadsheet keeps 2023 as 2023.0
    text = _CONTROL.sub("", str(raw)).strip()
    if column.limit and len(text) > column.limit:
        raise Refused(f"Der Text hat {len(text)} Zeichen, möglich sind {column.limit}.")
    return text


def _one_line(column: Column, text: str) -> str:
    return " ".join(text.split())


def _rich_text(column: Column, text: str) -> str:
    return as_rich_text(text)


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


def _evidence(column: Column, text: str) -> str:
    if not text:
        return ""
    for level in Evidence:
        if _key(text) in (_key(level.value), _key(str(level.label))):
            return level.value
    raise Refused(f"Möglich sind: {', '.join(str(level.label) for level in Evidence)}.")


def _flag(column: Column, text: str) -> bool:
    if text.casefold() in TRUE:
        return True
    if text.casefold() in FALSE:
        return False
    raise Refused("Möglich sind „ja“ und „nein“.")


def _image(column: Column, text: str) -> Any:
    if not text:
        return None
    images = get_image_model()._default_manager.all()
    found = (
        images.filter(pk=int(text))
        if text.isascii() and text.isdigit() and len(text) < 10
        else images.filter(title=text)
    )
    matches = list(found[:2])
    if len(matches) != 1:
        raise Refused("Dieses Bild gibt es nicht oder es ist nicht eindeutig. Bitte nennen Sie seine Nummer.")
    return matches[0]


def unknown_columns(values: Mapping[str, Any]) -> list[str]:
    """Names in a row that are no columns of ours, for the report."""
    return [name for name in values if name not in BY_NAME]
