"""A request of ours in Elasticsearch's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from elasticsearch.dsl import aggs, query

from search.documents import microseconds
from search.engine import EngineRequest
from search.engines.elastic.meaning import reordering
from search.engines.elastic.schema import LONGEST_KEYWORD
from search.engines.words import EXACT_FIELDS, begun_parts
from search.german.query import Clause, TextQuery
from search.query import Sort
from search.ranking import LOWERED, TIE, WeightedTerms, weighted_terms

#: More values than a facet has; a node gives out 65,536 for one search.
ALL_VALUES = 60_000
#: The node stops there too; the client gives up a little later and does not wait for it.
TIME_ON_THE_NODE = "1500ms"
#: A key that puts events in order, of characters, as numbers would be rounded. Every moment from year 1 to 9999, moved
#: by 2^62, has nineteen digits.
_PLACE_IN_TIME = (
    "if (doc['starts_us'].size() == 0) { return '2'; } long starts = doc['starts_us'].value; "
    "return doc['ends_us'].value >= params.now ? '0' + (4611686018427387904L + starts) "
    ": '1' + (4611686018427387904L - starts);"
)
#: So many documents are looked at for each mistyped word.
LIKENESSES = 30


def bodies(request: EngineRequest) -> list[dict[str, Any]]:
    """The searches of one request: the hits, then all counts and totals of variants (left out when there are none).

    Two, because the counts stay the same when one turns the page or sorts anew, and the node then has them in
    its cache.
    """
    text = text_query(request.text)
    hits: dict[str, Any] = {
        "query": query.Bool(
            must=[lowering(text, request.now)] if text else [],
            filter=[not_expired(request.now), *chosen(request.filters)],
            must_not=excluded(request.text),
        ).to_dict(),
        "from": request.offset,
        "size": request.limit,
        "track_total_hits": True,
        "timeout": TIME_ON_THE_NODE,
    }
    if request.limit and text and request.sort is Sort.RELEVANCE and request.meaning:
        # A new order has no second key: equal ones stay as they lie in the index.
        hits |= reordering(request.meaning)
    elif request.limit:
        hits |= sorting(request.sort if text or request.sort is not Sort.RELEVANCE else Sort.NEWEST, request.now)
    if not has_counts(request):
        return [hits]
    groups = {name: group.to_dict() for name, group in _groups(request).items()}
    if not text and list(groups) == ["g0"] and not any(request.groups[0].filters.values()):
        # Not within a group, the values of everything are counted by how many documents stand under each, without
        # looking at these: a fifth of the time.
        groups = groups["g0"]["aggs"]
    counts = {
        "query": query.Bool(
            filter=[not_expired(request.now), *([text] if text else [])], must_not=excluded(request.text)
        ).to_dict(),
        "aggs": groups,
        "size": 0,
        "track_total_hits": False,
        "timeout": TIME_ON_THE_NODE,
    }
    return [hits, counts]


def has_counts(request: EngineRequest) -> bool:
    """Whether a request has a second search."""
    return bool(request.groups or request.variants)


def text_query(text: TextQuery) -> query.Query | None:
    """As many clauses as are required, each by the best of its ways; None when everything matches."""
    clauses = _clauses(text.clauses)
    if not clauses:
        return None
    if text.required == len(clauses):
        return query.Bool(must=clauses)
    return query.Bool(should=clauses, minimum_should_match=text.required)


def lowering(text: query.Query, now: datetime) -> query.Query:
    """The same documents, with less of a score for those that nobody confirms any more."""
    late = query.Range(lower_us={"lte": microseconds(now)})
    return query.Boosting(positive=text, negative=late, negative_boost=LOWERED)


def excluded(text: TextQuery) -> list[query.Query]:
    """What must not match."""
    return _clauses(text.excluded)


def _clauses(clauses: Iterable[Clause]) -> list[query.Query]:
    return [query.DisMax(queries=[_way(way) for way in ways], tie_breaker=TIE) for ways in weighted_terms(clauses)]


def _way(way: WeightedTerms) -> query.Query:
    match way.kind:
        case "phrase":
            return query.MatchPhrase(**{way.field: {"query": " ".join(way.terms), "boost": way.boost}})
        case "prefix":
            return query.ConstantScore(filter=query.Prefix(**{way.field: way.terms[0]}), boost=way.boost)
        case "near":
            # Rewritten so, nothing is cut off after the first fifty words that are near.
            near = {"value": way.terms[0], "fuzziness": way.edits, "rewrite": "constant_score"}
            return query.ConstantScore(filter=query.Fuzzy(**{way.field: near}), boost=way.boost)
    if len(way.terms) == 1:
        return query.Term(**{way.field: {"value": way.terms[0], "boost": way.boost}})
    return query.Bool(must=[query.Term(**{way.field: term}) for term in way.terms], boost=way.boost)


def not_expired(now: datetime) -> query.Query:
    return query.Range(expires_us={"gt": microseconds(now)})


def chosen(filters: Mapping[str, Sequence[str]]) -> list[query.Query]:
    """OR within a facet, AND among facets. Values may be whatever was in a URL: unknown ones find nothing."""
    fields: dict[str, Any] = {
        f"facets.{key}": [value for value in values if len(value) <= LONGEST_KEYWORD]
        for key, values in filters.items()
        if values
    }
    return [query.Terms(**{field: values}) for field, values in fields.items()]


def counted_facets(request: EngineRequest) -> dict[tuple[str, str], str]:
    """Which facet an aggregation inside a group counts. Facet keys stay out of names, which have a syntax."""
    return {
        (f"g{number}", f"f{place}"): key
        for number, group in enumerate(request.groups)
        for place, key in enumerate(group.facets)
    }


def _groups(request: EngineRequest) -> dict[str, aggs.Agg[Any]]:
    groups: dict[str, aggs.Agg[Any]] = {
        f"g{number}": aggs.Filter(query.Bool(filter=chosen(group.filters)))
        for number, group in enumerate(request.groups)
    }
    for (group, name), key in counted_facets(request).items():
        groups[group].bucket(name, "terms", field=f"facets.{key}", size=ALL_VALUES)
    for number, filters in enumerate(request.variants):
        groups[variant_name(number)] = aggs.Filter(query.Bool(filter=chosen(filters)))
    return groups


def variant_name(number: int) -> str:
    return f"v{number}"


def sorting(sort: Sort, now: datetime) -> dict[str, Any]:
    """The orders that `SearchEngine` promises; the id is always the last key."""
    keys: dict[Sort, list[dict[str, Any]]] = {
        Sort.RELEVANCE: [{"_score": "desc"}],
        Sort.NEWEST: [{"published_us": {"order": "desc", "missing": "_last"}}],
        Sort.TITLE: [{"sort_title": "asc"}],
        Sort.DATE: _by_date(now),
    }
    return {"sort": [*keys[sort], {"id": "asc"}], "track_scores": True}


def _by_date(now: datetime) -> list[dict[str, Any]]:
    """What has not ended by its beginning, then what is over, the latest first, then what has no date, by its title."""
    script = {"source": _PLACE_IN_TIME, "params": {"now": microseconds(now)}}
    return [
        {"_script": {"type": "string", "script": script, "order": "asc"}},
        {"undated_title": {"order": "asc", "missing": "_last"}},
    ]


def suggestions(words: Sequence[str], beginning: str, now: datetime, limit: int) -> dict[str, Any]:
    """Titles that hold all `words`, the last as a prefix of a word or of a part; in the order of `SearchEngine`."""
    *whole, last = words
    begun = [query.Prefix(title_exact=last), *(query.Prefix(title_parts=part) for part in begun_parts(last))]
    return {
        "query": query.Bool(
            filter=[
                not_expired(now),
                *(query.Term(title_exact=word) for word in whole),
                query.Bool(should=begun, minimum_should_match=1),
            ],
            should=[
                query.ConstantScore(filter=query.Prefix(sort_title=beginning), boost=2),
                query.ConstantScore(filter=query.Prefix(title_exact=last)),
            ],
        ).to_dict(),
        "sort": [{"_score": "desc"}, {"sort_title": "asc"}, {"id": "asc"}],
        "_source": {"excludes": ["body"]},
        "size": limit,
        "track_total_hits": False,
        "timeout": TIME_ON_THE_NODE,
    }


def likenesses(word: str, now: datetime) -> dict[str, Any]:
    """Documents with a word within two edits of `word`, the nearest first; only their texts."""
    ways = [
        query.ConstantScore(filter=query.Fuzzy(**{field: {"value": word, "fuzziness": distance}}), boost=3 - distance)
        for field in EXACT_FIELDS
        for distance in (0, 1, 2)
    ]
    return {
        "query": query.Bool(must=[query.DisMax(queries=ways)], filter=[not_expired(now)]).to_dict(),
        "_source": ["title", "summary", "body"],
        "size": LIKENESSES,
        "track_total_hits": False,
        "timeout": TIME_ON_THE_NODE,
    }


def occurrences(words: Sequence[str], now: datetime) -> dict[str, Any]:
    """In how many visible documents each of the folded `words` stands."""
    filters = {word: query.Bool(should=[query.Term(**{field: word}) for field in EXACT_FIELDS]) for word in words}
    return {
        "query": query.Bool(filter=[not_expired(now)]).to_dict(),
        "aggs": {"words": aggs.Filters(filters=dict(filters)).to_dict()},
        "size": 0,
        "track_total_hits": False,
        "timeout": TIME_ON_THE_NODE,
    }
