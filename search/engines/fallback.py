"""Which of two engines answers: the first while it can, the second while it cannot.

Only reading is routed. What is written is delivered to each engine by itself (see `search.delivery`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from search.engine import EngineUnavailable, SearchEngine
from search.engines.breaker import CircuitBreaker

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What an engine answered, which one it was, and whether it stood in for another."""

    value: T
    engine: str
    degraded: bool


class FallbackEngine:
    """Asks `primary`; where it is unavailable, or was a moment ago, asks `secondary`. Safe for threads."""

    def __init__(self, primary: SearchEngine, secondary: SearchEngine, breaker: CircuitBreaker | None = None) -> None:
        self.primary = primary
        self.secondary = secondary
        self.breaker = breaker or CircuitBreaker()

    def ask(self, question: Callable[[SearchEngine], T]) -> Answer[T]:
        """Put one question (`lambda engine: engine.search(request)`) to the engine that can answer now.

        The whole answer comes from one engine. Waits for the primary at most as long as that engine itself
        does, and not at all while the circuit is open.

        Raises:
            EngineUnavailable: neither can; it is the secondary's, caused by the primary's if that was asked.
        """
        permit = self.breaker.permit()
        if permit is None:
            return self._stand_in(question)
        try:
            value = question(self.primary)
        except EngineUnavailable as error:
            self.breaker.failed(permit, grave=error.reason == "timeout")
            return self._stand_in(question)
        except BaseException:
            # A fault of ours says nothing about the engine, but must not keep the only probe for ever.
            self.breaker.withdrawn(permit)
            raise
        self.breaker.succeeded(permit)
        return Answer(value, self.primary.name, degraded=False)

    def _stand_in(self, question: Callable[[SearchEngine], T]) -> Answer[T]:
        return Answer(question(self.secondary), self.secondary.name, degraded=True)
