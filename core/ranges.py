"""Parts of a file: a browser asks for them to jump within a film, and Safari plays none without."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

View = Callable[..., HttpResponseBase]

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


class Unsatisfiable(Exception):
    """The part asked for begins behind the end of the file."""


def with_ranges(view: View) -> View:
    """A view that gives out whole files, answering `Range` with 206 and the part, or 416 where there is none.

    What is no single range in bytes, or was asked of an older version (`If-Range`), gets the whole file, as RFC 9110
    allows. Nothing is packed on its way: most files are already, and the place of a part counts in the file as it is.
    """

    @wraps(view)
    def ranged(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code != 200 or not isinstance(response, StreamingHttpResponse):
            return response
        request.META.pop("HTTP_ACCEPT_ENCODING", None)
        if response.get("Content-Encoding") == "None":
            # Wagtail writes down that it knows of none.
            del response["Content-Encoding"]
        size = int(response.get("Content-Length") or 0)
        response["Accept-Ranges"] = "bytes"
        if request.method != "GET" or not size or not _same_version(request, response):
            return response
        try:
            asked = read_range(request.META.get("HTTP_RANGE", ""), size)
        except Unsatisfiable:
            response.close()
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        if asked is None:
            return response
        first, last = asked
        # A file on disk is read by an ordinary iterator, never an asynchronous one.
        whole = cast(Iterable[bytes], response.streaming_content)
        response.streaming_content = cut(whole, first, last)
        response.status_code = 206
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
        response["Content-Length"] = str(last - first + 1)
        return response

    return ranged


def read_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte, from 0, that a `Range` header asks for of a file with `size` bytes; None for the whole file.

    Raises:
        Unsatisfiable: it begins behind the end.
    """
    found = _RANGE.fullmatch(header.strip())
    if not found or found[1] == found[2] == "":
        return None
    if not found[1]:
        if not int(found[2]):
            raise Unsatisfiable
        return max(0, size - int(found[2])), size - 1
    first, last = int(found[1]), int(found[2] or size - 1)
    if first >= size:
        raise Unsatisfiable
    return (first, min(last, size - 1)) if first <= last else None


def cut(chunks: Iterable[bytes], first: int, last: int) -> Iterator[bytes]:
    """The bytes from `first` to `last`, both included."""
    at = 0
    for chunk in chunks:
        part = chunk[max(0, first - at) : last + 1 - at]
        if part:
            yield part
        at += len(chunk)
        if at > last:
            return


def _same_version(request: HttpRequest, response: HttpResponseBase) -> bool:
    known = request.headers.get("If-Range")
    return known is None or known in (response.get("ETag"), response.get("Last-Modified"))
