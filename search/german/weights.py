"""How much a match counts, by where it is found and how directly: weight of the field × boost of what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ZONES: Final = ("title", "lead", "body")
LEVELS: Final = ("exact", "stem", "parts")

#: zone -> level -> weight of the field. A part of a compound in a long body says least.
WEIGHTS: Final[Mapping[str, Mapping[str, float]]] = {
    "title": {"exact": 4.0, "stem": 4.0, "parts": 3.5},
    "lead": {"exact": 2.0, "stem": 2.0, "parts": 1.5},
    "body": {"exact": 1.0, "stem": 1.0, "parts": 0.6},
}

#: Boosts of a clause's alternatives.
EXACT: Final = 1.0
STEM: Final = 0.6
#: The word inside a longer compound (Zulieferer: Fahrzeugzulieferindustrie), or its pieces one by one (KMU Beratung).
INSIDE: Final = 0.3
#: The parts of a compound apart from each other (Bildungsbedarf: Bedarf an Bildung).
APART: Final = 0.15
#: A synonym is worth this share of the word itself.
SYNONYM: Final = 0.8

#: What only a tolerant query finds: scores as they are, not factors of BM25, as how rare a mistyped word is says
#: nothing.
PREFIX: Final = 0.5
NEAR: Final = 0.4
NEAR_PART: Final = 0.15
#: A single part of a compound (Bildungsbedarf: Bildung), which only a loose query finds.
PART_ALONE: Final = 0.12
#: A compound of which one part was mistyped, as a share of the compound that was meant.
MENDED: Final = 0.5
