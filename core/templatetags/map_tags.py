"""`{% laender_map %}`: the map of the Länder in a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template

from core.maps.kreise import kreise_by_land
from core.maps.laender import Counted, laender_map

register = template.Library()


@register.inclusion_tag("components/map_laender.html", name="laender_map")
def show_laender_map(
    values: Iterable[Counted],
    address: str,
    *,
    singular: str,
    many: str,
    all_kreise: bool = False,
    open_table: bool = False,
) -> dict[str, Any]:
    """Draw the map: `values` are counted regions (a facet's), `address` where a Land leads, `singular` and `many` what
    is counted, in the nominative. `all_kreise` lists also those with nothing (one query).
    """
    shown = laender_map(values, address, one=singular, many=many, kreise=kreise_by_land() if all_kreise else None)
    return {"map": shown, "many": many, "open_table": open_table}
