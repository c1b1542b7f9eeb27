"""Counting which searches lead somewhere: by the Referer, without changed links, scripts or cookies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from search.sources import registered_sources
from search.tuning.log import note_click


class CountClicks:
    """A record opened from a page of results is a click for that search.

    The browser names that page to this site only (Referrer-Policy: same-origin).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "GET" and response.status_code == 200 and "q=" in request.headers.get("Referer", ""):
            context: dict[str, Any] = getattr(response, "context_data", None) or {}
            if isinstance(context.get("page"), tuple(source.model for source in registered_sources())):
                note_click(request)
        return response
