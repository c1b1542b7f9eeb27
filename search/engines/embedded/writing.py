"""Writing to one generation: a writer of tantivy, the rule of versions, and a commit that is all or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from tantivy import Index, IndexWriter, Order, Query

from search.documents import PreparedDocument
from search.engines.embedded import vectors
from search.engines.embedded.failures import failing_as
from search.engines.embedded.request import Wording
from search.engines.embedded.response import count
from search.engines.embedded.schema import REMEMBERED, build_schema, encodable, removal, row
from search.engines.embedded.soundness import segment_files

#: Bytes that the writer may use before it writes a segment; tantivy wants 15 MB at least.
_SMALL_HEAP = 15_000_000
_LARGE_HEAP = 32_000_000
_VECTORS_AT_ONCE = 500


def fill(path: Path, documents: Iterable[PreparedDocument], version: int) -> int:
    """Make an index of `documents` in an empty folder; returns how many it holds. Only their ids are kept in memory.

    Raises:
        EngineUnavailable: disk. What `documents` raises while it is read is passed on.
    """
    with failing_as("disk"):
        index = Index(build_schema(), str(path))
    seen: set[str] = set()
    with _writing(index, _LARGE_HEAP) as writer:
        for prepared in _keeping_vectors(path, documents, version):
            # tantivy remembers each removal until the commit, a kilobyte each.
            if prepared.id in seen:
                writer.drop(prepared.id)
            seen.add(prepared.id)
            writer.put(prepared, version)
    with failing_as("disk"):
        index.reload()
        return count(index.searcher(), Wording(index.schema).stored())


def _keeping_vectors(path: Path, documents: Iterable[PreparedDocument], version: int) -> Iterator[PreparedDocument]:
    """The documents; their vectors are written on the way, many at once, and nothing else of them is held."""
    waiting: list[vectors.Own] = []
    for prepared in documents:
        waiting.append((prepared.id, prepared.vectors))
        if len(waiting) >= _VECTORS_AT_ONCE:
            with failing_as("disk"):
                vectors.append(path, waiting, version)
            waiting.clear()
        yield prepared
    with failing_as("disk"):
        vectors.append(path, waiting, version)


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
        with failing_as("disk"):
            vectors.append(path, vectors.superseding(path, fresh), version)
        with _writing(index, _SMALL_HEAP) as writer:
            for prepared in fresh:
                writer.drop(prepared.id)
                writer.put(prepared, version)


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
        with _writing(index, _SMALL_HEAP) as writer:
            writer.forget(Wording(index.schema).removed_before(now - REMEMBERED))
            for document_id in gone:
                writer.drop(document_id)
                writer.mark_removed(document_id, version, now)


def clear_up(path: Path) -> None:
    """Remove what a writing that failed left behind: on a full disk that is the room which is wanted.

    Only while nobody writes.
    """
    with suppress(OSError, ValueError):
        used = {file.name.partition(".")[0] for file in segment_files(path)}
        for entry in path.iterdir():
            name, dot, _ = entry.name.partition(".")
            if (dot and name not in {*used, "", "meta"}) or entry.name.startswith(".tmp"):
                entry.unlink()


class _Writer:
    """A writer of tantivy that can be closed: an error's traceback would keep it, and with it its lock."""

    def __init__(self, index: Index, heap: int) -> None:
        with failing_as("disk"):
            self._writer: IndexWriter | None = index.writer(heap, 1)

    def put(self, prepared: PreparedDocument, version: int) -> None:
        with failing_as("disk"):
            self._open.add_document(row(prepared, version))

    def mark_removed(self, document_id: str, version: int, now: datetime) -> None:
        with failing_as("disk"):
            self._open.add_document(removal(document_id, version, now))

    def drop(self, document_id: str) -> None:
        """Remove what was stored under this id before this call."""
        with failing_as("disk"):
            self._open.delete_documents_by_term("id", encodable(document_id))

    def forget(self, query: Query) -> None:
        with failing_as("disk"):
            self._open.delete_documents_by_query(query)

    def commit(self) -> None:
        """All or nothing. Waits for the merging of segments, which would end with the writer."""
        with failing_as("disk"):
            self._open.commit()
            self._open.wait_merging_threads()

    def close(self) -> None:
        self._writer = None

    @property
    def _open(self) -> IndexWriter:
        if self._writer is None:
            raise ValueError("the writer is closed")
        return self._writer


@contextmanager
def _writing(index: Index, heap: int) -> Iterator[_Writer]:
    """What is written is committed at the end, or not at all."""
    writer = _Writer(index, heap)
    try:
        yield writer
        writer.commit()
    finally:
        writer.close()


def _newer(index: Index, ids: Sequence[str], version: int) -> set[str]:
    """Those of `ids` of which a version higher than `version` is stored, removed ones' marks included."""
    if not ids:
        return set()
    searcher = index.searcher()
    query = Wording(index.schema).ids({encodable(each) for each in ids})
    hits = searcher.search(query, limit=len(ids), order_by_field="id", order=Order.Asc).hits
    versions = searcher.fast_field_values("version", [address for _, address in hits])
    return {str(found) for (found, _), stored in zip(hits, versions, strict=True) if (stored or 0) > version}
