"""A connection that ends when its time is up, however slowly the other side drips.

The client's own timeout is one for each read from the socket: a server that sends a byte now and then, in its
headers or its body, would hold a request for ever. Here an answer has a time as a whole.
"""

from __future__ import annotations

import io
import socket
import time
from http.client import HTTPResponse
from typing import Any

from elastic_transport import HttpHeaders, Urllib3HttpNode
from elastic_transport.client_utils import DEFAULT, DefaultType
from urllib3 import Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection

#: Seconds to connect (and to hand over the request) when somebody waits for the answer, and when nobody does.
QUICK_CONNECT = 0.5
PATIENT_CONNECT = 10.0
#: Requests with at most so many seconds have somebody waiting.
QUICK = 2.0


class _Bounded(io.RawIOBase):
    """Reads from a socket until a deadline; raises TimeoutError after it."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, seconds: float) -> None:
        self._raw = raw
        self._sock = sock
        self._deadline = time.monotonic() + seconds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("the answer took too long")
        self._sock.settimeout(left)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _BoundedResponse(HTTPResponse):
    """The socket's timeout, set before the answer is read, is taken as the time for the whole of it."""

    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        seconds = sock.gettimeout()
        super().__init__(sock, *args, **kwargs)
        if seconds is not None:
            self.fp.close()
            self.fp = io.BufferedReader(_Bounded(sock.makefile("rb", buffering=0), sock, seconds))


class _PlainConnection(HTTPConnection):
    response_class = _BoundedResponse

    def send(self, data: Any) -> None:
        _let_send(self)
        super().send(data)


class _TlsConnection(HTTPSConnection):
    response_class = _BoundedResponse

    def send(self, data: Any) -> None:
        _let_send(self)
        super().send(data)


def _let_send(connection: HTTPConnection) -> None:
    """A connection used again still has what little time its last answer left."""
    if connection.sock is not None:
        connection.sock.settimeout(connection.timeout)


class BoundedNode(Urllib3HttpNode):
    """`request_timeout` bounds a request as a whole: connecting, sending and the whole answer."""

    def __init__(self, config: Any) -> None:
        super().__init__(config)
        self.pool.ConnectionCls = _TlsConnection if config.scheme == "https" else _PlainConnection

    def perform_request(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: HttpHeaders | None = None,
        request_timeout: DefaultType | float | None = DEFAULT,
    ) -> Any:
        seconds = request_timeout if isinstance(request_timeout, int | float) else QUICK
        connect = QUICK_CONNECT if seconds <= QUICK else PATIENT_CONNECT
        # The node hands it to urllib3 as it is, which takes this finer form too.
        timeout: Any = Timeout(connect=min(connect, seconds), total=seconds)
        return super().perform_request(method, target, body, headers, timeout)
