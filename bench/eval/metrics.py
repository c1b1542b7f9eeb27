"""The measures: nDCG@10, recall@20 and, for questions that have no answer, silence. Pure functions."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

#: From this grade on a record is one that a person wants to have found; recall counts those.
USEFUL = 2


def ndcg(found: Sequence[str], grades: Mapping[str, int], at: int = 10) -> float:
    """Normalised discounted cumulative gain from 0 to 1; the gain of grade g is 2^g - 1, what has no grade is 0.

    A record that comes twice counts once, where it came first. Without any grade above 0 there is nothing to gain:
    see `silence`.

    Raises:
        ValueError: no grade is above 0.
    """
    best = _gain(sorted(grades.values(), reverse=True)[:at])
    if best == 0:
        raise ValueError("nothing is relevant")
    seen = list(dict.fromkeys(found))[:at]
    return _gain([grades.get(name, 0) for name in seen]) / best


def recall(found: Sequence[str], grades: Mapping[str, int], at: int = 20) -> float:
    """The share of useful records (grade 2 or 3) among the first `at`; of the best there are, where none is useful."""
    wanted = {name for name, grade in grades.items() if grade >= USEFUL} or set(grades)
    return len(wanted & set(found[:at])) / min(len(wanted), at)


def silence(found: Sequence[str]) -> float:
    """1 when nothing was found for a question that nothing answers, else 0."""
    return 0.0 if found else 1.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))
