"""The facets of practices, as data. Other kinds of record use the same keys where they have such terms."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from core.visibility import visible_to
from core.vocabularies.models import Branch, CompanySize, Region, TargetGroup, Topic
from partners.terms import term_values
from practices.models import Evidence, PracticePage
from search.facets import Facet, FacetKind, FacetValue, FacetValues
from search.kept import kept


def read_years() -> FacetValues:
    """The years of public practices."""
    pages = visible_to(None, PracticePage.objects.filter(year__isnull=False))
    years = pages.order_by().values_list("year", flat=True).distinct()
    return {str(year): FacetValue(str(year), str(year)) for year in sorted(years, reverse=True)}


def load_evidence(slugs: Iterable[str] | None) -> FacetValues:
    """The levels of evidence, the weakest first."""
    wanted = None if slugs is None else set(slugs)
    return {
        level.value: FacetValue(level.value, str(level.label), order=order)
        for order, level in enumerate(Evidence)
        if wanted is None or level.value in wanted
    }


FACETS = (
    Facet("branche", _("Branche"), FacetKind.TREE, term_values(Branch), suggested_as="branche", position=20),
    Facet("region", _("Region"), FacetKind.TREE, term_values(Region), suggested_as="region", position=30),
    Facet("thema", _("Thema"), FacetKind.TREE, term_values(Topic), suggested_as="thema", position=40),
    Facet("zielgruppe", _("Zielgruppe"), FacetKind.FLAT, term_values(TargetGroup), position=60),
    Facet("groesse", _("Betriebsgröße"), FacetKind.ORDERED, term_values(CompanySize), position=70),
    Facet("jahr", _("Jahr"), FacetKind.DESCENDING, kept(read_years), position=80),
    Facet("evidenz", _("Nachweis"), FacetKind.ORDERED, load_evidence, position=90),
)
