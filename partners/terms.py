"""From vocabulary terms to what the search needs of them: facet values, slugs, labels, dependents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Model

from core.vocabularies.models import Term, TreeTerm
from search.facets import FacetValue, FacetValues
from search.kept import kept


def term_values(model: type[Term]) -> Callable[[Iterable[str] | None], FacetValues]:
    """How a facet reads the values of a vocabulary; one query now and then."""
    is_tree = issubclass(model, TreeTerm)
    fields = ["slug", "label", "order", *(["parent__slug"] if is_tree else [])]

    def read() -> FacetValues:
        return {
            slug: FacetValue(slug, label, parent=parent[0] if parent else None, order=order)
            for slug, label, order, *parent in model._default_manager.values_list(*fields)
        }

    return kept(read)


def slugs(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(term.slug for term in terms)


def labels(terms: Iterable[Term]) -> Iterator[str]:
    """Labels of terms and of what stands above them, for the index: who searches the parent's word finds the child."""
    for term in terms:
        yield term.label
        parent = getattr(term, "parent", None)
        while parent is not None:
            yield parent.label
            parent = parent.parent


def pages_with(page_model: type[Model], field: str) -> Callable[[Term], set[int]]:
    """Which pages carry a term, or one below it, in their many-to-many field `field`."""

    def dependents(term: Term) -> set[int]:
        wanted = {term.pk}
        if isinstance(term, TreeTerm):
            vocabulary: Any = type(term)
            level = {term.pk}
            while level:
                children = vocabulary._default_manager.filter(parent__in=level)
                level = set(children.values_list("pk", flat=True)) - wanted
                wanted |= level
        pages = page_model._default_manager.filter(**{f"{field}__in": wanted})
        return set(pages.values_list("pk", flat=True))

    return dependents
