"""The Kreise of each Land, from the vocabulary of regions."""

from __future__ import annotations

from core.vocabularies.models import Region


def kreise_by_land() -> dict[str, list[tuple[str, str]]]:
    """Slug and label of each region below a Land, by the Land's slug. One query."""
    found: dict[str, list[tuple[str, str]]] = {}
    rows = Region.objects.filter(parent__isnull=False).order_by("order", "label")
    for land, slug, label in rows.values_list("parent__slug", "slug", "label"):
        found.setdefault(land, []).append((slug, label))
    return found
