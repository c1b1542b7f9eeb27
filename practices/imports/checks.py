"""From a row to checked values, or to the reasons why it is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from core.sanitize import TextTooLong
from practices.imports.cells import BadEntry, entries, split
from practices.imports.columns import BY_NAME, ENTRIES, MAX_ITEMS, Column, Kind
from practices.imports.errors import Problem
from practices.imports.names import REFERENCES, Names, can_be_term
from practices.imports.readers import Row
from practices.imports.rows import Told, says
from practices.imports.values import Refused, one_line, plain, value_of
from practices.imports.word import PICTURES


class Checker:
    """Checks rows against the vocabularies and pages in `names`."""

    def __init__(self, names: Names, *, create_terms: bool = False, dry_run: bool = False) -> None:
        self._names = names
        self.create_terms = create_terms
        self.dry_run = dry_run
        self.created_terms: list[str] = []

    def check(self, row: Row, now: Told | None = None) -> tuple[dict[str, Any], list[Problem]]:
        """Values by column name for the cells that say something else than `now` (what the export writes of the
        practice that is there), and what is wrong with them. Nothing is written, except new terms when `create_terms`
        is on and the row has no other fault."""
        if row.error:
            return {}, [Problem(row.number, "", "", row.error)]
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        missing: list[tuple[Column, str]] = []
        for name, raw in row.values.items():
            column = BY_NAME.get(name)
            if column is None or (now is not None and says(raw, now[name])):
                continue
            try:
                values[name] = self._value(column, raw, missing)
            except Refused as refused:
                shown = refused.value if refused.value is not None else str("" if raw is None else raw)
                problems.append(Problem(row.number, name, shown[:200], refused.reason))
        if not values.get("titel", now is not None) and "titel" not in {problem.column for problem in problems}:
            problems.append(Problem(row.number, "titel", "", "Der Titel fehlt."))
        if not problems:
            for column, label in missing:
                values[column.name].append(self._create(column, label))
        return values, problems

    def _value(self, column: Column, raw: Any, missing: list[tuple[Column, str]]) -> Any:
        if column.kind in ENTRIES:
            return self._entries(column, raw)
        if column.is_list:
            return self._list(column, raw, missing)
        try:
            return self._one(column, raw)
        except TextTooLong as error:
            raise Refused(f"Der Text ist mit {error.length} Zeichen zu lang.") from error

    def _one(self, column: Column, raw: Any) -> Any:
        return self._names.record(column, raw) if column.kind in REFERENCES else value_of(column, raw)

    def _list(self, column: Column, raw: Any, missing: list[tuple[Column, str]]) -> Any:
        items = [plain(item) for item in raw] if isinstance(raw, list) else split(plain(raw))
        items = list({item.casefold(): item for item in reversed([*map(one_line, items)]) if item}.values())[::-1]
        if len(items) > MAX_ITEMS:
            raise Refused(f"Es sind höchstens {MAX_ITEMS} Angaben möglich.")
        for item in items:
            if len(item) > column.limit:
                raise Refused(f"Eine Angabe hat {len(item)} Zeichen, möglich sind {column.limit}.", item)
        match column.kind:
            case Kind.TAGS:
                return items
            case Kind.BUILDING_BLOCKS:
                one = Column(column.name, "block", Kind.BUILDING_BLOCK, column.limit)
                return list({page.pk: page for page in (self._names.record(one, item) for item in items)}.values())
        return self._terms(column, items, missing)

    def _terms(self, column: Column, items: Iterable[str], missing: list[tuple[Column, str]]) -> list[Any]:
        found: list[Any] = []
        for item in items:
            matches = self._names.terms(column, item)
            if matches:
                found += [match for match in matches if match not in found]
            elif self.create_terms and can_be_term(item):
                if (column, item) not in missing:
                    missing.append((column, item))
            else:
                raise Refused(
                    f"„{item}“ steht nicht im Vokabular. Bitte prüfen Sie die Schreibweise, oder "
                    "wählen Sie „Unbekannte Begriffe anlegen“ (auf der Kommandozeile --create-terms).",
                    item,
                )
        return found

    def _entries(self, column: Column, raw: Any) -> list[dict[str, Any]]:
        """A mapping of field and value for each entry."""
        names = [part.name for part in column.parts]
        if isinstance(raw, list):
            given = [_of_json(entry, names) for entry in raw]
        else:
            try:
                given = entries(plain(raw), names, column.main)
            except BadEntry as bad:
                raise Refused(str(bad)) from bad
        if len(given) > column.limit:
            raise Refused(f"Das sind {len(given)} Einträge, möglich sind {column.limit}.")
        return [self._entry(column, number, entry) for number, entry in enumerate(given, start=1)]

    def _entry(self, column: Column, number: int, entry: Mapping[str, Any]) -> dict[str, Any]:
        if column.name == "links" and not entry.get("titel"):
            # Who lists addresses alone means them to be read as they are.
            entry = {**entry, "titel": plain(entry.get("adresse"))[:150]}
        values: dict[str, Any] = {}
        for part in column.parts:
            raw = entry.get(part.name)
            if part.required and not plain(raw):
                raise Refused(f"Eintrag {number}: „{part.name}“ fehlt.")
            try:
                values[part.field] = self._one(part, raw)
            except Refused as refused:
                raise Refused(f"Eintrag {number}, „{part.name}“: {refused.reason}", plain(raw)) from refused
        return values

    def _create(self, column: Column, label: str) -> Any:
        term, made = self._names.new_term(column, label, write=not self.dry_run)
        if made:
            self.created_terms.append(f"{column.name}: {label}")
        return term


def _of_json(entry: Any, names: list[str]) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise Refused("Ein Eintrag ist kein JSON-Objekt.")
    unknown = [str(name) for name in entry if name not in names]
    if unknown:
        raise Refused(f"„{unknown[0][:60]}“ gehört nicht hierher. Möglich sind: {', '.join(names)}.")
    return entry


def unknown_columns(values: Mapping[str, Any]) -> list[str]:
    """Names in a row that are no columns of ours, for the report."""
    return [name for name in values if name not in BY_NAME and name != PICTURES]
