"""Asking a cluster within a time, and the one error that everything which can go wrong becomes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import elastic_transport
from elasticsearch import ApiError, Elasticsearch, UnsupportedProductError
from elasticsearch.serializer import OrjsonSerializer

from search.engine import EngineUnavailable
from search.engines.elastic.node import BoundedNode

#: Seconds a person may be made to wait for a search, and for help while typing or after a mistake.
SEARCH_SECONDS = 1.8
HELP_SECONDS = 1.0
#: Seconds for what nobody waits for: bulk writes, a new index.
PATIENT_SECONDS = 60.0
#: More than a server has threads: a request must not wait for another one's connection.
CONNECTIONS = 100

#: Below this a second try cannot end in time.
_WORTH_A_RETRY = 0.1

_REASONS = {404: "missing", 408: "timeout", 504: "timeout", 507: "disk", 401: "refused", 403: "refused"}
_OVERLOADED = {429, 502, 503}
_DISK = ("flood-stage", "flood stage", "no space left", "read-only-allow-delete", "read_only_allow_delete")


class Cluster:
    """A connection to a cluster. `url` may hold user and password, https and a path.

    `api_key` is what hosted clusters give out instead of a password; `ca_certs` the file of an authority of one's own.

    Nothing is asked before the first call. There is no sniffing: what the cluster calls its nodes need not be
    reachable from here. Not to be shared with a forked process.
    """

    def __init__(self, url: str, *, api_key: str = "", ca_certs: str = "") -> None:
        # Given as None they would be options of their own: plain http refuses any that is about certificates.
        options: dict[str, Any] = {"ca_certs": ca_certs} if ca_certs else {}
        self._es = Elasticsearch(
            url,
            api_key=api_key or None,
            **options,
            serializer=OrjsonSerializer(),
            node_class=BoundedNode,
            connections_per_node=CONNECTIONS,
            max_retries=0,
            retry_on_timeout=False,
            request_timeout=SEARCH_SECONDS,
        )
        self._patient = self._es.options(request_timeout=PATIENT_SECONDS)

    def close(self) -> None:
        self._es.close()

    def quick(self, call: Callable[[Elasticsearch], Any], seconds: float = SEARCH_SECONDS) -> Any:
        """The body of what `call` asks, within `seconds`.

        A connection that was refused or broken is tried once more in what is left of the time: a server that
        was started anew leaves dead connections behind.

        Raises:
            EngineUnavailable: whatever went wrong.
        """
        deadline = time.monotonic() + seconds
        # Making a client with options takes longer than sending a request; the usual one is there.
        client = self._es if seconds == SEARCH_SECONDS else self._es.options(request_timeout=seconds)
        try:
            try:
                return call(client).body
            except elastic_transport.ConnectionError:
                left = deadline - time.monotonic()
                if left < _WORTH_A_RETRY:
                    raise
                return call(self._es.options(request_timeout=left)).body
        except _FAILURES as error:
            raise unavailable(error) from error

    def patient(self, call: Callable[[Elasticsearch], Any]) -> Any:
        """The body of what `call` asks, however long (PATIENT_SECONDS) it takes; tried once.

        Raises:
            EngineUnavailable: whatever went wrong.
        """
        try:
            return call(self._patient).body
        except _FAILURES as error:
            raise unavailable(error) from error


_FAILURES = (ApiError, elastic_transport.TransportError)


def unavailable(error: BaseException) -> EngineUnavailable:
    """The engine's error for one of the client's."""
    if isinstance(error, UnsupportedProductError):
        return EngineUnavailable("garbage", "what answers is not Elasticsearch")
    if isinstance(error, ApiError):
        return refused(error.meta.status, error.body)
    if isinstance(error, elastic_transport.ConnectionTimeout):
        return EngineUnavailable("timeout", _short(error))
    if isinstance(error, elastic_transport.ConnectionError):
        return EngineUnavailable("refused", _short(error))
    return EngineUnavailable("garbage", type(error).__name__)


def refused(status: object, body: object) -> EngineUnavailable:
    """The engine's error for an answer with an error's status, whole or an item of a bulk or msearch."""
    detail = f"{status} {_what(body)}"
    if any(sign in detail.lower() for sign in _DISK):
        return EngineUnavailable("disk", detail)
    if status in _OVERLOADED:
        return EngineUnavailable("overloaded", detail)
    reason = _REASONS.get(status, "garbage") if isinstance(status, int) else "garbage"
    return EngineUnavailable(reason, detail)


def _what(body: object) -> str:
    error = body.get("error", body) if isinstance(body, Mapping) else body
    if isinstance(error, Mapping):
        return _short(f"{error.get('type')}: {error.get('reason')}")
    return _short(error)


def _short(value: object) -> str:
    return str(value)[:300]
