"""Results that can be put side by side: `{{ hit|comparison_slug }}`, `{{ hits|any_comparable }}`."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from search.results import Hit

register = template.Library()


@register.filter
def comparison_slug(hit: Hit) -> str:
    """The slug by which the comparison knows a practice; empty for what is no practice."""
    return hit.url.rstrip("/").rpartition("/")[2] if hit.document.type == "praxis" else ""


@register.filter
def any_comparable(hits: Iterable[Hit]) -> bool:
    """Whether a list has practices, so that choosing some makes sense."""
    return any(comparison_slug(hit) for hit in hits)
