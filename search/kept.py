"""Values of a facet, kept in the process for some seconds: a search would read the same labels again and again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from django.conf import settings

from search.facets import FacetValues


def kept(read: Callable[[], FacetValues]) -> Callable[[Iterable[str] | None], FacetValues]:
    """A facet's `load` from a function that reads all its values.

    Those asked for by their slugs may be SEARCH_TERMS_KEPT seconds old; all of them (None), as the index needs them,
    are always those of now. For some hundred values that everybody may see, or of which is looked who may see them.
    """
    until = 0.0
    values: FacetValues = {}

    def load(slugs: Iterable[str] | None) -> FacetValues:
        nonlocal until, values
        if slugs is None or time.monotonic() >= until:
            values = read()
            until = time.monotonic() + settings.SEARCH_TERMS_KEPT
        return values if slugs is None else {slug: values[slug] for slug in slugs if slug in values}

    return load
