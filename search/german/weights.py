"""How much a match counts, by where it is and by how near it is to what was typed."""

from __future__ import annotations

#: The title more than the summary and the terms, these more than the running text.
ZONE_WEIGHTS = {"title": 4.0, "lead": 2.0, "body": 1.0}

#: The word as typed more than its stem, the stem more than a part of a compound.
LEVEL_BOOSTS = {"exact": 1.0, "stem": 0.8, "parts": 0.35}
