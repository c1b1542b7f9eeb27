"""`/vorschaubild/<id>-<version>.png` and `/.well-known/security.txt`."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.linked_data import absolute
from core.site_name import site_name
from core.visibility import visible_to
from portal.machines.preview_image import STYLE, Words, draw

#: The brand colour where the site has set none.
BRAND = "#007155"
_KEPT = 7 * 24 * 3600


def version(page: Any, brand: str = BRAND) -> str:
    """What the picture's address ends in: another one for every title, colour and way of drawing."""
    return hashlib.sha256(f"{STYLE}|{brand}|{page.title}".encode()).hexdigest()[:10]


@require_safe
@cache_control(public=True, max_age=_KEPT)
def preview_image(request: HttpRequest, page_id: int, wanted: str) -> HttpResponse:
    """The picture of a public page. Only the present version is drawn: nobody can have others drawn at will."""
    page = visible_to(None, Page.objects.filter(pk=page_id)).specific().first()
    if page is None or version(page) != wanted:
        raise Http404
    key = f"preview-image-{page_id}-{wanted}"
    picture = caches["default"].get(key)
    if picture is None:
        kind = "" if page.depth == 2 else str(page.specific_class._meta.verbose_name)
        picture = draw(page.slug, Words(kind, page.title, site_name(request)), BRAND)
        caches["default"].set(key, picture, _KEPT)
    return HttpResponse(picture, content_type="image/png")


@require_safe
@cache_control(public=True, max_age=24 * 3600)
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a security hole (RFC 9116); there is none while nobody is named in the settings."""
    contact = settings.SECURITY_CONTACT
    if not contact:
        raise Http404
    expires = (timezone.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: {contact if ':' in contact else 'mailto:' + contact}",
        f"Expires: {expires}",
        "Preferred-Languages: de, en",
        f"Canonical: {absolute('/.well-known/security.txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
