"""Wagtail's own search (modelsearch) of the generated practices on the same node, with its one request for each facet.

Its facets count what a page itself has, without parents, and give out ten values each: that is less work than ours.
"""

from __future__ import annotations

from typing import Any

from modelsearch import index
from modelsearch.backends.elasticsearch9 import Elasticsearch9SearchBackend
from modelsearch.query import MATCH_ALL
from wagtail.query import PageQuerySet

from practices.models import PracticePage

_TEXTS = ("background", "approach", "outcome", "transferability")
#: Our facet → what holds its values. The kind (`art`) and the network are properties as well, below.
_TERMS = {
    "branche": "branches",
    "region": "regions",
    "thema": "topics",
    "zielgruppe": "target_groups",
    "groesse": "company_sizes",
}
FACETS = (*(f"bench_{key}" for key in _TERMS), "bench_verbund", "bench_art", "year")
CHUNK = 1_000
PAGE = 20


class WagtailSearch:
    """Makes PracticePage searchable the way Wagtail's documentation says, until `close`."""

    def __init__(self, url: str, prefix: str) -> None:
        self._own_fields = PracticePage.search_fields
        for key, field in _TERMS.items():
            setattr(PracticePage, f"bench_{key}", property(_slugs(field)))
        PracticePage.bench_verbund = property(lambda page: page.verbund.slug if page.verbund else None)
        PracticePage.bench_art = "praxis"
        PracticePage.search_fields = [
            *self._own_fields,
            *(index.SearchField(name) for name in _TEXTS),
            *(index.RelatedFields(name, [index.SearchField("label")]) for name in _TERMS.values()),
            *(index.FilterField(name) for name in FACETS if name != "year"),
        ]
        self._backend = Elasticsearch9SearchBackend({"URLS": [url], "INDEX_PREFIX": prefix, "ATOMIC_REBUILD": False})
        self._index = self._backend.get_index_for_model(PracticePage)

    def rebuild(self, *, prefetched: bool) -> int:
        """As Wagtail's command does it; returns the number of pages.

        `prefetched`: with the related records of a chunk read at once, as a careful developer would have it. By itself
        Wagtail asks the database for them page by page, because they are parental relations.
        """
        self._index.reset()
        self._index.add_model(PracticePage)
        pages: PageQuerySet = PracticePage.get_indexed_objects().order_by("pk")
        if prefetched:
            pages = pages.prefetch_related(*_TERMS.values(), "verbund")
        done = 0
        while chunk := list(pages[done : done + CHUNK]):
            self._index.add_items(PracticePage, chunk)
            done += len(chunk)
        self._index.refresh()
        return done

    def search(self, text: str) -> int:
        """Hits, their number, and eight facets; all results when there is no text."""
        found: Any = self._backend.search(text or MATCH_ALL, PracticePage.objects.live())
        list(found[:PAGE])
        for facet in FACETS:
            found.facet(facet)
        return int(found.count())

    def close(self) -> None:
        self._index.delete()
        PracticePage.search_fields = self._own_fields
        for key in (*_TERMS, "verbund", "art"):
            delattr(PracticePage, f"bench_{key}")


def _slugs(field: str) -> Any:
    return lambda page: [term.slug for term in getattr(page, field).all()]
