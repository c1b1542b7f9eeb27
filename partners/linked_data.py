"""Networks and partners for programs that read their pages (schema.org/Organization)."""

from __future__ import annotations

from typing import Any

from core.linked_data import Thing, absolute


def organisation_data(page: Any, site: Thing) -> list[Thing]:
    """A network or a partner. Neither an address nor a person: the page shows none."""
    return [
        {
            "@type": "Organization",
            "name": page.title,
            "description": page.summary,
            "url": absolute(page.url),
            "areaServed": [{"@type": "AdministrativeArea", "name": term.label} for term in page.regions.all()],
            "foundingDate": str(page.started) if getattr(page, "started", None) else None,
        }
    ]
