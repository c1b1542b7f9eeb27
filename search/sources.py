"""Which records are found: a registry filled by the apps, and how a record becomes a document.

The search knows no content app. An app says which page model it has, how a page is described, what the public may
see of it, and which other records tell something of it (a branch's label stands in all its practices).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from search.documents import Document, PreparedDocument, prepare
from search.facets import Facet, FacetKind, FacetValue, FacetValues, register_facet, registered_facets

#: So many are described at once: some queries are the same for few and many, and some megabytes are held.
BATCH = 500


@dataclass(frozen=True)
class Source:
    """One kind of record.

    `art` is the value of the facet of that name, which several kinds may share; `describe` makes the documents of some
    pages of `model` at once, so that it can read what belongs to them in a few queries; `visible` keeps what a user may
    see (None: the public).
    """

    art: str
    label: str | Promise
    plural: str | Promise
    model: type[Page]
    describe: Callable[[Sequence[Any]], Iterable[Document]]
    visible: Callable[[Any, PageQuerySet], PageQuerySet]


#: Says which pages have to be described anew when a record of some other model changes.
Dependents = Callable[[Any], Iterable[int]]

_sources: dict[type[Page], Source] = {}
_dependents: dict[type[Model], list[Dependents]] = {}


def register_source(source: Source) -> None:
    """Make a kind of record findable. Apps call this in `ready()`."""
    _sources[source.model] = source


def register_dependents(model: type[Model], dependents: Dependents) -> None:
    """Say which pages tell something of `model`'s records; asked when one is saved and before one is deleted."""
    _dependents.setdefault(model, []).append(dependents)


def registered_sources() -> tuple[Source, ...]:
    return tuple(_sources.values())


def source_of(art: str) -> Source | None:
    """A source with this `art`, for its name and page model; those that share an `art` share its name."""
    return next((source for source in _sources.values() if source.art == art), None)


def dependents_of(instance: Model) -> set[int]:
    """Ids of all pages whose documents say something of `instance`, itself not among them."""
    return {
        page_id
        for model, functions in _dependents.items()
        if isinstance(instance, model)
        for function in functions
        for page_id in function(instance)
    }


def has_dependents(model: type[Model]) -> bool:
    return any(issubclass(model, registered) for registered in _dependents)


def tree_values() -> dict[str, FacetValues]:
    """All current values of the facets that are trees; one query each."""
    return {key: facet.load(None) for key, facet in registered_facets().items() if facet.kind is FacetKind.TREE}


def public_documents(ids: Sequence[int], values: Mapping[str, FacetValues]) -> dict[int, PreparedDocument]:
    """The documents of those of `ids` that are public now. A few queries for each kind of record."""
    return {
        int(prepared.id): prepared for source in _sources.values() for prepared in _documents_of(source, ids, values)
    }


def _documents_of(source: Source, ids: Sequence[int], values: Mapping[str, FacetValues]) -> Iterator[PreparedDocument]:
    for document in source.describe(_public_pages(source, ids)):
        yield prepare(document, values)


def _public_pages(source: Source, ids: Sequence[int]) -> list[Any]:
    return list(source.visible(None, source.model._default_manager.filter(pk__in=ids)))


def public_fingerprints(batches: Iterable[Sequence[int]]) -> Iterator[tuple[str, str]]:
    """Id and fingerprint of those records of `batches` (ids) that are public now. The text is not analysed for it."""
    values = tree_values()
    for ids in batches:
        for source in _sources.values():
            for document in source.describe(_public_pages(source, ids)):
                prepared = prepare(document, values, analysed=False)
                yield prepared.id, prepared.fingerprint


def all_public_ids() -> Iterator[list[int]]:
    """The ids of everything public, in batches: only numbers are held in memory."""
    for source in _sources.values():
        yield from _batches_of(source)


def all_public_documents() -> Iterator[PreparedDocument]:
    """Every document, batch by batch, in constant memory."""
    values = tree_values()
    for source in _sources.values():
        for ids in _batches_of(source):
            yield from _documents_of(source, ids, values)


def _batches_of(source: Source) -> Iterator[list[int]]:
    ids = list(source.visible(None, source.model._default_manager.all()).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def visible_ids(user: Any, ids: Iterable[int]) -> set[int]:
    """Those of `ids` that `user` may see now."""
    wanted = list(ids)
    if not wanted or not _sources:
        return set()
    visible = next(iter(_sources.values())).visible
    return set(visible(user, Page.objects.filter(pk__in=wanted)).values_list("pk", flat=True))


def _load_kinds(slugs: Iterable[str] | None) -> FacetValues:
    wanted = None if slugs is None else set(slugs)
    return {
        source.art: FacetValue(source.art, str(source.plural))
        for source in _sources.values()
        if wanted is None or source.art in wanted
    }


def register_kind_facet() -> None:
    """The facet `art`: its values are the registered sources."""
    register_facet(Facet("art", _("Art"), FacetKind.FLAT, _load_kinds, position=10, always_given=True))
