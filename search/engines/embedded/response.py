"""What tantivy found, in our words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np
from tantivy import DocAddress, Order, Query, Searcher

from search.documents import Document, from_stored
from search.engine import REORDERED, EngineHit, EngineRequest, EngineResponse, EngineUnavailable, Meaning
from search.engines.embedded.request import Section, Wording
from search.engines.embedded.schema import FACET_SEPARATOR, KEY_SEPARATOR, encodable
from search.engines.embedded.vectors import Vectors

#: More values than all facets have together; tantivy gives out 65,000 at the most.
ALL_VALUES = 60_000


def response(searcher: Searcher, wording: Wording, vectors: Vectors, request: EngineRequest) -> EngineResponse:
    """Carry out a whole request on one moment's index."""
    sections = wording.sections(request)
    if sections[0].order is None and request.meaning is not None:
        total, found = _reordered(searcher, sections[0], vectors, request.meaning, request.offset, request.limit)
    else:
        total, found = page(searcher, sections, request.offset, request.limit)
    documents = [document(searcher, address) for _, address in found]
    if sections[0].order is None:
        scores = [score for score, _ in found]
    else:
        scores = _scores(searcher, wording, request, documents)
    hits = tuple(EngineHit(each, score) for each, score in zip(documents, scores, strict=True))
    variants = tuple(count(searcher, wording.counted(request, filters)) for filters in request.variants)
    return EngineResponse(total, hits, _counts(searcher, wording, request), variants)


def _reordered(
    searcher: Searcher, section: Section, vectors: Vectors, meaning: Meaning, offset: int, limit: int
) -> tuple[int, list[tuple[float, DocAddress]]]:
    """A page by relevance, of which the first REORDERED are in the order of score × e^(weight × likeness)."""
    total, best = page(searcher, [section], 0, REORDERED if limit else 0)
    likeness = vectors.likeness(_numbers(searcher, best), meaning.vector)
    factors = np.exp(meaning.weight * np.maximum(likeness, 0.0))
    ranked = [(score * float(factor), address) for (score, address), factor in zip(best, factors, strict=True)]
    ranked.sort(key=lambda item: -item[0])
    found = ranked[offset : offset + limit]
    if offset + limit > REORDERED and total > REORDERED:
        found += page(searcher, [section], max(offset, REORDERED), offset + limit - max(offset, REORDERED))[1]
    return total, found


def similar(
    searcher: Searcher,
    wording: Wording,
    near: tuple[Sequence[int], Sequence[float]],
    filters: Mapping[str, Sequence[str]],
    now: datetime,
    limit: int,
    without: Sequence[str],
) -> tuple[EngineHit, ...]:
    """Of documents that are `near` (numbers and likeness, the nearest first) the first that are to be seen."""
    numbers, scores = near
    found: list[EngineHit] = []
    for start in range(0, len(numbers), REORDERED):
        likeness = dict(zip(numbers[start : start + REORDERED], scores[start : start + REORDERED], strict=True))
        result = searcher.search(wording.near(likeness, filters, now, without), limit=len(likeness), count=False)
        hits = [
            EngineHit(document(searcher, address), likeness[number])
            for (_, address), number in zip(result.hits, _numbers(searcher, result.hits), strict=True)
        ]
        found += sorted(hits, key=lambda hit: (-hit.score, hit.document.id))
        if len(found) >= limit:
            break
    return tuple(found[:limit])


def _numbers(searcher: Searcher, hits: Sequence[tuple[Any, DocAddress]]) -> list[int]:
    return [int(number or 0) for number in searcher.fast_field_values("number", [address for _, address in hits])]


def page(
    searcher: Searcher, sections: Sequence[Section], offset: int, limit: int
) -> tuple[int, list[tuple[float, DocAddress]]]:
    """How many documents all sections have, and those from `offset` on, at most `limit`, with score or sort key."""
    total = 0
    found: list[tuple[float, DocAddress]] = []
    for section in sections:
        wanted = limit - len(found)
        result: Any = searcher.search(
            section.query,
            limit=max(wanted, 1),  # tantivy panics at 0
            offset=max(offset - total, 0) if wanted else 0,
            order_by_field=section.order,
            order=Order.Desc if section.order is None else Order.Asc,
        )
        found += result.hits[:wanted]
        total += result.count
    return total, found


def document(searcher: Searcher, address: DocAddress) -> Document:
    """The document at an address.

    Raises:
        ValueError: what is stored there is not ours.
    """
    try:
        return from_stored(json.loads(searcher.doc(address).get_first("stored") or b""))
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a document: {error!r}") from error


def entries(searcher: Searcher, wording: Wording) -> Iterator[tuple[str, str]]:
    """Id and fingerprint of every document, in ascending order of id; all read from one sort key."""
    number = count(searcher, wording.stored())
    if number:
        result = searcher.search(
            wording.stored(), limit=number, count=False, order_by_field="entry_key", order=Order.Asc
        )
        for key, _ in result.hits:
            document_id, _, fingerprint = str(key).rpartition(KEY_SEPARATOR)
            yield document_id, fingerprint


def count(searcher: Searcher, query: Query) -> int:
    result: Any = searcher.search(query, limit=1)  # the type stub leaves out `count`
    return int(result.count)


def _scores(searcher: Searcher, wording: Wording, request: EngineRequest, documents: Sequence[Document]) -> list[float]:
    """The scores of documents that were found in another order: sorted by a key tantivy reckons none."""
    if request.text.is_empty or not documents:
        return [0.0] * len(documents)
    ids = [encodable(each.id) for each in documents]
    result = searcher.search(wording.scored(request, ids), limit=len(ids))
    scores = {document(searcher, address).id: score for score, address in result.hits}
    return [scores[each.id] for each in documents]


def _counts(searcher: Searcher, wording: Wording, request: EngineRequest) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {key: {} for group in request.groups for key in group.facets}
    for group in request.groups:
        terms = {"field": "facets", "size": ALL_VALUES, "segment_size": ALL_VALUES}
        answer = searcher.aggregate(wording.counted(request, group.filters), {"all": {"terms": terms}})["all"]
        if answer["sum_other_doc_count"]:
            raise EngineUnavailable("garbage", "more values than can be counted")
        for bucket in answer["buckets"]:
            key, _, slug = str(bucket["key"]).partition(FACET_SEPARATOR)
            if key in group.facets:
                counts[key][slug] = int(bucket["doc_count"])
    return counts
