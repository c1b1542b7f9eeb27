"""Taking times so that they can be compared on a busy machine."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping

Question = Callable[[str], object]


def medians(
    questions: Mapping[str, Question], texts: list[str], before_each: Callable[[], object] = lambda: None
) -> dict[str, float]:
    """Median seconds of each question over all `texts`.

    Every text is put to all questions in turn, so that a slow moment of the machine meets all of them, and each round
    begins with another one, so that none always finds what the one before has warmed up. `before_each` is not timed.
    The first text is asked once beforehand, untimed.
    """
    times: dict[str, list[float]] = {name: [] for name in questions}
    for question in questions.values():
        question(texts[0])
    names = list(questions)
    for number, text in enumerate(texts):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            before_each()
            began = time.perf_counter()
            questions[name](text)
            times[name].append(time.perf_counter() - began)
    return {name: statistics.median(found) for name, found in times.items()}
