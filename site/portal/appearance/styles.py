"""The style sheet of a site's brand colour: at an address with its version, so that it may be kept for ever."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Site

from portal.appearance.colours import DARK_GROUNDS, readable
from portal.appearance.models import Appearance, appearance_of


def brand_css(colour: str) -> str:
    """The two values that `static/css/tokens.css` leaves open; all tints are mixed from them there."""
    dark = readable(colour, DARK_GROUNDS, "#ffffff")
    return f":root{{--brand:{colour}}}@media (prefers-color-scheme:dark){{:root{{--brand:{dark}}}}}\n"


def brand_address(appearance: Appearance) -> str:
    """Where the style sheet is; empty for a site without a colour of its own, which needs none."""
    colour = appearance.brand_colour
    return reverse("brand-styles", args=[_version(brand_css(colour))]) if colour else ""


@require_safe
def brand_styles(request: HttpRequest, version: str) -> HttpResponse:
    """`/aussehen/<version>.css`. An older version gets what is valid now, but may not keep it."""
    colour = appearance_of(Site.find_for_request(request)).brand_colour
    css = brand_css(colour) if colour else ""
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    if version == _version(css):
        patch_cache_control(response, public=True, max_age=31_536_000, immutable=True)
    else:
        patch_cache_control(response, no_cache=True)
    return response


def _version(css: str) -> str:
    return hashlib.sha256(css.encode()).hexdigest()[:12]
