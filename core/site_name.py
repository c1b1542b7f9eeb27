"""What the site is called: the name in its settings, wherever no template says it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Site


def site_name(request: HttpRequest | None = None) -> str:
    """The name of the site that was asked, or, without a request, of the one that BASE_URL leads to. One query."""
    site = Site.find_for_request(request) if request else Site.objects.filter(is_default_site=True).first()
    return (site.site_name if site else "") or settings.WAGTAIL_SITE_NAME
