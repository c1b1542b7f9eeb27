"""The search engine of a cluster: an alias, behind which an index of ours stands."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from search.documents import Document, PreparedDocument
from search.engine import EngineHit, EngineRequest, EngineResponse, EngineUnavailable, IndexStatus, Meaning
from search.engines.elastic import request as asking
from search.engines.elastic import response as answers
from search.engines.elastic.bulk import chunks, send
from search.engines.elastic.client import HELP_SECONDS, SEARCH_SECONDS, Cluster
from search.engines.elastic.meaning import neighbours
from search.engines.elastic.schema import schema_of
from search.engines.elastic.swap import aliased, removal, swap, write
from search.engines.words import nearest, sought, whole_words
from search.german.fold import sort_key

#: So many entries are compared with the database in one request.
ENTRIES_PAGE = 5000
_KEPT = "2m"
#: The same copy of a shard for everybody, so that equal scores stay in the same order from page to page; and no
#: answer rather than half of one.
_HEADER = {"preference": "verbundforum", "allow_partial_search_results": False}


class ElasticEngine:
    """Implements `search.engine.SearchEngine`. `prefix` names the alias and begins the names of its indices.

    `url`, `api_key` and `ca_certs` are those of `Cluster`. Nothing is asked before the first call.
    """

    name = "elasticsearch"

    def __init__(self, url: str, prefix: str, *, api_key: str = "", ca_certs: str = "") -> None:
        self.prefix = prefix
        self._cluster = Cluster(url, api_key=api_key, ca_certs=ca_certs)

    def close(self) -> None:
        self._cluster.close()

    def index(self, documents: Sequence[PreparedDocument], version: int) -> None:
        self._write(self.prefix, [write(prepared, version) for prepared in documents])

    def delete(self, ids: Sequence[str], version: int) -> None:
        if not ids:
            return
        names = aliased(self._cluster, self.prefix)
        if len(names) != 1:
            raise EngineUnavailable("missing", f"{len(names)} indices behind the alias")
        self._write(names[0], [removal(document_id, version) for document_id in ids])

    def _write(self, index: str, items: list[bytes]) -> None:
        # Refreshed at once: a delivery is small and rare, and `wait_for` would take up to a second for each.
        for chunk in chunks(items):
            send(self._cluster, index, chunk, refresh=True)

    def search(self, request: EngineRequest) -> EngineResponse:
        body = self._searches(asking.bodies(request))
        return answers.search_response(body, request)

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
        restrictions = [asking.not_expired(now), *asking.chosen(filters)]
        asked = neighbours(meaning, restrictions, limit, least, without) | {"timeout": asking.TIME_ON_THE_NODE}
        return answers.read(answers.hits, self._searches([asked]))

    def suggest(self, text: str, now: datetime, limit: int) -> tuple[Document, ...]:
        words = whole_words(text)
        if not words or limit < 1:
            return ()
        body = self._searches([asking.suggestions(words, sort_key(text), now, limit)], HELP_SECONDS)
        return answers.read(answers.documents, body)

    def near(self, words: Sequence[str], now: datetime) -> Mapping[str, int]:
        wanted = sought(words)
        if not wanted:
            return {}
        body = self._searches([asking.likenesses(word, now) for word in wanted], HELP_SECONDS)
        texts = answers.read(lambda body: answers.texts(body, len(wanted)), body)
        written, pieces = nearest(wanted, texts)
        numbers = dict.fromkeys(pieces, 0)
        if written:
            body = self._searches([asking.occurrences(tuple(written), now)], HELP_SECONDS)
            found = answers.read(lambda body: answers.occurrences(body, written), body)
            numbers |= {surface: found[exact] for exact, surface in written.items()}
        return numbers

    def _searches(self, bodies: list[dict[str, Any]], seconds: float = SEARCH_SECONDS) -> Any:
        lines = [line for body in bodies for line in (_HEADER, body)]
        return self._cluster.quick(lambda es: es.msearch(index=self.prefix, searches=lines), seconds)

    def swap(self, documents: Iterable[PreparedDocument], version: int) -> int:
        return swap(self._cluster, self.prefix, documents, version)

    def status(self) -> IndexStatus:
        names = aliased(self._cluster, self.prefix, quick=True)
        if len(names) != 1:
            # Two indices behind the alias are as good as none: a new one takes the place of both.
            return IndexStatus(self.name, ", ".join(names), 0, None)
        counted = self._cluster.quick(lambda es: es.count(index=names[0]), HELP_SECONDS)
        number = answers.read(lambda body: int(body["count"]), counted)
        return IndexStatus(self.name, names[0], number, schema_of(names[0], self.prefix))

    def entries(self) -> Iterator[tuple[str, str]]:
        """From one moment's index: what is written or swapped meanwhile is not seen."""
        opened = self._cluster.patient(
            lambda es: es.open_point_in_time(index=self.prefix, keep_alive=_KEPT, allow_partial_search_results=False)
        )
        moment = answers.read(lambda body: str(body["id"]), opened)
        try:
            after: list[Any] | None = None
            while True:
                page, after = self._entries(moment, after)
                if not page:
                    return
                yield from page
        finally:
            self._close(moment)

    def _entries(self, moment: str, after: list[Any] | None) -> tuple[list[tuple[str, str]], list[Any]]:
        body = self._cluster.patient(
            lambda es: es.search(
                pit={"id": moment, "keep_alive": _KEPT},
                query={"match_all": {}},
                sort=[{"id": "asc"}],
                search_after=after,
                size=ENTRIES_PAGE,
                source=False,
                docvalue_fields=[{"field": "id"}, {"field": "fingerprint"}],
                track_total_hits=False,
                allow_partial_search_results=False,
            )
        )
        return answers.read(answers.entries, body)

    def _close(self, moment: str) -> None:
        # Where it fails the node forgets the moment by itself, after _KEPT.
        with contextlib.suppress(EngineUnavailable):
            self._cluster.quick(lambda es: es.close_point_in_time(id=moment))
