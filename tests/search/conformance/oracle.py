"""The specification of a search in plain Python: what an engine answers, over a list of prepared documents."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from search.german.match import matches
from search.query import Sort

ZERO = timedelta(0)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def found(documents, request, filters=None):
    """The documents that match a request; with `filters` under those instead of the request's."""
    chosen = request.filters if filters is None else filters
    return [
        each
        for each in documents
        if matches(request.text, each.zones)
        and (each.document.expires_at is None or each.document.expires_at > request.now)
        and all(set(slugs) & set(each.facets.get(key, ())) for key, slugs in chosen.items() if slugs)
    ]


def counts(documents, request):
    """Of each facet of each group the number of documents by value."""
    counted = {}
    for group in request.groups:
        members = found(documents, request, group.filters)
        for key in group.facets:
            counted[key] = Counter(slug for each in members for slug in set(each.facets.get(key, ())))
    return counted


def in_order(documents, request):
    """The ids of the matching documents in the order asked for; relevance means the newest, as without a text."""

    def key(each):
        given = each.document
        if request.sort is Sort.TITLE:
            return (each.sort_title, each.id)
        if request.sort is not Sort.DATE:
            return (given.published_at is None, EPOCH - (given.published_at or EPOCH), each.id)
        if given.starts_at is None:
            return (2, ZERO, each.sort_title, each.id)
        after = given.starts_at - EPOCH
        coming = (given.ends_at or given.starts_at) >= request.now
        return (0, after, "", each.id) if coming else (1, -after, "", each.id)

    return [each.id for each in sorted(found(documents, request), key=key)]
