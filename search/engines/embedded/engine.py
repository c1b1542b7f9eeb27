"""The search engine in a folder of this host."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from tantivy import Index, Searcher

from search.documents import SCHEMA_VERSION, Document, PreparedDocument
from search.engine import EngineHit, EngineRequest, EngineResponse, EngineUnavailable, IndexStatus, Meaning
from search.engines.embedded import response as answers
from search.engines.embedded import writing
from search.engines.embedded.failures import failing_as
from search.engines.embedded.folder import IndexFolder, schema_of
from search.engines.embedded.request import Section, Wording
from search.engines.embedded.schema import encodable
from search.engines.embedded.soundness import is_sound
from search.engines.embedded.vectors import Vectors
from search.engines.words import nearest, sought, whole_words
from search.german.fold import sort_key

T = TypeVar("T")

#: Seconds to wait for another process that writes, and for one that builds a new index.
WAIT_FOR_WRITER = 10.0
WAIT_FOR_SWAP = 60.0
#: So many documents are looked at for each mistyped word.
_LIKENESSES = 30


@dataclass(frozen=True, slots=True)
class _Opened:
    """A generation, opened for reading."""

    name: str
    index: Index
    wording: Wording
    vectors: Vectors


class EmbeddedEngine:
    """Implements `search.engine.SearchEngine` in `folder`, which need not exist before the first `swap`.

    Safe for threads and for any number of processes: they read while one writes, and see what was written, or
    swapped, with their next request. A process that dies while it writes leaves the index as it was.
    """

    name = "embedded"

    def __init__(self, folder: Path) -> None:
        self._folder = IndexFolder(folder)
        self._opening = threading.Lock()
        self._opened: _Opened | None = None

    def index(self, documents: Sequence[PreparedDocument], version: int) -> None:
        self._write(lambda path: writing.store(path, documents, version))

    def delete(self, ids: Sequence[str], version: int) -> None:
        self._write(lambda path: writing.remove(path, ids, version))

    def search(self, request: EngineRequest) -> EngineResponse:
        return self._read(lambda searcher, opened: answers.response(searcher, opened.wording, opened.vectors, request))

    def similar(
        self,
        meaning: Meaning,
        filters: Mapping[str, tuple[str, ...]],
        now: datetime,
        limit: int,
        *,
        least: float,
        without: Sequence[str] = (),
    ) -> tuple[EngineHit, ...]:
        def read(searcher: Searcher, opened: _Opened) -> tuple[EngineHit, ...]:
            numbers, scores = opened.vectors.nearest(meaning.vector, least)
            near = (numbers.tolist(), scores.tolist())
            return answers.similar(searcher, opened.wording, near, filters, now, limit, without)

        return self._read(read)

    def suggest(self, text: str, now: datetime, limit: int) -> tuple[Document, ...]:
        words = whole_words(text)
        if not words or limit < 1:
            return ()

        def read(searcher: Searcher, opened: _Opened) -> tuple[Document, ...]:
            _, found = answers.page(searcher, opened.wording.suggested(words, sort_key(text), now), 0, limit)
            return tuple(answers.document(searcher, address) for _, address in found)

        return self._read(read)

    def near(self, words: Sequence[str], now: datetime) -> Mapping[str, int]:
        wanted = sought([encodable(word) for word in words])

        def read(searcher: Searcher, opened: _Opened) -> Mapping[str, int]:
            texts: dict[str, None] = {}
            for word in wanted:
                _, found = answers.page(searcher, [Section(opened.wording.like(word, now), None)], 0, _LIKENESSES)
                for document in (answers.document(searcher, address) for _, address in found):
                    texts[f"{document.title}\n{document.summary}\n{document.body}"] = None
            written, pieces = nearest(wanted, texts)
            numbers = dict.fromkeys(pieces, 0)
            for exact, surface in written.items():
                numbers[surface] = answers.count(searcher, opened.wording.having(exact, now))
            return numbers

        return self._read(read) if wanted else {}

    def swap(self, documents: Iterable[PreparedDocument], version: int) -> int:
        with self._folder.locked("swap", WAIT_FOR_SWAP):
            with failing_as("disk"):
                # What a process left behind that died here would be lost space.
                self._folder.sweep()
                name = self._folder.make_generation()
            try:
                number = writing.fill(self._folder.generation(name), documents, version)
                with self._folder.locked("write", WAIT_FOR_WRITER), failing_as("disk"):
                    self._folder.switch_to(name)
            except BaseException:
                if self._folder.current() != name:
                    self._folder.remove(name)
                raise
            with suppress(OSError):
                self._folder.sweep()
        return number

    def entries(self) -> Iterator[tuple[str, str]]:
        """From one moment's index: what is written or swapped meanwhile is not seen."""
        yield from self._read(lambda searcher, opened: list(answers.entries(searcher, opened.wording)))

    def status(self) -> IndexStatus:
        with failing_as("disk"):
            name = self._folder.current()
        if name is None:
            return IndexStatus(self.name, "", 0, None)
        if schema_of(name) != SCHEMA_VERSION:
            return IndexStatus(self.name, name, 0, schema_of(name))
        try:
            number = self._read(lambda searcher, opened: answers.count(searcher, opened.wording.stored()))
        except EngineUnavailable:
            return IndexStatus(self.name, name, 0, None)
        return IndexStatus(self.name, name, number, SCHEMA_VERSION)

    def _read(self, question: Callable[[Searcher, _Opened], T]) -> T:
        """Put a question to the index as it is now.

        Raises:
            EngineUnavailable: missing when there is no index of today's schema that can be opened; garbage.
        """
        opened = self._current()
        try:
            with failing_as("garbage"):
                opened.index.reload()
                return question(opened.index.searcher(), opened)
        except EngineUnavailable:
            # Perhaps the files are at fault: opening them anew will tell.
            self._forget(opened.name)
            raise

    def _current(self) -> _Opened:
        with failing_as("missing"):
            name = self._folder.current()
        if name is None or schema_of(name) != SCHEMA_VERSION:
            raise EngineUnavailable("missing", "no index of today's schema")
        with self._opening:
            if self._opened is None or self._opened.name != name:
                self._opened = self._open(name)
            return self._opened

    def _open(self, name: str) -> _Opened:
        path = self._folder.generation(name)
        # Once in each process: tantivy believes its files, and what it makes of wrong ones cannot always be caught.
        if not is_sound(path):
            raise EngineUnavailable("missing", f"{name} is not what was written")
        with failing_as("missing"):
            index = Index.open(str(path))
            # Each question reloads: no thread that watches the folder is needed.
            index.config_reader("manual")
            return _Opened(name, index, Wording(index.schema), Vectors(path))

    def _forget(self, name: str) -> None:
        with self._opening:
            if self._opened is not None and self._opened.name == name:
                self._opened = None

    def _write(self, work: Callable[[Path], None]) -> None:
        with self._folder.locked("write", WAIT_FOR_WRITER):
            # Read under the lock: a swap switches under it too.
            name = self._current().name
            try:
                work(self._folder.generation(name))
            except EngineUnavailable:
                writing.clear_up(self._folder.generation(name))
                self._forget(name)
                raise
