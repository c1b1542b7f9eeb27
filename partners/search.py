"""What the search knows of networks and partners."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from wagtail.query import PageQuerySet

from core.text import as_plain_text
from core.visibility import visible_to
from core.vocabularies.models import Branch, Region, Topic
from partners.facets import VERBUND
from partners.models import PartnerPage, VerbundPage
from partners.terms import labels, pages_with, slugs
from search.documents import Document
from search.facets import register_facet
from search.sources import Source, register_dependents, register_source


def _networks() -> PageQuerySet:
    return VerbundPage.objects.prefetch_related("branches__parent", "regions__parent", "topics__parent")


def _describe_network(page: VerbundPage) -> Document:
    branches, regions, topics = page.branches.all(), page.regions.all(), page.topics.all()
    return Document(
        id=str(page.pk),
        type="verbund",
        title=page.title,
        url=page.url or "",
        summary=page.summary,
        body=as_plain_text(page.description),
        keywords="\n".join([*labels(branches), *labels(regions), *labels(topics)]),
        terms={
            "branche": slugs(branches),
            "region": slugs(regions),
            "thema": slugs(topics),
            "verbund": (page.slug,),
        },
        published_at=page.first_published_at,
        expires_at=page.expire_at,
    )


def _partners() -> PageQuerySet:
    return PartnerPage.objects.prefetch_related("branches__parent", "regions__parent")


def _describe_partner(page: PartnerPage) -> Document:
    branches, regions = page.branches.all(), page.regions.all()
    return Document(
        id=str(page.pk),
        type="partner",
        title=page.title,
        url=page.url or "",
        summary=page.summary,
        body=as_plain_text(page.description),
        keywords="\n".join([page.get_kind_display(), *labels(branches), *labels(regions)]),
        terms={"branche": slugs(branches), "region": slugs(regions)},
        published_at=page.first_published_at,
        expires_at=page.expire_at,
    )


def register() -> None:
    """Tell the search; called once, when Django is ready."""
    register_facet(VERBUND)
    register_source(Source("verbund", "Verbund", "Verbünde", VerbundPage, _networks, _describe_network, visible_to))
    register_source(Source("partner", "Partner", "Partner", PartnerPage, _partners, _describe_partner, visible_to))
    register_term_dependents(VerbundPage, {"branches": Branch, "regions": Region, "topics": Topic})
    register_term_dependents(PartnerPage, {"branches": Branch, "regions": Region})


def register_term_dependents(page_model: type[Model], fields: dict[str, Any]) -> None:
    """A term that changes is told anew in all pages that carry it."""
    for field, model in fields.items():
        register_dependents(model, pages_with(page_model, field))
