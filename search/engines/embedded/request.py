"""A request of ours in tantivy's words. Everything is a query object: no text of a visitor meets a query syntax."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tantivy import FieldType, Occur, Query, Schema

from search.documents import microseconds
from search.engine import EngineRequest
from search.engines.embedded.schema import REMOVED, UNDATED, encodable, facet_term, index_option
from search.engines.words import EXACT_FIELDS, begun_parts
from search.german.query import Clause, TextQuery
from search.query import Sort
from search.ranking import LOWERED, TIE, WeightedTerms, weighted_terms


@dataclass(frozen=True, slots=True)
class Section:
    """Documents to be listed by `order` (a field with a sort key, ascending; None: by score)."""

    query: Query
    order: str | None


class Wording:
    """Makes queries for indices of one schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def sections(self, request: EngineRequest) -> list[Section]:
        """What is to be listed, one after the other, in the orders that `SearchEngine` promises."""
        parts = self._matching(request, request.filters)
        sort = request.sort
        if sort is Sort.RELEVANCE and request.text.is_empty:
            sort = Sort.NEWEST
        if sort is not Sort.DATE:
            order = {Sort.RELEVANCE: None, Sort.NEWEST: "newest_key", Sort.TITLE: "title_key"}[sort]
            return [Section(_all_of(parts) if order else self._lowering(_all_of(parts), request.now), order)]
        now = microseconds(request.now)
        return [
            Section(_all_of([*parts, self._between("ends_us", now, None)]), "coming_key"),
            Section(_all_of([*parts, self._between("ends_us", UNDATED + 1, now - 1)]), "over_key"),
            Section(_all_of([*parts, self._between("ends_us", UNDATED, UNDATED)]), "title_key"),
        ]

    def counted(self, request: EngineRequest, filters: Mapping[str, Sequence[str]]) -> Query:
        """The documents over which a group's facets are counted."""
        return _all_of(self._matching(request, filters))

    def scored(self, request: EngineRequest, ids: Iterable[str]) -> Query:
        """Of these documents those that match the text, with their score."""
        return self._lowering(_all_of([*self._text(request.text), _silent(self.ids(ids))]), request.now)

    def suggested(self, words: Sequence[str], beginning: str, now: datetime) -> list[Section]:
        """Titles that hold all `words`, the last as a prefix of a word or a part; in the order of `SearchEngine`."""
        *whole, last = words
        parts = [
            self.visible(now),
            *(Query.term_query(self._schema, "title_exact", word, "position") for word in whole),
        ]
        begins = self._prefix("title_key", beginning)
        at_a_word = self._prefix("title_exact", last)
        inside = [self._prefix("title_parts", part) for part in begun_parts(last)]
        either = _all_of([*parts, _any_of([at_a_word, *inside])])
        queries = [
            _all_of([either, begins]),
            Query.boolean_query([(Occur.Must, _all_of([*parts, at_a_word])), (Occur.MustNot, begins)]),
        ]
        if inside:
            shut = [(Occur.MustNot, begins), (Occur.MustNot, at_a_word)]
            queries.append(Query.boolean_query([(Occur.Must, either), *shut]))
        return [Section(query, "title_key") for query in queries]

    def like(self, word: str, now: datetime) -> Query:
        """Documents with a word within two edits of `word`; the nearest have the highest score."""
        ways = [
            Query.const_score_query(Query.fuzzy_term_query(self._schema, field, word, distance), 3.0 - distance)
            for field in EXACT_FIELDS
            for distance in (0, 1, 2)
        ]
        return _all_of([Query.disjunction_max_query(ways), self.visible(now)])

    def having(self, word: str, now: datetime) -> Query:
        """Documents with the folded `word`."""
        terms = [Query.term_query(self._schema, field, word, index_option(field)) for field in EXACT_FIELDS]
        return _all_of([_any_of(terms), self.visible(now)])

    def visible(self, now: datetime) -> Query:
        """What has not expired. Removed documents' marks have, always."""
        return self._between("expires_us", microseconds(now) + 1, None)

    def stored(self) -> Query:
        """Every document, also an expired one, without the marks of removed ones."""
        return self._between("expires_us", REMOVED + 1, None)

    def removed_before(self, moment: datetime) -> Query:
        return self._between("removed_us", None, microseconds(moment))

    def near(
        self, numbers: Iterable[int], filters: Mapping[str, Sequence[str]], now: datetime, without: Iterable[str]
    ) -> Query:
        """Of the documents with these numbers those that are visible under `filters`, without some ids."""
        some = _any_of([Query.term_query(self._schema, "number", number) for number in numbers])
        parts = [_silent(some), self.visible(now), *self._chosen(filters)]
        shut = [(Occur.MustNot, Query.term_query(self._schema, "id", encodable(each), "basic")) for each in without]
        return Query.boolean_query([(Occur.Must, _all_of(parts)), *shut])

    def ids(self, ids: Iterable[str]) -> Query:
        return _any_of([Query.term_query(self._schema, "id", value, "basic") for value in ids])

    def _matching(self, request: EngineRequest, filters: Mapping[str, Sequence[str]]) -> list[Query]:
        parts = [*self._text(request.text), self.visible(request.now), *self._chosen(filters)]
        if shut := self._clauses(request.text.excluded):
            # What only excludes finds nothing in tantivy: it is taken from something.
            return [Query.boolean_query([(Occur.Must, _all_of(parts)), *((Occur.MustNot, query) for query in shut)])]
        return parts

    def _lowering(self, query: Query, now: datetime) -> Query:
        """The same documents, with less of a score for those that nobody confirms any more."""
        late = self._between("lower_us", None, microseconds(now))
        confirmed = Query.boolean_query([(Occur.Must, query), (Occur.MustNot, late)])
        return _any_of([confirmed, Query.boost_query(_all_of([query, late]), LOWERED)])

    def _text(self, text: TextQuery) -> list[Query]:
        """As many clauses as are required."""
        clauses = self._clauses(text.clauses)
        if text.required == len(clauses):
            return clauses
        return [Query.boolean_query([(Occur.Should, query) for query in clauses], text.required)]

    def _clauses(self, clauses: Iterable[Clause]) -> list[Query]:
        """One query for each clause: the best of its ways to match counts."""
        return [
            Query.disjunction_max_query([self._way(way) for way in ways], TIE) if ways else Query.empty_query()
            for ways in weighted_terms(clauses)
        ]

    def _way(self, way: WeightedTerms) -> Query:
        match way.kind:
            case "phrase":
                return Query.boost_query(Query.phrase_query(self._schema, way.field, list(way.terms)), way.boost)
            case "prefix":
                return Query.const_score_query(self._prefix(way.field, way.terms[0]), way.boost)
            case "near":
                near = Query.fuzzy_term_query(self._schema, way.field, way.terms[0], distance=way.edits)
                return Query.const_score_query(near, way.boost)
        option = index_option(way.field)
        terms = [Query.term_query(self._schema, way.field, term, option) for term in way.terms]
        return Query.boost_query(_all_of(terms), way.boost)

    def _chosen(self, filters: Mapping[str, Sequence[str]]) -> list[Query]:
        """OR within a facet, AND among facets. Values may be anything that was in a URL; unknown ones find nothing."""
        return [
            _silent(_any_of([Query.term_query(self._schema, "facets", facet_term(key, s), "basic") for s in slugs]))
            for key, slugs in filters.items()
            if slugs
        ]

    def _between(self, field: str, lowest: int | None, highest: int | None) -> Query:
        return _silent(Query.range_query(self._schema, field, FieldType.Integer, lowest, highest))

    def _prefix(self, field: str, beginning: str) -> Query:
        # A fuzzy query without any fuzziness: unlike a pattern it has no syntax.
        return _silent(Query.fuzzy_term_query(self._schema, field, beginning, distance=0, prefix=True))


def _all_of(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])


def _any_of(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _silent(query: Query) -> Query:
    """The query without a say in the score."""
    return Query.const_score_query(query, 0.0)
