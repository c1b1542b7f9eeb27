"""How lists of networks are put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class LandGroup:
    label: str
    items: list[Any] = field(default_factory=list)


def by_land(networks: Iterable[Any]) -> list[LandGroup]:
    """Group networks by Land, in the order of the Länder's names; one that works in two Länder stands in both.

    Networks without a region come last, as „Ohne Angabe“. Expects `regions` and their parents to be prefetched.
    """
    groups: dict[str, LandGroup] = {}
    without = LandGroup("Ohne Angabe")
    for network in networks:
        labels = {(region.parent or region).label for region in network.regions.all()}
        for label in labels:
            groups.setdefault(label, LandGroup(label)).items.append(network)
        if not labels:
            without.items.append(network)
    found = [groups[label] for label in sorted(groups)]
    return [*found, without] if without.items else found
