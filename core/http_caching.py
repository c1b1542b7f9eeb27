"""What browsers and proxies may keep of a page: what is not personal, as long as it is still the same."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control


class Caching:
    """Gives every answer without a Cache-Control of its own one of two.

    A page for somebody without a session may be kept by anybody, but has to be asked for again each time: Django's
    ConditionalGetMiddleware answers 304 by its ETag. So what was withdrawn a second ago is never shown. Everything
    else is private.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.has_header("Cache-Control"):
            return response
        personal = settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies
        if request.method in ("GET", "HEAD") and response.status_code == 200 and not personal:
            patch_cache_control(response, public=True, no_cache=True)
        else:
            patch_cache_control(response, private=True, no_cache=True)
        return response
