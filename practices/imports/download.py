"""The export as a download: practices as their latest drafts stand, in the columns of the import."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db.models import QuerySet
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone

from practices.imports.columns import COLUMNS, Kind
from practices.imports.rows import exported
from practices.imports.writers import csv_lines, jsonl_lines, write_rows
from practices.models import PracticePage

_CHUNK = 100
#: What stands in other tables.
_RELATED = [
    "building_block_links",
    *(column.field for column in COLUMNS if column.kind in (Kind.TERMS, Kind.TAGS, Kind.ROWS)),
    *(f"{column.field}__{part.field}" for column in COLUMNS for part in column.parts if part.kind is Kind.TERM),
]

#: What can be sent while it is made: thousands of practices take minutes, and nobody waits for the first byte so long.
_LINES = {"csv": (csv_lines, "text/csv; charset=utf-8"), "jsonl": (jsonl_lines, "application/jsonl; charset=utf-8")}


def export_response(pages: Sequence[int], suffix: str) -> StreamingHttpResponse:
    """A file with the practices of these numbers, in their order.

    Raises:
        practices.imports.errors.UnreadableFile: a text is too long for a cell of a spreadsheet.
    """
    name = f"praxisbeispiele-{timezone.localdate().isoformat()}.{suffix}"
    rows = exported(latest_drafts(pages))
    if suffix in _LINES:
        lines, content_type = _LINES[suffix]
        streamed = StreamingHttpResponse(lines(rows), content_type=content_type)
        streamed["Content-Disposition"] = f'attachment; filename="{name}"'
        streamed["Cache-Control"] = "no-store"
        return streamed
    with TemporaryDirectory(prefix="verbundforum-export-") as folder:
        path = Path(folder) / f"praxisbeispiele.{suffix}"
        write_rows(path, rows)
        # Still there, once open, when its folder is gone.
        file = path.open("rb")
    response = FileResponse(file, as_attachment=True, filename=name)
    response["Cache-Control"] = "no-store"
    return response


def latest_drafts(pages: Sequence[int]) -> Iterator[PracticePage]:
    """The pages of these numbers as editors left them, few in memory at once.

    As `get_latest_revision_as_object` of each, but what has no unpublished changes is read a hundred at a time: it
    takes the rows of the tables as well, with some forty queries for each page.
    """
    for start in range(0, len(pages), _CHUNK):
        chunk = pages[start : start + _CHUNK]
        found = PracticePage.objects.filter(pk__in=chunk)
        settled = {page.pk: page for page in with_rows(found.filter(has_unpublished_changes=False))}
        changed = found.filter(has_unpublished_changes=True).select_related("latest_revision").in_bulk()
        for pk in chunk:
            if pk in settled:
                yield settled[pk]
            elif pk in changed:
                yield changed[pk].get_latest_revision_as_object()


def with_rows(pages: QuerySet[PracticePage]) -> Iterator[PracticePage]:
    """As the tables have them, with all that the export writes of them."""
    yield from pages.prefetch_related(*_RELATED).iterator(_CHUNK)
