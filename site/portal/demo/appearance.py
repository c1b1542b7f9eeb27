"""What the example site says of itself in its header and footer."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, Site

from portal.appearance.models import Appearance


def set_appearance(entry: dict[str, Any], programme: Page) -> None:
    """From `rahmen` of home.yaml, once: what the office has set since stays as it is."""
    site = Site.objects.get(is_default_site=True)
    Appearance.objects.get_or_create(
        site=site,
        defaults={"claim": entry["satz"], "programme": entry["programm"], "programme_page": programme},
    )
