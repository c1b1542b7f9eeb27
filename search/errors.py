"""Errors of the API, as named situations that carry what the answer needs."""

from __future__ import annotations

from collections.abc import Mapping


class ApiProblem(Exception):
    """A request that the API refuses. `message` and the messages in `fields` (by parameter) are German."""

    def __init__(self, status: int, code: str, message: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.fields = fields or {}
