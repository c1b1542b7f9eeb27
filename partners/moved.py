"""Addresses that name a term which was merged into another: pages lead to the new one, the API understands both."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict

from core.vocabularies.models import Term
from search.facets import registered_facets

_SLUG = re.compile(r"[-\w]{1,80}", re.ASCII)
#: More values than that in one parameter no address of ours has.
_MOST = 50

_parameters: dict[str, type[Term]] = {}


def register_parameter(name: str, vocabulary: type[Term]) -> None:
    """Say that slugs of `vocabulary` stand in addresses under `name`."""
    _parameters[name] = vocabulary


def led_on(parameters: QueryDict) -> QueryDict:
    """The parameters with the slugs of now; the same object when there is nothing to change.

    One query for each parameter with a slug that its facet does not know (any more); in the usual case none.
    """
    changed = None
    for name, vocabulary in _parameters.items():
        values = parameters.getlist(name)
        slugs = {value for value in values[:_MOST] if _SLUG.fullmatch(value)}
        facet = registered_facets().get(name)
        if facet is not None and slugs:
            slugs -= set(facet.values(slugs))
        if not slugs:
            continue
        merged = vocabulary.everything.filter(slug__in=slugs, merged_into__isnull=False)
        targets = dict(merged.values_list("slug", "merged_into__slug"))
        if targets:
            changed = changed or parameters.copy()
            changed.setlist(name, list(dict.fromkeys(targets.get(value, value) for value in values)))
    return changed if changed is not None else parameters


class FollowMerged:
    """Middleware: a page's old address is answered by 301, a call of the API as if it named the new slug."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in ("GET", "HEAD") and request.META.get("QUERY_STRING"):
            now = led_on(request.GET)
            if now is not request.GET:
                if not request.path.startswith("/api/"):
                    return HttpResponsePermanentRedirect(f"{request.path}?{now.urlencode()}")
                request.GET = now  # type: ignore[assignment]
        return self.get_response(request)
