"""Is whoever writes still logged in? Asked by `static/js/admin-keep-text.js` before a page's form is sent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def still_there(request: HttpRequest) -> HttpResponse:
    """`{"token": …}` for the form, which has an old one when somebody has logged in again in another window.

    An address of the admin: who is not logged in gets no 200 from it.
    """
    return JsonResponse({"token": get_token(request)})
