"""A real TCP server on 127.0.0.1 that treats every request as a test wants it to."""

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator

PRODUCT = b"X-Elastic-Product: Elasticsearch\r\n"
JSON = "application/vnd.elasticsearch+json; compatible-with=9"

Behaviour = Callable[[socket.socket], None]


def http(status, body, *, content_type=JSON, product=True):
    """A whole HTTP answer, as bytes. `body` is text, bytes, or something to be written as JSON."""
    data = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode()
    head = f"HTTP/1.1 {status} X\r\nContent-Type: {content_type}\r\nContent-Length: {len(data)}\r\n".encode()
    return head + (PRODUCT if product else b"") + b"\r\n" + data


def says(answer: bytes) -> Behaviour:
    return lambda connection: connection.sendall(answer)


def hangs_up(after: bytes) -> Behaviour:
    """Sends the beginning of an answer and closes."""

    def behave(connection):
        connection.sendall(after)
        connection.shutdown(socket.SHUT_RDWR)

    return behave


def drips(answer: bytes, pause=0.05) -> Behaviour:
    """Sends an answer byte by byte: every single read is quick, the whole takes for ever."""

    def behave(connection):
        for place in range(len(answer)):
            connection.sendall(answer[place : place + 1])
            time.sleep(pause)

    return behave


def silent(connection):
    """Takes the request and never answers; returns when the client hangs up."""
    with contextlib.suppress(OSError):
        while connection.recv(65536):
            pass


@contextlib.contextmanager
def serving(*behaviours: Behaviour) -> Iterator["FaultyServer"]:
    """A server for whose requests the behaviours apply in turn, the last one for all that follow."""
    server = FaultyServer(list(behaviours))
    try:
        yield server
    finally:
        server.close()


class FaultyServer:
    def __init__(self, behaviours):
        self._behaviours = behaviours
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._connections = []
        self.requests = []
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._connections.append(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with contextlib.suppress(OSError), connection:
            while request := _read_request(connection):
                behaviour = self._behaviours[min(len(self.requests), len(self._behaviours) - 1)]
                self.requests.append(request)
                behaviour(connection)

    def close(self):
        self._listener.close()
        for connection in self._connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


def _read_request(connection):
    """Head and body of one request, or nothing at the end of the connection."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            return b""
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
    )
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body
