"""Elasticsearch's answers in our words. What is not as it should be is EngineUnavailable, not half an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from search.documents import Document, from_stored
from search.engine import EngineHit, EngineRequest, EngineResponse, EngineUnavailable
from search.engines.elastic.client import refused
from search.engines.elastic.request import counted_facets, has_counts, variant_name

T = TypeVar("T")

# What reading a wrong shape raises: a key that is not there, a thing of another kind, no number, no date.
_WRONG_SHAPE = (KeyError, IndexError, TypeError, AttributeError, ValueError)


def read(reader: Callable[[Any], T], body: Any) -> T:
    """What `reader` makes of an answer.

    Raises:
        EngineUnavailable: the answer tells of a failure, is not whole, or has another shape than it should.
    """
    try:
        return reader(body)
    except _WRONG_SHAPE as error:
        raise EngineUnavailable("garbage", f"{type(error).__name__}: {error}"[:300]) from error


def search_response(body: Any, request: EngineRequest) -> EngineResponse:
    """The answer to `request.bodies`."""

    def reader(body: Any) -> EngineResponse:
        counted = has_counts(request)
        answers = searches(body, 2 if counted else 1)
        found = answers[0]["hits"]
        if found["total"]["relation"] != "eq":
            raise ValueError("the total is not exact")
        return EngineResponse(
            total=_number(found["total"]["value"]),
            hits=tuple(EngineHit(document(hit), float(hit["_score"] or 0)) for hit in found["hits"]),
            counts=_counts(answers[1]["aggregations"], request) if counted else {},
            variant_totals=tuple(
                _number(answers[1]["aggregations"][variant_name(number)]["doc_count"])
                for number in range(len(request.variants))
            ),
        )

    return read(reader, body)


def searches(body: Any, number: int) -> list[Mapping[str, Any]]:
    """The single answers of an msearch, each whole.

    Raises:
        EngineUnavailable: one of them failed, was cut short, or lacks a shard.
    """
    answers: list[Mapping[str, Any]] = body["responses"]
    if len(answers) != number:
        raise ValueError(f"{len(answers)} answers to {number} searches")
    for answer in answers:
        whole(answer)
    return answers


def whole(answer: Mapping[str, Any]) -> None:
    """Refuse an answer that is an error, or says that it does not know everything."""
    if "error" in answer:
        raise refused(answer.get("status"), answer)
    if answer["timed_out"] is not False:
        raise EngineUnavailable("timeout", "the node gave up")
    if answer["_shards"]["failed"] != 0:
        raise EngineUnavailable("overloaded", "a shard did not answer")


def document(hit: Mapping[str, Any]) -> Document:
    """The document of a hit."""
    return from_stored(hit["_source"])


def documents(body: Any) -> tuple[Document, ...]:
    """The documents of a single search."""
    return tuple(document(hit) for hit in searches(body, 1)[0]["hits"]["hits"])


def hits(body: Any) -> tuple[EngineHit, ...]:
    """The documents of a single search with their scores."""
    return tuple(EngineHit(document(hit), float(hit["_score"])) for hit in searches(body, 1)[0]["hits"]["hits"])


def texts(body: Any, number: int) -> list[str]:
    """Title, summary and body of every hit of all searches, each text once."""
    hits = (hit["_source"] for answer in searches(body, number) for hit in answer["hits"]["hits"])
    return list(dict.fromkeys(f"{hit['title']}\n{hit['summary']}\n{hit['body']}" for hit in hits))


def occurrences(body: Any, words: Iterable[str]) -> dict[str, int]:
    """The counts of `request.occurrences` for each of `words`."""
    buckets = searches(body, 1)[0]["aggregations"]["words"]["buckets"]
    return {word: _number(buckets[word]["doc_count"]) for word in words}


def entries(answer: Mapping[str, Any]) -> tuple[list[tuple[str, str]], list[Any]]:
    """Id and fingerprint of each hit, and after what the next page begins."""
    whole(answer)
    hits = answer["hits"]["hits"]
    page = [(str(hit["fields"]["id"][0]), str(hit["fields"]["fingerprint"][0])) for hit in hits]
    return page, list(hits[-1]["sort"]) if hits else []


def _counts(groups: Mapping[str, Any], request: EngineRequest) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for (group, name), key in counted_facets(request).items():
        # The only group of a search for everything stands by itself.
        counted = groups.get(group, groups)[name]
        if counted["sum_other_doc_count"] != 0:
            raise ValueError(f"not all values of {key} were counted")
        counts[key] = {str(bucket["key"]): _number(bucket["doc_count"]) for bucket in counted["buckets"]}
    return counts


def _number(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise TypeError(f"{value!r} is no count")
    return value
