"""What the search knows of practices."""

from __future__ import annotations

from django.db.models import Prefetch
from taggit.models import Tag
from wagtail.query import PageQuerySet

from core.text import as_plain_text
from core.visibility import visible_to
from core.vocabularies.models import Branch, CompanySize, Region, TargetGroup, Topic
from partners.models import VerbundPage
from partners.search import register_term_dependents
from partners.terms import labels, slugs
from practices.facets import FACETS
from practices.models import PracticePage
from search.documents import Document
from search.facets import register_facet
from search.sources import Source, register_dependents, register_source


def _practices() -> PageQuerySet:
    # A network that the public cannot see is none here, so that neither its name nor its slug gets into the index.
    public_network = Prefetch("verbund", visible_to(None, VerbundPage.objects.all()))
    return PracticePage.objects.prefetch_related(
        "branches__parent",
        "regions__parent",
        "topics__parent",
        "target_groups",
        "company_sizes",
        "tagged_items__tag",
        public_network,
    )


def _describe(page: PracticePage) -> Document:
    branches, regions, topics = page.branches.all(), page.regions.all(), page.topics.all()
    groups, sizes = page.target_groups.all(), page.company_sizes.all()
    verbund = page.verbund
    return Document(
        id=str(page.pk),
        type="praxis",
        title=page.title,
        url=page.url or "",
        summary=page.summary,
        body="\n\n".join(
            filter(
                None,
                map(as_plain_text, (page.background, page.approach, page.outcome, page.transferability)),
            )
        ),
        keywords="\n".join(
            [
                *(item.tag.name for item in page.tagged_items.all()),
                *labels(branches),
                *labels(regions),
                *labels(topics),
                *labels(groups),
                *([verbund.title] if verbund else []),
            ]
        ),
        terms={
            "branche": slugs(branches),
            "region": slugs(regions),
            "thema": slugs(topics),
            "zielgruppe": slugs(groups),
            "groesse": slugs(sizes),
            "verbund": (verbund.slug,) if verbund else (),
            "jahr": (str(page.year),) if page.year else (),
            "evidenz": (page.evidence,) if page.evidence else (),
        },
        published_at=page.first_published_at,
        expires_at=page.expire_at,
        external_id=page.external_id or "",
    )


def register() -> None:
    """Tell the search; called once, when Django is ready."""
    for facet in FACETS:
        register_facet(facet)
    register_source(
        Source("praxis", "Praxisbeispiel", "Praxisbeispiele", PracticePage, _practices, _describe, visible_to)
    )
    register_term_dependents(
        PracticePage,
        {
            "branches": Branch,
            "regions": Region,
            "topics": Topic,
            "target_groups": TargetGroup,
            "company_sizes": CompanySize,
        },
    )
    register_dependents(VerbundPage, _practices_of_network)
    register_dependents(Tag, _practices_with_tag)


def _practices_of_network(verbund: VerbundPage) -> set[int]:
    return set(PracticePage.objects.filter(verbund_id=verbund.pk).values_list("pk", flat=True))


def _practices_with_tag(tag: Tag) -> set[int]:
    return set(PracticePage.objects.filter(tagged_items__tag=tag).values_list("pk", flat=True))
