"""How lists of networks and partners are put together: by Land, counted for the map, narrowed to a region."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from core.vocabularies.models import Region


@dataclass
class LandGroup:
    label: str
    items: list[Any] = field(default_factory=list)


@dataclass
class CountedRegion:
    """A region with the number of networks that work in it, as a map of the Länder takes it."""

    value: str
    label: str
    count: int = 0
    selected: bool = False
    below: dict[str, CountedRegion] = field(default_factory=dict)

    @property
    def children(self) -> Sequence[CountedRegion]:
        return list(self.below.values())


def by_land(networks: Iterable[Any]) -> list[LandGroup]:
    """Group networks by Land, in the order of the Länder's names; one that works in two Länder stands in both.

    Networks without a region come last, as „Ohne Angabe“. Expects `regions` and their parents to be prefetched.
    """
    groups: dict[str, LandGroup] = {}
    without = LandGroup(_("Ohne Angabe"))
    for network in networks:
        labels = {(region.parent or region).label for region in network.regions.all()}
        for label in labels:
            groups.setdefault(label, LandGroup(label)).items.append(network)
        if not labels:
            without.items.append(network)
    found = [groups[label] for label in sorted(groups)]
    return [*found, without] if without.items else found


def counted(networks: Iterable[Any], chosen: str = "") -> list[CountedRegion]:
    """The Länder in which networks work, each network counted once in a Land; below them their Kreise.

    Expects `regions` and their parents to be prefetched. `chosen` is the slug of the region that is looked at.
    """
    found: dict[str, CountedRegion] = {}
    for network in networks:
        lands: set[str] = set()
        for region in network.regions.all():
            land = region.parent or region
            entry = found.setdefault(land.slug, CountedRegion(land.slug, land.label, selected=land.slug == chosen))
            if land.slug not in lands:
                lands.add(land.slug)
                entry.count += 1
            if region.parent:
                below = entry.below.setdefault(region.slug, CountedRegion(region.slug, region.label))
                below.count += 1
    return list(found.values())


def working_in(networks: Iterable[Any], region: Any) -> list[Any]:
    """Those that work in `region`: in it, in a part of it, or in the whole Land that it belongs to."""
    wanted = {region.pk, region.parent_id} - {None}
    return [
        network
        for network in networks
        if any(own.pk in wanted or own.parent_id == region.pk for own in network.regions.all())
    ]


def beside_map(items: Sequence[Any], chosen: str) -> dict[str, Any]:
    """What a list beside its map shows: `counted_regions` for the map; with `chosen` (a slug) its `region`
    and as `items` those that work there, else all; `unknown_region` when there is no such region. One query.

    Expects `regions` and their parents to be prefetched.
    """
    region = Region.objects.filter(slug=chosen).select_related("parent").first() if chosen else None
    return {
        "counted_regions": counted(items, chosen),
        "region": region,
        "unknown_region": bool(chosen and region is None),
        "items": working_in(items, region) if region else items,
    }
