"""What the search knows of networks and partners."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from core.text import as_plain_text
from core.visibility import visible_to
from core.vocabularies.models import Branch, Region, Topic
from partners.facets import VERBUND
from partners.models import PartnerPage, VerbundPage
from partners.terms import GivenTerms, pages_with
from search.documents import Document
from search.facets import register_facet
from search.sources import Source, register_dependents, register_source


def _describe_networks(pages: Sequence[VerbundPage]) -> Iterator[Document]:
    terms = GivenTerms(pages, "branches", "regions", "topics")
    for page in pages:
        yield Document(
            id=str(page.pk),
            type="verbund",
            title=page.title,
            url=page.url or "",
            summary=page.summary,
            body=as_plain_text(page.description),
            keywords="\n".join(terms.labels(page, "branches", "regions", "topics")),
            terms={
                "branche": terms.slugs(page, "branches"),
                "region": terms.slugs(page, "regions"),
                "thema": terms.slugs(page, "topics"),
                "verbund": (page.slug,),
            },
            published_at=page.first_published_at,
            expires_at=page.expire_at,
        )


def _describe_partners(pages: Sequence[PartnerPage]) -> Iterator[Document]:
    terms = GivenTerms(pages, "branches", "regions")
    for page in pages:
        yield Document(
            id=str(page.pk),
            type="partner",
            title=page.title,
            url=page.url or "",
            summary=page.summary,
            body=as_plain_text(page.description),
            keywords="\n".join([page.get_kind_display(), *terms.labels(page, "branches", "regions")]),
            terms={"branche": terms.slugs(page, "branches"), "region": terms.slugs(page, "regions")},
            published_at=page.first_published_at,
            expires_at=page.expire_at,
        )


def register() -> None:
    """Tell the search; called once, when Django is ready."""
    register_facet(VERBUND)
    register_source(Source("verbund", _("Verbund"), _("Verbünde"), VerbundPage, _describe_networks, visible_to))
    register_source(Source("partner", _("Partner"), _("Partner"), PartnerPage, _describe_partners, visible_to))
    register_term_dependents(VerbundPage, {"branches": Branch, "regions": Region, "topics": Topic})
    register_term_dependents(PartnerPage, {"branches": Branch, "regions": Region})


def register_term_dependents(page_model: type[Model], fields: dict[str, Any]) -> None:
    """A term that changes is told anew in all pages that carry it."""
    for field, model in fields.items():
        register_dependents(model, pages_with(page_model, field))
