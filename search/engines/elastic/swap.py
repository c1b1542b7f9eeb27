"""A new index in the place of the old one: filled apart, checked, then put behind the alias in one step."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from typing import Any

from elasticsearch import Elasticsearch

from search.documents import PreparedDocument
from search.engine import EngineUnavailable
from search.engines.elastic.bulk import line, send_all
from search.engines.elastic.client import HELP_SECONDS, Cluster
from search.engines.elastic.schema import (
    FILLED,
    FILLING,
    SETTINGS,
    mapping,
    new_name,
    row,
    schema_of,
)


def write(prepared: PreparedDocument, version: int) -> bytes:
    """The two lines of a bulk that store a document, unless a higher version is there.

    Only through an alias: a missing one is an error, never an index made by guessing.
    """
    action = {"_id": prepared.id, "version": version, "version_type": "external_gte", "require_alias": True}
    return line({"index": action}) + line(row(prepared))


def removal(document_id: str, version: int) -> bytes:
    """The line of a bulk that removes a document, unless a higher version is there.

    To be sent to an index itself. A removal with a version makes the index where there is none (it has to remember
    the version), even when an alias is required. By the alias' name that index would stand in every swap's way; by
    a name of ours it goes with the next swap.
    """
    return line({"delete": {"_id": document_id, "version": version, "version_type": "external_gte"}})


def swap(cluster: Cluster, prefix: str, documents: Iterable[PreparedDocument], version: int) -> int:
    """Build an index of `documents` and point the alias `prefix` to it; returns how many documents it holds.

    The index that was in use is kept until the next swap: searches under way end well, and there is a way
    back. All other indices of the prefix, what an interrupted swap left behind too, are removed.

    Raises:
        EngineUnavailable: the new index is removed, the old one goes on being used. What `documents` raises
            while it is read is passed on, after the same.
    """
    name = new_name(prefix)
    try:
        created = _fill(cluster, name, documents, version)
        before = aliased(cluster, prefix)
    except BaseException:
        with contextlib.suppress(EngineUnavailable):
            _remove(cluster, [name])
        raise
    _switch(cluster, prefix, name, before)
    with contextlib.suppress(EngineUnavailable):
        # Done is done: what could not be removed now goes with the next swap.
        _remove(cluster, [old for old in _indices(cluster, prefix) if old not in (name, *before)])
    return created


def _fill(cluster: Cluster, name: str, documents: Iterable[PreparedDocument], version: int) -> int:
    # Filled under an alias: were the index removed meanwhile, writes would fail instead of making another by
    # that name, without our mapping.
    aliases: dict[str, Any] = {f"{name}-filling": {}}
    cluster.patient(
        lambda es: es.indices.create(index=name, settings=SETTINGS | FILLING, mappings=mapping(), aliases=aliases)
    )
    created = send_all(cluster, f"{name}-filling", (write(prepared, version) for prepared in documents))
    cluster.patient(lambda es: es.indices.put_settings(index=name, settings=FILLED))
    # What was written until now is in the node's memory alone: a crash after the switch would empty the index.
    cluster.patient(lambda es: es.indices.flush(index=name))
    cluster.patient(lambda es: es.indices.refresh(index=name))
    counted = cluster.patient(lambda es: es.count(index=name))
    if not isinstance(counted, dict) or counted.get("count") != created:
        raise EngineUnavailable("garbage", f"{created} documents were written, the index says {counted}")
    return created


def _switch(cluster: Cluster, prefix: str, name: str, before: list[str]) -> None:
    actions: list[dict[str, Any]] = [{"remove": {"index": name, "alias": f"{name}-filling"}}]
    actions += [{"remove": {"index": old, "alias": prefix}} for old in before]
    actions.append({"add": {"index": name, "alias": prefix}})
    try:
        cluster.patient(lambda es: es.indices.update_aliases(actions=actions))
    except EngineUnavailable:
        # The answer may be lost and the step done: the new index is removed only when it is known not to be
        # used. Where that cannot be learned it stays, and goes with the next swap.
        if name in aliased(cluster, prefix):
            return
        with contextlib.suppress(EngineUnavailable):
            _remove(cluster, [name])
        raise


def aliased(cluster: Cluster, prefix: str, *, quick: bool = False) -> list[str]:
    """The names of the indices behind the alias: one, or none before the first swap.

    Raises:
        EngineUnavailable: the cluster cannot say.
    """
    try:
        ask = _alias_of(prefix)
        found = cluster.quick(ask, HELP_SECONDS) if quick else cluster.patient(ask)
    except EngineUnavailable as error:
        if error.reason == "missing":
            return []
        raise
    return _names(found)


def _alias_of(prefix: str) -> Callable[[Elasticsearch], Any]:
    return lambda es: es.indices.get_alias(name=prefix)


def _removal_of(index: str) -> Callable[[Elasticsearch], Any]:
    return lambda es: es.indices.delete(index=index, ignore_unavailable=True)


def _indices(cluster: Cluster, prefix: str) -> list[str]:
    found = cluster.patient(
        lambda es: es.indices.get(index=f"{prefix}-v*", features="settings", expand_wildcards="all")
    )
    return [name for name in _names(found) if schema_of(name, prefix) is not None]


def _names(found: object) -> list[str]:
    if not isinstance(found, dict):
        raise EngineUnavailable("garbage", "not a list of indices")
    return sorted(found)


def _remove(cluster: Cluster, names: list[str]) -> None:
    for name in names:
        cluster.patient(_removal_of(name))
