"""What is told of each index: one row for every reader of the outbox, this host's and those of other hosts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from search.documents import SCHEMA_VERSION
from search.engine import EngineUnavailable
from search.indexing import lag
from search.models import Consumer
from search.rebuilding import Progress, outdated, progress_of
from search.running import Index, indices

_KINDS = {
    "missing": "fehlt im Index",
    "surplus": "steht im Index, ist aber nicht öffentlich",
    "stale": "ist im Index veraltet",
}


@dataclass(frozen=True, slots=True)
class NamedDifference:
    """A record that differed at the last comparison; `page` is None when it is gone altogether."""

    id: str
    what: str
    page: Page | None


@dataclass(frozen=True, slots=True)
class IndexState:
    """What the page shows of an index.

    `documents` is None when this host cannot ask its engine: `problem` (German) says why, or it is another host's.
    """

    consumer: Consumer
    title: str
    here: bool
    documents: int | None
    waiting: int
    problem: str
    outdated: bool
    progress: Progress | None
    differences: tuple[NamedDifference, ...]

    @property
    def is_rebuilding(self) -> bool:
        return self.progress is not None and self.progress.running

    @property
    def was_interrupted(self) -> bool:
        return self.progress is not None and not self.progress.running

    @property
    def is_wanted(self) -> bool:
        """Somebody asked for a rebuild that has not begun."""
        return self.consumer.rebuild_wanted_at is not None and not self.is_rebuilding


def index_states() -> list[IndexState]:
    """All indices, this host's first."""
    here = {index.name: index for index in indices()}
    known = {consumer.name: consumer for consumer in Consumer.objects.order_by("name")}
    for name in here:
        known.setdefault(name, Consumer(name=name))
    return [_state(known[name], here.get(name)) for name in [*here, *(name for name in known if name not in here)]]


def _state(consumer: Consumer, index: Index | None) -> IndexState:
    documents, problem = _documents(index) if index else (None, "")
    return IndexState(
        consumer=consumer,
        title=_title(consumer.name, here=index is not None),
        here=index is not None,
        documents=documents,
        waiting=lag(consumer.name),
        problem=problem,
        outdated=index is not None and outdated(consumer.name),
        progress=progress_of(consumer),
        differences=tuple(_named(consumer.first_differences)),
    )


def _documents(index: Index) -> tuple[int | None, str]:
    try:
        status = index.engine.status()
    except EngineUnavailable as error:
        return None, f"nicht erreichbar ({error})"
    if status.schema is None:
        return None, "noch nicht aufgebaut"
    if status.schema != SCHEMA_VERSION:
        return None, "aus einer anderen Version der Anwendung"
    return status.documents, ""


def _title(name: str, *, here: bool) -> str:
    kind, _, rest = name.partition(":")
    if kind == "embedded":
        return (
            "Eingebetteter Index dieses Servers" if here else f"Eingebetteter Index eines anderen Servers ({rest[:8]})"
        )
    return f"Elasticsearch ({rest})"


def _named(differences: list[Any]) -> list[NamedDifference]:
    numbers = {int(page_id) for page_id, _ in differences if page_id.isdigit()}
    pages = Page.objects.in_bulk(numbers)
    return [
        NamedDifference(page_id, _KINDS.get(kind, kind), pages.get(int(page_id)) if page_id.isdigit() else None)
        for page_id, kind in differences
    ]
