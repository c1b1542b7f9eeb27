"""Elasticsearch without anything of ours: one kept connection, bytes out, JSON in."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

#: As many documents in a request as ours has.
CHUNK = 500


class Bare:
    """A connection to the node at `url`, which has no password."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._connection = http.client.HTTPConnection(parts.hostname or "", parts.port)

    def close(self) -> None:
        self._connection.close()

    def call(self, method: str, path: str, body: bytes = b"", kind: str = "application/json") -> Any:
        """The answer's JSON.

        Raises:
            ValueError: the answer is an error.
        """
        self._connection.request(method, path, body or None, {"Content-Type": kind} if body else {})
        response = self._connection.getresponse()
        answer = json.loads(response.read())
        if response.status >= 400:
            raise ValueError(f"{method} {path}: {answer}")
        return answer

    def lines(self, index: str, bodies: list[dict[str, Any]]) -> bytes:
        """The searches of one of our requests as the body of one msearch."""
        header = {"index": index, "preference": "verbundforum", "allow_partial_search_results": False}
        return "".join(f"{json.dumps(each)}\n" for body in bodies for each in (header, body)).encode()

    def send(self, lines: bytes) -> Any:
        return self.call("POST", "/_msearch", lines, "application/x-ndjson")

    def forget_counts(self, index: str) -> None:
        """Empty the node's cache of whole answers, so that a search is one that nobody has asked before."""
        self.call("POST", f"/{index}/_cache/clear?request=true")

    def bulk(self, index: str, items: Iterable[bytes]) -> None:
        """Send ready-made lines, chunk after chunk."""
        for chunk in _chunks(items):
            answer = self.call("POST", f"/{index}/_bulk?filter_path=errors", b"".join(chunk), "application/x-ndjson")
            if answer["errors"]:
                raise ValueError("a bulk's answer names errors")


def _chunks(items: Iterable[bytes]) -> Iterator[list[bytes]]:
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
