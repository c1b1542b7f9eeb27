"""What likeness is measured against: what all texts have in common, and what has nothing to do with this platform."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

#: Built by `search/meaning/build_background.py`.
STORED = Path(__file__).parent / "data" / "background.json"


@dataclass(frozen=True)
class Background:
    """`centre` is the mean of what the model says of texts like ours: all its vectors point nearly that way, and only
    what is left without it tells texts apart. `elsewhere` are vectors, one a row, of other worlds."""

    centre: NDArray[np.float32]
    elsewhere: NDArray[np.float32]

    def likeness_elsewhere(self, vector: bytes) -> float:
        """How much a vector of signed bytes is like the nearest of the other worlds, from -1 to 1."""
        asked = np.frombuffer(vector, np.int8).astype(np.float32)
        length = float(np.linalg.norm(asked))
        return float((self.elsewhere @ asked).max()) / length if length else 0.0


@lru_cache(maxsize=1)
def background() -> Background:
    stored = json.loads(STORED.read_bytes())
    rows = np.array([np.frombuffer(bytes.fromhex(row), np.int8) for row in stored["elsewhere"]], dtype=np.float32)
    return Background(np.array(stored["centre"], dtype=np.float32), rows / np.linalg.norm(rows, axis=1, keepdims=True))
