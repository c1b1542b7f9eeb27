"""What can be wrong with a file or a row, as named situations."""

from __future__ import annotations

from dataclasses import dataclass


class UnreadableFile(Exception):
    """The file as a whole cannot be read; `message` is German and says what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row was refused. `row` counts as the spreadsheet does (its heading is row 1)."""

    row: int
    column: str
    value: str
    reason: str
