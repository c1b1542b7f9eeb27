"""From vocabulary terms to what the search needs of them: facet values, slugs, labels, dependents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from wagtail.models import Page

from core.vocabularies.models import Term, TreeTerm, read_synonyms
from search.facets import FacetValue, FacetValues
from search.kept import kept


def term_values(model: type[Term]) -> Callable[[Iterable[str] | None], FacetValues]:
    """How a facet reads the values of a vocabulary; one query now and then."""
    is_tree = issubclass(model, TreeTerm)
    fields = ["slug", "label", "order", "synonyms", *(["parent__slug"] if is_tree else [])]

    def read() -> FacetValues:
        return {
            slug: FacetValue(
                slug,
                label,
                parent=parent[0] if parent else None,
                order=order,
                synonyms=tuple(read_synonyms(synonyms)),
            )
            for slug, label, order, synonyms, *parent in model._default_manager.values_list(*fields)
        }

    return kept(read)


@dataclass(frozen=True, slots=True)
class GivenTerm:
    """A term as a record has it. `labels`: its own and its synonyms, then those of what stands above it: who searches
    for the parent's word finds the child."""

    slug: str
    labels: tuple[str, ...]


class GivenTerms:
    """The terms of some pages: two queries a vocabulary, however many pages, in the vocabulary's order.

    Reading them through the pages (`page.branches.all()`, prefetched) took longer than all else of a rebuild.
    """

    def __init__(self, pages: Sequence[Page], *fields: str) -> None:
        self._given: dict[str, dict[int, list[GivenTerm]]] = {field: {} for field in fields}
        if not pages:
            return
        ids = [page.pk for page in pages]
        for name, by_page in self._given.items():
            field: Any = type(pages[0])._meta.get_field(name)
            terms = _all_terms(field.related_model)
            order = {pk: place for place, pk in enumerate(terms)}
            page_key, term_key = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
            rows = field.remote_field.through._default_manager.filter(**{f"{page_key}__in": ids})
            for page_id, term_id in sorted(rows.values_list(page_key, term_key), key=lambda row: order[row[1]]):
                by_page.setdefault(page_id, []).append(terms[term_id])

    def slugs(self, page: Page, field: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(term.slug for term in self._given[field].get(page.pk, ())))

    def labels(self, page: Page, *fields: str) -> Iterator[str]:
        """Labels of the page's terms and of what stands above them, for the index."""
        for field in fields:
            for term in self._given[field].get(page.pk, ()):
                yield from term.labels


def _all_terms(model: type[Term]) -> dict[int, GivenTerm]:
    is_tree = issubclass(model, TreeTerm)
    query = model.everything.order_by("order", "label").values_list(
        "pk", "slug", "label", "synonyms", "merged_into_id", *(["parent_id"] if is_tree else [])
    )
    rows = list(query)
    terms = {
        pk: (slug, (label, *read_synonyms(synonyms)), parent[0] if parent else None)
        for pk, slug, label, synonyms, _, *parent in rows
    }
    found: dict[int, GivenTerm] = {}
    for pk, (slug, words, parent) in terms.items():
        labels, steps = [*words], 0
        while parent is not None and steps <= len(terms):
            labels += terms[parent][1]
            parent, steps = terms[parent][2], steps + 1
        found[pk] = GivenTerm(slug, tuple(labels))
    # A page that was saved while its term was merged may still name the old one.
    return found | {pk: found[merged_into] for pk, _, _, _, merged_into, *_ in rows if merged_into}


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
