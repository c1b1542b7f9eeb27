"""Wagtail's own search (modelsearch) on the same node, as its documentation sets it up for such a page.

All texts and labels are searched, the title with Wagtail's own boost. Facets are given as the pages that have them:
that is more than Wagtail can do by itself, and never less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from modelsearch import index
from modelsearch.backends.elasticsearch9 import Elasticsearch9SearchBackend

from bench.eval.judgements import Judged
from practices.models import PracticePage
from search.documents import PreparedDocument

_TEXTS = ("background", "approach", "outcome", "transferability")
_TERMS = ("branches", "regions", "topics", "target_groups", "company_sizes")


class WagtailSearch:
    """Makes and fills an index whose name begins with `prefix`; `close` removes it."""

    def __init__(self, url: str, prefix: str, documents: Iterable[PreparedDocument]) -> None:
        self._facets = {int(prepared.id): prepared.facets for prepared in documents}
        self._own_fields = PracticePage.search_fields
        PracticePage.search_fields = [
            *self._own_fields,
            *(index.SearchField(name) for name in _TEXTS),
            *(index.RelatedFields(name, [index.SearchField("label")]) for name in _TERMS),
            index.RelatedFields("tags", [index.SearchField("name")]),
            index.RelatedFields("verbund", [index.SearchField("title")]),
        ]
        self._backend = Elasticsearch9SearchBackend({"URLS": [url], "INDEX_PREFIX": prefix, "ATOMIC_REBUILD": False})
        self._index = self._backend.get_index_for_model(PracticePage)
        self._index.reset()
        self._index.add_model(PracticePage)
        self._index.add_items(PracticePage, list(PracticePage.objects.live()))
        self._index.refresh()

    def search(self) -> Callable[[Judged], list[str]]:
        return self._ask

    def close(self) -> None:
        self._index.delete()
        PracticePage.search_fields = self._own_fields

    def _ask(self, judged: Judged) -> list[str]:
        pages = PracticePage.objects.live()
        if judged.filters:
            pages = pages.filter(pk__in=[key for key, facets in self._facets.items() if _has(facets, judged)])
        found = self._backend.search(judged.text, pages) if judged.text else pages
        return [page.slug for page in found[:20]]


def _has(facets: dict[str, tuple[str, ...]], judged: Judged) -> bool:
    return all(set(values) & set(facets.get(key, ())) for key, values in judged.filters.items())
