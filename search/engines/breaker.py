"""Whether to ask something that failed lately: a circuit breaker, pure but for the clock it is given.

Closed: everybody may ask. Open: nobody may, for a pause that grows with every failed probe. Half open: the
pause is over, one caller at a time may try; its result closes the circuit or opens it for longer.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half open"


@dataclass(frozen=True, slots=True, eq=False)
class Permit:
    """Leave to ask once. `round` is the number of times the circuit had changed when it was given."""

    round: int


class CircuitBreaker:
    """Safe for threads. All times are seconds of `clock`, which must not go backwards.

    It opens after `failures` of them within `window`, or at once after a grave one (a timeout: every further
    caller would wait as long), for `first_pause` doubled up to `longest_pause`.
    """

    def __init__(
        self,
        *,
        failures: int = 2,
        window: float = 10.0,
        first_pause: float = 1.0,
        longest_pause: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limit = failures
        self._window = window
        self._first_pause = first_pause
        self._longest_pause = longest_pause
        self._clock = clock
        self._lock = threading.Lock()
        self._round = 0
        self._failed_at: list[float] = []
        self._pause = 0.0  # 0: closed
        self._open_until = 0.0
        self._probe: Permit | None = None

    @property
    def state(self) -> State:
        with self._lock:
            if not self._pause:
                return State.CLOSED
            return State.OPEN if self._clock() < self._open_until else State.HALF_OPEN

    def permit(self) -> Permit | None:
        """Leave to ask, or None.

        Whoever got leave must give it back by `succeeded`, `failed` or `withdrawn`, whatever happens.
        """
        with self._lock:
            if self._pause and (self._probe is not None or self._clock() < self._open_until):
                return None
            permit = Permit(self._round)
            if self._pause:
                self._probe = permit
            return permit

    def succeeded(self, permit: Permit) -> None:
        with self._lock:
            if permit.round != self._round:
                return  # given before the circuit opened: says nothing about now
            if self._pause:
                self._change(pause=0.0)

    def failed(self, permit: Permit, *, grave: bool = False) -> None:
        with self._lock:
            if permit.round != self._round:
                return
            now = self._clock()
            self._failed_at = [at for at in self._failed_at if now - at <= self._window] + [now]
            if self._pause:
                self._change(pause=min(self._pause * 2, self._longest_pause))
            elif grave or len(self._failed_at) >= self._limit:
                self._change(pause=self._first_pause)

    def withdrawn(self, permit: Permit) -> None:
        """The caller did not come to ask, or its own fault kept it from learning anything."""
        with self._lock:
            if self._probe is permit:
                self._probe = None

    def _change(self, *, pause: float) -> None:
        self._round += 1
        self._failed_at.clear()
        self._probe = None
        self._pause = pause
        self._open_until = self._clock() + pause
