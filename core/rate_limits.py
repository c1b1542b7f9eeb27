"""How often one visitor may ask: a count for each address in Django's cache, and the middleware that says 429.

The cache `limits` is this process's memory (see docs/decisions/0013): with several processes an address gets the limit
in each of them. That protects every process, and costs a page microseconds instead of a write to the database.
"""

from __future__ import annotations

import ipaddress
import logging
import math
import re
import secrets
import time
from collections.abc import Callable
from hashlib import blake2b

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

_SUGGEST = "/api/v1/suggest"
_API = "/api/"
#: Not ours to limit: the admin asks for people who are known; probes and files cost nothing.
_FREE = re.compile(r"/(redaktion|static|media|dokumente)/|/(healthz|readyz)$")
#: The pages that search even when their address has no query.
_SEARCHING = re.compile(r"/(suche|suche/anliegen|praxis|veranstaltungen|verbuende|partner)/$")

#: Addresses are kept as hashes with this key, which is gone with the process: nobody can tell whose a count was.
_KEY = secrets.token_bytes(32)


def seconds_to_wait(request: HttpRequest, bucket: str, *, limit: int, window: int) -> int:
    """Count a call of this visitor in `bucket`: at most `limit` in `window` seconds.

    0 when it is allowed, else the seconds after which one more will be (for Retry-After); what is refused is not
    counted, so whoever waits so long is let in. A `limit` of 0 means none. The window slides: of the calls in the
    last whole window those count that would still be in it, were they spread evenly.
    """
    if limit <= 0:
        return 0
    cache = caches["limits"]
    now = time.time()
    number, into = divmod(now, window)
    name = f"{bucket}:{_visitor(request)}"
    key, key_before = f"{name}:{int(number)}", f"{name}:{int(number) - 1}"
    before = cache.get(key_before, 0)
    cache.add(key, 0, timeout=2 * window)
    try:
        count = cache.incr(key)
    except ValueError:  # the cache was full and dropped it between the two calls
        return 0
    if before * (1 - into / window) + count <= limit:
        return 0
    cache.decr(key)
    return _until_allowed(before, count - 1, into, limit, window)


def visitor_address(request: HttpRequest) -> str:
    """The address a request came from.

    Behind a proxy (BEHIND_PROXY) the last one in X-Forwarded-For, which our proxy wrote; those before it were sent
    by the visitor and may be anything. Without a proxy the header is not looked at.
    """
    direct = str(request.META.get("REMOTE_ADDR") or "")
    if not settings.BEHIND_PROXY:
        return direct
    return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or direct


class RateLimits:
    """Answers 429 with Retry-After to an address that searches without pause; editors are never refused.

    By address, not by view: every page that searches has the same limit, whichever app it belongs to, and so has
    every address with a query, which is where a crawler finds no end.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        bucket = _bucket(request)
        if bucket is None:
            return self.get_response(request)
        limit, window = settings.RATE_LIMITS[bucket]
        seconds = seconds_to_wait(request, bucket, limit=limit, window=window)
        # Who somebody is, is only asked of those who are too many: the question reads the session.
        if not seconds or request.user.has_perm("wagtailadmin.access_admin"):
            return self.get_response(request)
        _log_once_a_minute(bucket)
        response = _refusal(request)
        # Django would write a line for each, and a crawler fill the disk.
        response._has_been_logged = True  # type: ignore[attr-defined]
        response["Retry-After"] = str(seconds)
        response["Cache-Control"] = "no-store"
        return response


def _bucket(request: HttpRequest) -> str | None:
    path = request.path
    if path.startswith(_SUGGEST):
        return "suggest"
    if path.startswith(_API):
        return "api"
    if _FREE.match(path):
        return None
    return "search" if request.META.get("QUERY_STRING") or _SEARCHING.match(path) else None


def _log_once_a_minute(bucket: str) -> None:
    if caches["limits"].add(f"logged:{bucket}", True, timeout=60):
        logger.warning("An address goes beyond the limit of %r and gets 429 (said once a minute).", bucket)


def _refusal(request: HttpRequest) -> HttpResponse:
    if not request.path.startswith(_API):
        return render(request, "429.html", status=429)
    message = _("Das waren sehr viele Anfragen auf einmal. Wann es weitergeht, steht im Kopf „Retry-After“ (Sekunden).")
    error = {"code": "too_many_requests", "message": message, "fields": {}}
    return JsonResponse({"error": error}, status=429, json_dumps_params={"ensure_ascii": False})


def _visitor(request: HttpRequest) -> str:
    """A key for the address; of IPv6 the network, all of which a single visitor has."""
    address = visitor_address(request)
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        pass
    else:
        if isinstance(parsed, ipaddress.IPv6Address):
            parsed = parsed.ipv4_mapped or ipaddress.ip_network((int(parsed), 64), strict=False).network_address
        address = str(parsed)
    return blake2b(address.encode("utf-8", "replace"), key=_KEY, digest_size=16).hexdigest()


def _until_allowed(before: int, count: int, into: float, limit: int, window: int) -> int:
    """Seconds, at least 1, until `before * (1 - share of the window) + count + 1` is within `limit`."""
    if count + 1 <= limit:
        # `before` is more than there is room for, or the call would have been allowed.
        moment = window * (1 - (limit - count - 1) / before)
    else:
        # Not in this window; in the next one these are the calls before.
        moment = window + window * (1 - (limit - 1) / count)
    return max(1, math.ceil(moment - into))
