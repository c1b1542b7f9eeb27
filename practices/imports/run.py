"""The import: row by row, each in a transaction of its own, so that a refused row never stops the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from practices.actions import practice_index, save_practice
from practices.imports.checks import Checker, unknown_columns
from practices.imports.columns import COLUMNS
from practices.imports.errors import Problem
from practices.imports.readers import Row
from practices.imports.rows import PAGE_ID_PREFIX, apply_values
from practices.models import PracticePage

_COLUMN_OF_FIELD = {column.field: column.name for column in COLUMNS}


@dataclass
class Report:
    """What an import did. `read` counts rows; a refused row may have several problems."""

    read: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    published: int = 0
    problems: list[Problem] = field(default_factory=list)
    unknown_columns: list[str] = field(default_factory=list)
    created_terms: list[str] = field(default_factory=list)

    @property
    def refused(self) -> int:
        return len({problem.row for problem in self.problems})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a row, or would in a trial. `page_id` is that of its page, where there is one."""

    kind: Literal["created", "changed", "unchanged", "refused"]
    problems: tuple[Problem, ...] = ()
    published: bool = False
    page_id: int | None = None


class RowImporter:
    """Takes rows one by one. A second run of the same rows changes nothing.

    A row is matched by its `id`, or, as the export names pages without one, by the page. Rows without `id` always
    create. A column the file lacks leaves its field alone; an empty cell empties it. `seen` are ids that the file had
    before, with their rows.

    Raises:
        practices.actions.NoPracticeIndex: there is nowhere to put practices.
    """

    def __init__(
        self,
        *,
        create_terms: bool = False,
        publish: bool = False,
        dry_run: bool = False,
        user: Any = None,
        seen: Mapping[str, int] | None = None,
    ) -> None:
        self._parent = practice_index()
        self._checker = Checker(create_terms=create_terms, dry_run=dry_run)
        self._publish, self._dry_run, self._user = publish, dry_run, user
        self._seen = dict(seen or {})

    @property
    def created_terms(self) -> list[str]:
        return self._checker.created_terms

    def take(self, row: Row) -> Verdict:
        """Create or change the practice of a row, or say why not. Never raises for what is in the row."""
        values, problems = self._checker.check(row)
        key = values.get("id") or ""
        if key and key in self._seen:
            problems.append(Problem(row.number, "id", key, f"Diese Kennung steht schon in Zeile {self._seen[key]}."))
        if problems:
            return Verdict("refused", tuple(problems))
        if key:
            self._seen[key] = row.number
        page = _existing(key)
        new = page is None
        page = page or PracticePage(title=values["titel"])
        changed = apply_values(page, values)
        to_publish = self._publish and (bool(changed) or new or not page.live or page.has_unpublished_changes)
        published = to_publish
        if new or changed or to_publish:
            try:
                with transaction.atomic():
                    if self._dry_run:
                        _check_only(page, new, self._publish)
                    else:
                        published = save_practice(page, parent=self._parent, publish=to_publish, user=self._user)
            except ValidationError as error:
                found = [_problem(row, name, values, messages) for name, messages in _messages(error)]
                return Verdict("refused", tuple(found))
            except IntegrityError as error:
                reason = f"Die Datenbank hat die Zeile abgelehnt: {error}."
                return Verdict("refused", (Problem(row.number, "", "", reason),))
        kind: Literal["created", "changed", "unchanged"] = "created" if new else "changed" if changed else "unchanged"
        return Verdict(kind, published=published, page_id=page.pk)


def import_rows(
    rows: Iterable[Row],
    *,
    create_terms: bool = False,
    publish: bool = False,
    dry_run: bool = False,
    user: Any = None,
) -> Report:
    """All rows, as `RowImporter` takes them; raises as it does."""
    importer = RowImporter(create_terms=create_terms, publish=publish, dry_run=dry_run, user=user)
    report = Report()
    for row in rows:
        report.read += 1
        report.unknown_columns += [n for n in unknown_columns(row.values) if n not in report.unknown_columns]
        verdict = importer.take(row)
        report.created += verdict.kind == "created"
        report.changed += verdict.kind == "changed"
        report.unchanged += verdict.kind == "unchanged"
        report.published += verdict.published
        report.problems += verdict.problems
    report.created_terms = importer.created_terms
    return report


def _check_only(page: PracticePage, new: bool, publish: bool) -> None:
    """The checks that saving would make, without writing: the tree's own fields are only known once it is saved."""
    if publish:
        page.full_clean(exclude=["path", "depth", "slug", "url_path", "content_type"] if new else None)


def _existing(external_id: str) -> PracticePage | None:
    """The page that a row means, as its latest draft, so that an import never undoes an editor's unpublished work."""
    page = PracticePage.objects.filter(external_id=external_id).first() if external_id else None
    number = external_id.removeprefix(PAGE_ID_PREFIX)
    if page is None and external_id.startswith(PAGE_ID_PREFIX) and number.isascii() and number.isdigit():
        page = PracticePage.objects.filter(pk=int(number[:18]), external_id__isnull=True).first()
    return page.get_latest_revision_as_object() if page else None


def _messages(error: ValidationError) -> list[tuple[str, str]]:
    if hasattr(error, "error_dict"):
        return [(name, " ".join(messages)) for name, messages in error.message_dict.items()]
    return [("", " ".join(error.messages))]


def _problem(row: Row, field_name: str, values: dict[str, Any], message: str) -> Problem:
    column = _COLUMN_OF_FIELD.get(field_name, field_name.replace("__all__", ""))
    return Problem(row.number, column, str(values.get(column) or "")[:200], message)
