"""Turns away requests that no part of the site can use, before anything else reads them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

MAX_QUERY_STRING = 16_384


class RequestGuard:
    """Answers 400 to an address with a NUL byte (databases refuse it) or a query string beyond any use.

    Broken UTF-8 in the query string is no error: Django reads it with replacement characters.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or len(request.META.get("QUERY_STRING", "")) > MAX_QUERY_STRING:
            return render(request, "400.html", status=400)
        return self.get_response(request)
