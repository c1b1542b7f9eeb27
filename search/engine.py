"""The contract of a search engine: a Protocol over frozen dataclasses, and the one error it may raise.

What is asked (`EngineRequest`) is decided outside; an engine translates, carries out and answers.
The conformance suite in tests/search/conformance/ is what an implementation has to pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from search.documents import Document, PreparedDocument
from search.facets import CountGroup
from search.german.query import TextQuery
from search.query import Sort

#: No engine is asked for results beyond this place: deep paging costs every node its memory.
RESULT_WINDOW = 10_000
#: Vectors have so many dimensions, each a whole number from -127 to 127, and a document has at most so many of them.
DIMENSIONS = 384
MOST_VECTORS = 3
#: So many of the best by words are put in a new order by meaning.
REORDERED = 200


class EngineUnavailable(Exception):
    """The engine cannot answer now: away, too slow, overloaded, or its answer cannot be understood.

    `reason` is one short English word for logs and /readyz: refused, timeout, overloaded, garbage, missing, disk.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a query is about: a vector of DIMENSIONS bytes, each a signed number, and how much likeness counts.

    The likeness of a document is the cosine of its best vector, from -1 to 1; 0 for one that has none.
    """

    vector: bytes
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class EngineRequest:
    """One search. `filters` maps facet key to chosen slugs (OR within, AND among); `groups` say what to count.

    `now` decides expiry and the order of events. `offset + limit` is at most RESULT_WINDOW; `limit` may be 0.
    Documents match when `text` does (see `search.german.match`; an empty text matches all), every filter does, and
    `expires_at` is missing or later than `now`. Scores of those whose `lower_from` is not later than `now` are
    multiplied by LOWERED (see `search.ranking`), before meaning. `variants` are other filters for the same text, whose
    totals are asked.
    With `meaning`, the first REORDERED by relevance are put in a new order: score × e^(weight × likeness), where a
    likeness below 0 counts as 0. What is found and counted stays the same.
    """

    text: TextQuery
    filters: Mapping[str, tuple[str, ...]]
    groups: tuple[CountGroup, ...]
    sort: Sort
    offset: int
    limit: int
    now: datetime
    variants: tuple[Mapping[str, tuple[str, ...]], ...] = ()
    meaning: Meaning | None = None


@dataclass(frozen=True, slots=True)
class EngineHit:
    document: Document
    score: float


@dataclass(frozen=True, slots=True)
class EngineResponse:
    """`total` is exact. `counts` maps facet key to slug to number, every value above 0, ancestors included.

    `variant_totals` are those of the request's `variants`, in their order.
    """

    total: int
    hits: tuple[EngineHit, ...]
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    variant_totals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """`index` is the name of what is being searched now; `schema` the version it was built with (None: no index)."""

    engine: str
    index: str
    documents: int
    schema: int | None


class SearchEngine(Protocol):
    """All methods raise EngineUnavailable and nothing else when the engine cannot do its work.

    Sort orders, each with ascending id (as text) as the last key; except by relevance, where equal scores may come
    in any order that stays the same while the index does:
    RELEVANCE by score, NEWEST by `published_at` descending (missing last), TITLE by `sort_title`,
    DATE: first what has not ended at `now` (`ends_at` or else `starts_at` >= now) by `starts_at` ascending, then
    what is over by `starts_at` descending, then what has no date by `sort_title`.
    With an empty text RELEVANCE is NEWEST (score 0). Hits carry their score in every order.
    """

    name: str

    def index(self, documents: Sequence[PreparedDocument], version: int) -> None:
        """Store documents, replacing those of the same id. A write with a lower version than the stored one is
        ignored without an error. When the call returns, what was written is found."""

    def delete(self, ids: Sequence[str], version: int) -> None:
        """Remove documents; ids that are not there are fine. Same rule for versions as `index`."""

    def search(self, request: EngineRequest) -> EngineResponse:
        """Carry out one search, in one round trip."""

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
        """Visible documents under `filters` whose likeness is `least` (above 0) or more, the nearest first, at most
        `limit`; those with an id of `without` left out. The score is the likeness."""

    def suggest(self, text: str, now: datetime, limit: int) -> tuple[Document, ...]:
        """Documents whose title holds all words of `text`, the last one as the beginning of a word or, from four
        letters on, of a part of a compound. First those that begin as typed, then those with a word that does; each
        by title and id; at most `limit`."""

    def near(self, words: Sequence[str], now: datetime) -> Mapping[str, int]:
        """Real words, as written, of visible documents that are within two edits of one of `words` (folded `exact`
        forms) or of two neighbours joined, with the number of visible documents they stand in. 0: it is there only
        as a piece of a hyphenated word. May be empty; at most some dozens. For „Meinten Sie“."""

    def swap(self, documents: Iterable[PreparedDocument], version: int) -> int:
        """Build a new index from `documents` and put it in the place of the old one at once; readers never see a
        half-filled one. Returns the number of documents. When it fails the old index goes on being used."""

    def entries(self) -> Iterator[tuple[str, str]]:
        """Id and fingerprint of every document in the index, in ascending order of id as text."""

    def status(self) -> IndexStatus:
        """What is being searched now."""
