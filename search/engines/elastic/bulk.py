"""Many writes in few requests: lines in chunks of bounded size, and what a bulk's answer says of each.

Lines are made once, as bytes: their size is known, and the client has nothing left to serialise. Whatever the
number of documents, only the chunks on their way are in memory.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any

from search.engine import EngineUnavailable
from search.engines.elastic.client import Cluster, refused
from search.written import as_json

CHUNK_BYTES = 4_000_000
CHUNK_ITEMS = 500
#: The node's analysis is the limit: a second connection lets it work on two chunks, a third gains nothing.
SENDERS = 2
#: Seconds to wait before a chunk that an overloaded cluster sent back is sent again.
PAUSES = (1.0, 3.0, 9.0)

_CONFLICT = 409


def line(value: Mapping[str, Any]) -> bytes:
    """One line of a bulk."""
    return as_json(value) + b"\n"


def chunks(items: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Items in lists of at most CHUNK_ITEMS and, unless a single item is larger, CHUNK_BYTES."""
    chunk: list[bytes] = []
    size = 0
    for item in items:
        if chunk and (len(chunk) >= CHUNK_ITEMS or size + len(item) > CHUNK_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(item)
        size += len(item)
    if chunk:
        yield chunk


def send(cluster: Cluster, index: str, items: list[bytes], *, refresh: bool, pauses: tuple[float, ...] = ()) -> int:
    """Send one chunk; returns how many items made a new document (others replaced, removed or came too late).

    What an overloaded cluster rejects is sent again after each of `pauses` (seconds), and only that.

    Raises:
        EngineUnavailable: the cluster, or one item's answer, says so. Other items may have been written.
    """
    created: int = 0
    for pause in (*pauses, None):
        try:
            results = _results(_bulk(cluster, index, items, refresh), len(items))
        except EngineUnavailable as error:
            if error.reason != "overloaded" or pause is None:
                raise
        else:
            created += len([result for result in results if result.get("result") == "created"])
            rejected = _rejected(items, results, final=pause is None)
            if not rejected:
                return created
            items = rejected
        time.sleep(pause or 0)
    raise AssertionError("the last try returns or raises")


def send_all(cluster: Cluster, index: str, items: Iterable[bytes]) -> int:
    """Send everything by SENDERS threads, without refresh; returns the number of new documents.

    `items` is read in the caller's thread, whose database connection it may use; no faster than it is sent.

    Raises:
        EngineUnavailable: as `send`, after the last of PAUSES.
    """
    created = 0
    with ThreadPoolExecutor(SENDERS, thread_name_prefix="bulk") as pool:
        running: set[Future[int]] = set()
        for chunk in chunks(items):
            if len(running) >= SENDERS:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                created += sum(future.result() for future in done)
            running.add(pool.submit(send, cluster, index, chunk, refresh=False, pauses=PAUSES))
        return created + sum(future.result() for future in running)


def _bulk(cluster: Cluster, index: str, items: list[bytes], refresh: bool) -> Any:
    wanted = "items.*.status,items.*.result,items.*.error"
    operations: Any = items  # the client passes bytes on as they are, but does not say so
    return cluster.patient(lambda es: es.bulk(index=index, operations=operations, refresh=refresh, filter_path=wanted))


def _results(body: Any, number: int) -> list[Mapping[str, Any]]:
    try:
        results = [next(iter(item.values())) for item in body["items"]]
    except (AttributeError, KeyError, TypeError, StopIteration) as error:
        raise EngineUnavailable("garbage", "not a bulk's answer") from error
    if len(results) != number or not all(isinstance(result, Mapping) for result in results):
        raise EngineUnavailable("garbage", f"{len(results)} answers to {number} writes")
    return results


def _rejected(items: list[bytes], results: list[Mapping[str, Any]], *, final: bool) -> list[bytes]:
    """The items to send again.

    Raises:
        EngineUnavailable: an item failed for another reason than overload, or for any at the final try.
    """
    rejected = []
    for item, result in zip(items, results, strict=True):
        if result.get("status") == _CONFLICT or ("error" not in result and result.get("result")):
            continue
        error = refused(result.get("status"), result)
        if final or error.reason != "overloaded":
            raise error
        rejected.append(item)
    return rejected
