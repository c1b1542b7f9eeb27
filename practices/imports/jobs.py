"""The work of an import, in the background: row by row, so that it goes on where a process that died has stopped.

What a row made and that it was made are written in one transaction: it is never done twice, and never half.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from core.background import do_soon
from core.periodic import register_periodic
from practices.imports.limited import rows_of_file
from practices.imports.mapping import guessed, mapped, remember
from practices.imports.models import ImportedRow, ImportJob
from practices.imports.readers import Row
from practices.imports.run import WAITS_FOR_OTHERS, RowImporter

IMPORTS = "praxisbeispiele-importieren"
#: Seconds of work before others get their turn, and rows that are read at once.
TURN = 15.0
#: A turn whose process was killed is taken up by another after this. Should the first only be slow, each row is still
#: done once.
LEASE = timedelta(minutes=1)
_BATCH = 100
#: A row without a verdict.
_UNTAKEN: dict[str, Any] = {"verdict": "", "problems": [], "page_id": None, "published": False, "note": ""}
#: How long a job, with all that is in its file, is kept after its last step.
KEPT = timedelta(days=30)


def register() -> None:
    """Called once, when Django is ready."""
    register_periodic(IMPORTS, timedelta(seconds=20), work, lease=LEASE)
    register_periodic("alte-importe-loeschen", timedelta(hours=6), erase_old)


def begin(path: Path, name: str, user: Any) -> ImportJob:
    """Read an uploaded file and have it checked in the background.

    Raises:
        practices.imports.errors.UnreadableFile: nothing is kept then.
    """
    job = ImportJob(user=user, name=name[:200])
    job.folder.mkdir(parents=True)
    try:
        with rows_of_file(path, job.folder) as rows, transaction.atomic():
            job.save()
            _store(job, rows)
            _soon()
    except BaseException:
        shutil.rmtree(job.folder, ignore_errors=True)
        raise
    return job


def check_again(job: ImportJob, mapping: Mapping[str, str], *, create_terms: bool, publish: bool) -> bool:
    """With another assignment of columns or other options; whether it was to be done (not once the import runs)."""
    with transaction.atomic():
        changed = _of_state(job, ImportJob.State.CHECKING, ImportJob.State.CHECKED).update(
            state=ImportJob.State.CHECKING,
            mapping=dict(mapping),
            create_terms=create_terms,
            publish=publish,
            created_terms=[],
            left_over=None,
            changed_at=timezone.now(),
        )
        if changed:
            remember(mapping)
            job.rows.update(**_UNTAKEN)
            _soon()
    return bool(changed)


def run(job: ImportJob) -> bool:
    """Have a checked job imported; whether it was to be done (a second click has nothing to do)."""
    with transaction.atomic():
        changed = _of_state(job, ImportJob.State.CHECKED).update(
            state=ImportJob.State.RUNNING, created_terms=[], left_over=None, changed_at=timezone.now()
        )
        if changed:
            job.rows.update(**_UNTAKEN)
            _soon()
    return bool(changed)


def stop(job: ImportJob) -> bool:
    """End a job that is under way; what was imported stays."""
    states = (ImportJob.State.CHECKING, ImportJob.State.CHECKED, ImportJob.State.RUNNING)
    return bool(_of_state(job, *states).update(state=ImportJob.State.STOPPED, changed_at=timezone.now()))


def work() -> str:
    """A turn of work for the jobs that wait, the oldest first."""
    ends = time.monotonic() + TURN
    rows = 0
    for job in ImportJob.objects.filter(state__in=[ImportJob.State.CHECKING, ImportJob.State.RUNNING]).order_by(
        "created_at"
    ):
        rows += _work_on(job, ends)
        if time.monotonic() >= ends:
            do_soon(IMPORTS)
            break
    return f"{rows} Zeilen"


def erase_old() -> str:
    old = ImportJob.objects.filter(changed_at__lt=timezone.now() - KEPT)
    number = len(old)
    for job in old:
        job.delete()
    return f"{number} gelöscht"


def _work_on(job: ImportJob, ends: float) -> int:
    checking = job.state == ImportJob.State.CHECKING
    settled = job.rows.exclude(verdict="").exclude(verdict=ImportedRow.Verdict.REFUSED)
    ids = {heading for heading, column in job.mapping.items() if column == "id"}
    seen = {
        str(values.get(heading)).strip(): number
        for number, values in settled.values_list("number", "values").iterator()
        for heading in ids
        if values.get(heading)
    }
    importer = RowImporter(
        create_terms=job.create_terms,
        publish=job.publish,
        dry_run=checking,
        user=job.user,
        seen=seen,
        pictures=job.folder if job.is_word else None,
    )
    done = 0
    while waiting := _waiting(job):
        for row in waiting:
            if time.monotonic() >= ends:
                return done
            with transaction.atomic():
                # Stopped, or given another assignment, since it was read: then this turn has nothing to say any more.
                unchanged = _of_state(job, job.state).filter(changed_at=job.changed_at)
                if not unchanged.select_for_update().exists():
                    return done
                if not job.rows.filter(pk=row.pk, verdict="").exists():
                    continue
                _take(job, row, importer)
            done += 1
    after = ImportJob.State.CHECKED if checking else ImportJob.State.DONE
    _of_state(job, job.state).filter(changed_at=job.changed_at).update(
        state=after, created_terms=sorted({*job.created_terms, *importer.created_terms}), changed_at=timezone.now()
    )
    return done


def _waiting(job: ImportJob) -> list[ImportedRow]:
    """The next rows that have no verdict. When there are none, those that were refused because they name practices of
    rows further down lose theirs, as long as each round leaves fewer of them."""
    rows = job.rows.filter(verdict="")[:_BATCH]
    waiting = list(rows)
    if waiting:
        return waiting
    refused = job.rows.filter(verdict=ImportedRow.Verdict.REFUSED).values_list("pk", "problems")
    again = [pk for pk, problems in refused.iterator() if {problem[0] for problem in problems} == {WAITS_FOR_OTHERS}]
    if not again or (job.left_over is not None and len(again) >= job.left_over):
        return []
    with transaction.atomic():
        job.left_over = len(again)
        if not _of_state(job, job.state).filter(changed_at=job.changed_at).update(left_over=job.left_over):
            return []
        for start in range(0, len(again), _BATCH):
            job.rows.filter(pk__in=again[start : start + _BATCH]).update(**_UNTAKEN)
    return list(rows.all())


def _take(job: ImportJob, row: ImportedRow, importer: RowImporter) -> None:
    verdict = importer.take(mapped(Row(row.number, row.values, row.error), job.mapping, word=job.is_word))
    row.verdict = verdict.kind
    row.problems = [[each.column, each.value, each.reason] for each in verdict.problems]
    row.page_id, row.published, row.note = verdict.page_id, verdict.published, verdict.note[:500]
    row.save(update_fields=list(_UNTAKEN))


def _store(job: ImportJob, rows: Iterable[Row]) -> None:
    headings: dict[str, None] = {}
    batch: list[ImportedRow] = []
    word: Mapping[str, Any] | None = None
    for row in rows:
        word = row.values if job.is_word else None
        headings.update(dict.fromkeys(row.values))
        batch.append(ImportedRow(job=job, number=row.number, values=dict(row.values), error=row.error[:200]))
        if len(batch) == _BATCH:
            ImportedRow.objects.bulk_create(batch)
            batch = []
    ImportedRow.objects.bulk_create(batch)
    job.headings = list(headings)
    job.mapping = guessed(headings, word=word)
    job.save()


def _of_state(job: ImportJob, *states: str) -> QuerySet[ImportJob]:
    return ImportJob.objects.filter(pk=job.pk, state__in=states)


def _soon() -> None:
    transaction.on_commit(partial(do_soon, IMPORTS))
