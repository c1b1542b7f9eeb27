"""Asking one link: HEAD, and GET where that fails. Only the head of an answer is ever read.

Every name is resolved here and the connection goes to the very address that was found to be public, at each redirect
anew: a name that says something else at the second question changes nothing.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import quote, urljoin, urlsplit

from core.links.addresses import may_be_asked
from core.links.models import Reason

#: Turned away or asked too often: a person with a browser may well get through.
_GUARDED = frozenset({400, 401, 402, 403, 405, 406, 407, 418, 421, 423, 425, 429, 451, 503, 999})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SAFE = "/%:@!$&'()*+,;=~-._"


@dataclass(frozen=True)
class Limits:
    """`seconds` for all of it; `may_ask` decides by IP address and port."""

    seconds: float = 10.0
    redirects: int = 6
    may_ask: Callable[[str, int], bool] = may_be_asked
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    name: str = "Verbundforum-Linkpruefung"


class _Failed(Exception):
    def __init__(self, reason: Reason) -> None:
        self.reason = reason


def ask(url: str, limits: Limits) -> Reason | None:
    """None when the link leads to something, else why not."""
    start = time.monotonic()
    found = _followed(url, "HEAD", start + limits.seconds / 2, limits)
    if found in (None, Reason.BAD, Reason.NAME, Reason.PRIVATE):
        return found
    # Many servers answer HEAD wrongly, or not at all.
    return _followed(url, "GET", start + limits.seconds, limits)


def _followed(url: str, method: str, deadline: float, limits: Limits) -> Reason | None:
    seen: set[str] = set()
    try:
        while url not in seen and len(seen) <= limits.redirects:
            seen.add(url)
            status, location = _answer(url, method, deadline, limits)
            if status not in _REDIRECTS or not location:
                return _verdict(status)
            url = urljoin(url, location)
    except _Failed as failed:
        return failed.reason
    except ValueError:
        return Reason.BAD
    return Reason.REDIRECTS


def _verdict(status: int) -> Reason | None:
    if status < 400:
        return None
    if status in _GUARDED:
        return Reason.GUARDED
    return Reason.NOT_FOUND if status < 500 else Reason.SERVER


def _answer(url: str, method: str, deadline: float, limits: Limits) -> tuple[int, str]:
    """Status and Location of one request.

    Raises:
        _Failed: there is no answer. ValueError: this is no address.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _Failed(Reason.BAD)
    try:
        host = parts.hostname.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise _Failed(Reason.BAD) from error
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = _resolved(host, port, limits)
    target = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE + '?')}" if parts.query else "")
    connection: HTTPConnection
    if parts.scheme == "https":
        connection = HTTPSConnection(host, port, context=limits.tls)
    else:
        connection = HTTPConnection(host, port)
    try:
        with _connected(address, port, deadline) as sock:
            connection.sock = _secured(sock, host, limits) if parts.scheme == "https" else sock
            with _cut_off(connection.sock, deadline):
                if isinstance(connection.sock, ssl.SSLSocket):
                    connection.sock.do_handshake()
                head = {"User-Agent": limits.name, "Accept": "*/*", "Connection": "close"}
                connection.request(method, target, headers=head)
                answer = connection.getresponse()
                return answer.status, answer.headers.get("Location", "")
    except ssl.SSLError as error:
        raise _Failed(_late(deadline) or Reason.TLS) from error
    except TimeoutError as error:
        raise _Failed(Reason.TIMEOUT) from error
    except OSError as error:
        raise _Failed(_late(deadline) or Reason.CONNECT) from error
    except (HTTPException, ValueError) as error:
        raise _Failed(_late(deadline) or Reason.GARBAGE) from error
    finally:
        # Whatever else it wants to say is not read.
        connection.close()


def _resolved(host: str, port: int, limits: Limits) -> str:
    """The address to connect to; all that the name has must be public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _Failed(Reason.NAME) from error
    # Addresses of version 4 first: many servers have no way to version 6.
    addresses = [str(row[4][0]) for row in sorted(found, key=lambda row: row[0] != socket.AF_INET)]
    if not addresses or not all(limits.may_ask(address, port) for address in addresses):
        raise _Failed(Reason.PRIVATE)
    return addresses[0]


def _connected(address: str, port: int, deadline: float) -> socket.socket:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return socket.create_connection((address, port), timeout=left)


def _secured(sock: socket.socket, host: str, limits: Limits) -> ssl.SSLSocket:
    return limits.tls.wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)


@contextlib.contextmanager
def _cut_off(sock: socket.socket, deadline: float) -> Iterator[None]:
    """Ends the connection at the deadline: the timeout of a socket begins anew with each byte that drips in."""

    def end() -> None:
        with contextlib.suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)

    timer = threading.Timer(max(deadline - time.monotonic(), 0), end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _late(deadline: float) -> Reason | None:
    return Reason.TIMEOUT if time.monotonic() >= deadline else None
