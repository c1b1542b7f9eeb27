"""The import: row by row, each in a transaction of its own, so that a refused row never stops the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction

from core.permissions.naming import check_stays_own
from practices.access import lock_on, may_edit, may_own
from practices.actions import practice_index, save_practice
from practices.imports.checks import Checker, unknown_columns
from practices.imports.columns import COLUMNS, ID
from practices.imports.errors import Problem
from practices.imports.names import Names, practice_called
from practices.imports.pictures import add_pictures
from practices.imports.publishing import is_planned, stays_draft
from practices.imports.readers import Row
from practices.imports.rows import apply_values, settled, told
from practices.imports.values import one_line, plain
from practices.imports.word import PICTURES
from practices.models import PracticePage

#: The column that may name practices of the same file.
WAITS_FOR_OTHERS = "verwandte_beispiele"
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
    #: Rows that went in but are not published although that was asked for: number, and why.
    notes: list[tuple[int, str]] = field(default_factory=list)
    unknown_columns: list[str] = field(default_factory=list)
    created_terms: list[str] = field(default_factory=list)

    @property
    def refused(self) -> int:
        return len({problem.row for problem in self.problems})

    def add(self, row: Row, verdict: Verdict) -> None:
        self.created += verdict.kind == "created"
        self.changed += verdict.kind == "changed"
        self.unchanged += verdict.kind == "unchanged"
        self.published += verdict.published
        self.problems += verdict.problems
        if verdict.note:
            self.notes.append((row.number, verdict.note))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a row, or would in a trial. `page_id` is that of its page, where there is one; `note` says why the
    row went in and yet is not published as it should be."""

    kind: Literal["created", "changed", "unchanged", "refused"]
    problems: tuple[Problem, ...] = ()
    published: bool = False
    page_id: int | None = None
    note: str = ""


class RowImporter:
    """Takes rows one by one. A second run of the same rows changes nothing.

    A row is matched by its `id`, or, as the export names pages without one, by the page. Rows without `id` always
    create. A column the file lacks leaves its field alone; an empty cell empties it. `seen` are ids that the file had
    before, with their rows. With a `user`, only what that user may change is changed. `pictures` is the folder with
    those of a Word file.

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
        pictures: Path | None = None,
    ) -> None:
        self._parent = practice_index()
        self._names = Names(coming=seen or ())
        self._checker = Checker(self._names, create_terms=create_terms, dry_run=dry_run)
        self._publish, self._dry_run, self._user = publish, dry_run, user
        self._seen, self._pictures = dict(seen or {}), pictures
        self._images: list[Any] = []

    @property
    def created_terms(self) -> list[str]:
        return self._checker.created_terms

    def take(self, row: Row) -> Verdict:
        """Create or change the practice of a row, or say why not. Never raises for what is in the row, and writes all
        of it or nothing."""
        terms = len(self.created_terms)
        self._images = []
        try:
            verdict = self._whole(row)
        except _Undo as undo:
            for image in self._images:
                image.file.delete(save=False)
            if len(self.created_terms) > terms:
                # They are gone with it.
                del self.created_terms[terms:]
                self._names.forget_terms()
            return undo.verdict
        if name := _name_of(row):
            self._seen[name] = row.number
        if self._dry_run:
            self._names.coming.update(filter(None, (name, str(row.values.get("slug") or ""))))
        return verdict

    def _whole(self, row: Row) -> Verdict:
        """In one transaction.

        Raises:
            _Undo: the row is refused, and nothing has been written.
        """
        try:
            with transaction.atomic():
                verdict = self._take(row)
                if verdict.kind == "refused":
                    raise _Undo(verdict)
                return verdict
        except ValidationError as error:
            found = [_problem(row, field, messages) for field, messages in _messages(error)]
            raise _Undo(Verdict("refused", tuple(found))) from error
        except (IntegrityError, DataError) as error:
            reason = f"Die Datenbank hat die Zeile abgelehnt: {error}."
            raise _Undo(Verdict("refused", (Problem(row.number, "", "", reason),))) from error

    def _take(self, row: Row) -> Verdict:
        name = _name_of(row)
        if name in self._seen:
            reason = f"Diese Kennung steht schon in Zeile {self._seen[name]}."
            return Verdict("refused", (Problem(row.number, "id", name, reason),))
        page = _latest(practice_called(name))
        if page is not None and not may_edit(self._user, page):
            reason = "Dieses Praxisbeispiel gehört einem anderen Verbund, oder Sie dürfen es nicht bearbeiten."
            return Verdict("refused", (Problem(row.number, "id", name, reason),))
        now = told(page, self._names) if page else None
        values, problems = self._checker.check(row, now)
        if problems:
            return Verdict("refused", tuple(problems))
        new = page is None
        page = page or PracticePage(title=values["titel"])
        changed = settled(page, apply_values(page, values, self._names), now)
        if new and not may_own(self._user, page):
            reason = "Sie können nur Praxisbeispiele Ihres eigenen Verbunds anlegen. Bitte nennen Sie ihn."
            return Verdict("refused", (Problem(row.number, "verbund", "", reason),))
        to_publish = self._publish and (bool(changed) or new or not page.live or page.has_unpublished_changes)
        lock = lock_on(self._user, page) if not new and (changed or to_publish) else ""
        if lock and changed:
            return Verdict("refused", (Problem(row.number, "", "", lock),))
        # Else a second import would save it once more, and nothing would come of it.
        note = stays_draft(page, lock) if to_publish else ""
        to_publish = to_publish and not note
        note = note or (is_planned(page) if to_publish else "")
        if PICTURES in row.values and self._pictures and new:
            listed = row.values[PICTURES]
            self._images = add_pictures(
                page, self._pictures, listed, self._user, publish=to_publish, trial=self._dry_run
            )
        if new or changed or to_publish:
            if self._dry_run:
                check_stays_own(self._user, page)
                _check_only(page, new, to_publish)
            else:
                save_practice(page, parent=self._parent, publish=to_publish, user=self._user)
        kind: Literal["created", "changed", "unchanged"] = "created" if new else "changed" if changed else "unchanged"
        return Verdict(kind, published=to_publish and not note, page_id=page.pk, note=note)


def import_rows(
    rows: Iterable[Row],
    *,
    create_terms: bool = False,
    publish: bool = False,
    dry_run: bool = False,
    user: Any = None,
    pictures: Path | None = None,
) -> Report:
    """All rows, as `RowImporter` takes them; raises as it does."""
    importer = RowImporter(create_terms=create_terms, publish=publish, dry_run=dry_run, user=user, pictures=pictures)
    report = Report()
    waiting: list[tuple[Row, Verdict]] = []
    for row in rows:
        report.read += 1
        report.unknown_columns += [n for n in unknown_columns(row.values) if n not in report.unknown_columns]
        verdict = importer.take(row)
        if only_waits(verdict.problems):
            waiting.append((row, verdict))
        else:
            report.add(row, verdict)
    # What names practices that stand further down is taken when these are there; then what names it, and so on.
    more = True
    while waiting and more:
        tried = [(row, importer.take(row)) for row, _ in waiting]
        waiting = [(row, verdict) for row, verdict in tried if only_waits(verdict.problems)]
        more = len(waiting) < len(tried)
        for row, verdict in tried:
            if not only_waits(verdict.problems):
                report.add(row, verdict)
    for row, verdict in waiting:
        report.add(row, verdict)
    report.problems.sort(key=lambda problem: problem.row)
    report.notes.sort()
    report.created_terms = importer.created_terms
    return report


class _Undo(Exception):
    """Leaves the transaction of a row that is refused."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__()
        self.verdict = verdict


def only_waits(problems: Iterable[Problem]) -> bool:
    """Whether a refused row may be right once the others are there: it names a practice that there is not yet."""
    columns = {problem.column for problem in problems}
    return columns == {WAITS_FOR_OTHERS}


def _check_only(page: PracticePage, new: bool, publish: bool) -> None:
    """The checks that saving would make, without writing: the tree's own fields are only known once it is saved."""
    if publish:
        page.full_clean(exclude=["path", "depth", "slug", "url_path", "content_type"] if new else None)


def _name_of(row: Row) -> str:
    raw = row.values.get(ID)
    return "" if isinstance(raw, list | dict) else one_line(plain(raw))


def _latest(page: PracticePage | None) -> PracticePage | None:
    """As its latest draft, so that an import never undoes an editor's unpublished work."""
    return page.get_latest_revision_as_object() if page else None


def _messages(error: ValidationError) -> list[tuple[str, str]]:
    if hasattr(error, "error_dict"):
        return [(name, " ".join(messages)) for name, messages in error.message_dict.items()]
    return [("", " ".join(error.messages))]


def _problem(row: Row, field_name: str, message: str) -> Problem:
    column = _COLUMN_OF_FIELD.get(field_name, field_name.replace("__all__", ""))
    raw = row.values.get(column)
    return Problem(row.number, column, "" if raw is None else str(raw)[:200], message)
