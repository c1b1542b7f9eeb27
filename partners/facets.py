"""The facet of networks: its values are the networks that the public can see."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from core.visibility import visible_to
from partners.models import VerbundPage
from search.facets import Facet, FacetKind, FacetValue, FacetValues
from search.kept import kept


def load_networks(slugs: Iterable[str] | None) -> FacetValues:
    pages = visible_to(None, VerbundPage.objects.all())
    if slugs is not None:
        pages = pages.filter(slug__in=list(slugs))
    rows = pages.order_by("title").values_list("slug", "title", "pk")
    return {slug: FacetValue(slug, title, page=pk) for slug, title, pk in rows}


VERBUND = Facet(
    "verbund",
    _("Verbund"),
    FacetKind.FLAT,
    load_networks,
    suggested_as="verbund",
    position=50,
    load_kept=kept(lambda: load_networks(None)),
)
