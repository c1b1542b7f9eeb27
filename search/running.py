"""The engines of this process, as the settings name them, and the indices that have to be kept up to date."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from django.conf import settings

from search.engine import EngineUnavailable, SearchEngine
from search.engines.elastic.engine import ElasticEngine
from search.engines.embedded.engine import EmbeddedEngine
from search.engines.fallback import Answer, FallbackEngine

T = TypeVar("T")


@dataclass(frozen=True)
class Index:
    """An index that reads the outbox: its consumer's name and its engine."""

    name: str
    engine: SearchEngine


@lru_cache(maxsize=1)
def embedded_engine() -> EmbeddedEngine:
    """The engine that is always there, in a folder of this host."""
    return EmbeddedEngine(Path(settings.SEARCH_EMBEDDED_FOLDER))


@lru_cache(maxsize=1)
def cluster_engine() -> ElasticEngine | None:
    """The Elasticsearch cluster, if the settings name one."""
    if settings.SEARCH_URL.startswith("embedded:"):
        return None
    return ElasticEngine(
        settings.SEARCH_URL,
        settings.SEARCH_INDEX,
        api_key=settings.SEARCH_API_KEY,
        ca_certs=settings.SEARCH_CA_CERTS,
    )


@lru_cache(maxsize=1)
def _fallback_engine() -> FallbackEngine | None:
    cluster = cluster_engine()
    return None if cluster is None else FallbackEngine(cluster, embedded_engine())


def ask(question: Callable[[SearchEngine], T]) -> Answer[T]:
    """Put a question to the engine that can answer now: the cluster, else this host's embedded index.

    Raises:
        EngineUnavailable: none can.
    """
    fallback = _fallback_engine()
    if fallback is not None:
        return fallback.ask(question)
    engine = embedded_engine()
    return Answer(question(engine), engine.name, degraded=False)


def forget_engines() -> None:
    """Make the engines anew at the next use; for tests that change the settings."""
    for function in (embedded_engine, cluster_engine, _fallback_engine, host_name):
        function.cache_clear()


def cluster_index() -> Index | None:
    engine = cluster_engine()
    return None if engine is None else Index(f"elasticsearch:{settings.SEARCH_INDEX}", engine)


def embedded_index() -> Index:
    return Index(f"embedded:{host_name()}", embedded_engine())


def indices() -> list[Index]:
    """All indices that this process can reach, the embedded one first."""
    cluster = cluster_index()
    return [embedded_index(), *([cluster] if cluster else [])]


@lru_cache(maxsize=1)
def host_name() -> str:
    """A name for this host's embedded index, kept in its folder: whoever loses the folder starts anew."""
    folder = Path(settings.SEARCH_EMBEDDED_FOLDER)
    path = folder / "host"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError:
            return path.read_text().strip()
        with os.fdopen(descriptor, "w") as file:
            file.write(name := uuid.uuid4().hex)
        return name
    except OSError as error:
        raise EngineUnavailable("disk", str(error)) from error
