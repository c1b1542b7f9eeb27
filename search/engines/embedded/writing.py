"""Writing to one generation: a writer of tantivy, the rule of versions, and a commit that is all or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tantivy import Index, IndexWriter, Order

from search.documents import PreparedDocument
from search.engines.embedded.failures import failing_as
from search.engines.embedded.request import Wording
from search.engines.embedded.response import count
from search.engines.embedded.schema import REMEMBERED, build_schema, encodable, removal, row

#: Bytes that the writer may use before it writes a segment; tantivy wants 15 MB at least.
_SMALL_HEAP = 15_000_000
_LARGE_HEAP = 64_000_000


def fill(path: Path, documents: Iterable[PreparedDocument], version: int) -> int:
    """Make an index of `documents` in an empty folder; returns how many it holds. Memory does not grow with them.

    Raises:
        EngineUnavailable: disk. What `documents` raises while it is read is passed on.
    """
    with failing_as("disk"):
        index = Index(build_schema(), str(path))
    with _committed(index, _LARGE_HEAP) as writer:
        for prepared in documents:
            with failing_as("disk"):
                _put(writer, prepared, version)
    with failing_as("disk"):
        index.reload()
        return count(index.searcher(), Wording(index.schema).stored())


def store(path: Path, documents: Sequence[PreparedDocument], version: int) -> None:
    """Store documents, but those of which a higher version is there.

    Raises:
        EngineUnavailable: disk; nothing was written.
    """
    with failing_as("disk"):
        index = Index.open(str(path))
        newer = _newer(index, [prepared.id for prepared in documents], version)
    fresh = [prepared for prepared in documents if encodable(prepared.id) not in newer]
    if fresh:
        with _committed(index, _SMALL_HEAP) as writer, failing_as("disk"):
            for prepared in fresh:
                _put(writer, prepared, version)


def remove(path: Path, ids: Sequence[str], version: int) -> None:
    """Remove documents, but those of which a higher version is there; what is removed leaves a mark for a time.

    Raises:
        EngineUnavailable: disk; nothing was removed.
    """
    now = datetime.now(UTC)
    with failing_as("disk"):
        index = Index.open(str(path))
        newer = _newer(index, ids, version)
    gone = [document_id for document_id in dict.fromkeys(ids) if encodable(document_id) not in newer]
    if gone:
        with _committed(index, _SMALL_HEAP) as writer, failing_as("disk"):
            writer.delete_documents_by_query(Wording(index.schema).removed_before(now - REMEMBERED))
            for document_id in gone:
                writer.delete_documents_by_term("id", encodable(document_id))
                writer.add_document(removal(document_id, version, now))


@contextmanager
def _committed(index: Index, heap: int) -> Iterator[IndexWriter]:
    """A writer whose work is committed at the end, or not at all. Waits for the merging of segments."""
    with failing_as("disk"):
        writer = index.writer(heap, 1)
    yield writer
    with failing_as("disk"):
        writer.commit()
        writer.wait_merging_threads()


def _put(writer: IndexWriter, prepared: PreparedDocument, version: int) -> None:
    writer.delete_documents_by_term("id", encodable(prepared.id))
    writer.add_document(row(prepared, version))


def _newer(index: Index, ids: Sequence[str], version: int) -> set[str]:
    """Those of `ids` of which a version higher than `version` is stored, removed ones' marks included."""
    if not ids:
        return set()
    searcher = index.searcher()
    query = Wording(index.schema).ids({encodable(each) for each in ids})
    hits = searcher.search(query, limit=len(ids), order_by_field="id", order=Order.Asc).hits
    versions = searcher.fast_field_values("version", [address for _, address in hits])
    return {str(found) for (found, _), stored in zip(hits, versions, strict=True) if (stored or 0) > version}
