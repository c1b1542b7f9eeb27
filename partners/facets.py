"""The facet of networks: its values are the networks that the public can see."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from core.visibility import visible_to
from partners.models import VerbundPage
from search.facets import Facet, FacetKind, FacetValue, FacetValues


def load_networks(slugs: Iterable[str] | None) -> FacetValues:
    pages = visible_to(None, VerbundPage.objects.all())
    if slugs is not None:
        pages = pages.filter(slug__in=list(slugs))
    return {slug: FacetValue(slug, title) for slug, title in pages.order_by("title").values_list("slug", "title")}


VERBUND = Facet("verbund", _("Verbund"), FacetKind.FLAT, load_networks, suggested_as="verbund", position=50)
