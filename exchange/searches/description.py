"""A search in words, for people who read a mail months after they asked for it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.facets import registered_facets
from search.query import SearchQuery

EVERYTHING = gettext_lazy("alles, was neu erscheint")
#: Of one facet so many values are named; a mail's subject has to end some time.
NAMED = 3


def in_words(query: SearchQuery) -> str:
    """`„Schichtarbeit“, Branche: Pflege oder Chemie`. One database query for each facet that is chosen."""
    facets = registered_facets()
    parts = [_("„%(text)s“") % {"text": query.text}] if query.text else []
    for key, slugs in query.filters.items():
        facet = facets.get(key)
        if facet is None or not slugs:
            continue
        values = facet.load(slugs)
        labels = [values[slug].label if slug in values else slug for slug in slugs]
        named = _(" oder ").join(labels[:NAMED])
        if len(labels) > NAMED:
            named = _("%(some)s und %(number)s weitere") % {"some": named, "number": len(labels) - NAMED}
        parts.append(f"{facet.label}: {named}")
    return ", ".join(parts) or str(EVERYTHING)
