"""How long a search takes, against the bare request of the same query and against Wagtail's own search.

Every query is asked as one that nobody has asked before: the node's cache of whole answers is emptied before each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.core.cache import caches
from django.test import Client, override_settings
from django.utils import timezone

from bench.bare import Bare
from bench.clock import Question, medians
from bench.texts import questions
from bench.wagtail_search import WagtailSearch
from search import running
from search.engine import EngineRequest, SearchEngine
from search.engines.elastic.request import bodies
from search.facets import counting_plan, registered_facets
from search.german.query import parse
from search.hits import as_hit
from search.query import SearchQuery, Sort
from search.service import search

PAGE = 20


@dataclass(frozen=True)
class Kind:
    """A kind of query: so many words, these filters, in this order."""

    words: int
    filters: Mapping[str, tuple[str, ...]]
    sort: Sort = Sort.RELEVANCE

    @property
    def texts(self) -> list[str]:
        return list(questions(self.words)) if self.words else [""] * 40

    def parameters(self, text: str) -> str:
        return urlencode({"q": text, **self.filters}, doseq=True)


class WrongEngine(Exception):
    """Another engine answered than the one that is measured: the machine is too busy for a figure."""


def kinds(branches: tuple[str, ...], sizes: tuple[str, ...]) -> dict[str, Kind]:
    chosen = {"branche": branches, "groesse": sizes}
    return {
        "no text": Kind(0, {}, Sort.NEWEST),
        "one word": Kind(1, {}),
        "two words": Kind(2, {}),
        "one word, two facets": Kind(1, chosen),
        "two facets": Kind(0, chosen, Sort.NEWEST),
    }


@contextmanager
def answering(name: str, url: str, index: str) -> Iterator[SearchEngine]:
    """Pages and API answer with this engine."""
    with override_settings(SEARCH_URL=url if name == "elasticsearch" else "embedded:", SEARCH_INDEX=index):
        running.forget_engines()
        try:
            yield running.cluster_engine() or running.embedded_engine()
        finally:
            running.forget_engines()


def request(text: str, kind: Kind, limit: int = PAGE) -> EngineRequest:
    """What `search.service` asks an engine."""
    now = timezone.now().replace(second=0, microsecond=0)
    groups = counting_plan(kind.filters, registered_facets())
    return EngineRequest(parse(text), kind.filters, groups, kind.sort, 0, limit, now)


def measure(name: str, url: str, index: str, kind: Kind, wagtail: WagtailSearch | None = None) -> dict[str, float]:
    """Median seconds of each way to ask, all in the same rounds.

    `bare`: the same searches as one plain HTTP request; `engine`: through our client; `service`: checked, highlighted
    and labelled, as `wagtail` is; `api` and `page`: the whole request in this process, without a network; `marking`:
    the highlighting of the hits alone.
    """
    bare, client = Bare(url), Client()
    with answering(name, url, index) as engine:
        found = {text: engine.search(request(text, kind)).hits for text in kind.texts}
        lines = {text: bare.lines(index, bodies(request(text, kind))) for text in kind.texts}

        def get(path: str, text: str) -> None:
            response = client.get(f"{path}?{kind.parameters(text)}")
            if response.status_code != 200:
                raise ValueError(f"{path}: {response.status_code}")

        def ask_service(text: str) -> None:
            result = search(SearchQuery(text=text, filters=kind.filters, sort=kind.sort, page=1, page_size=PAGE))
            if result.engine != name:
                raise WrongEngine(result.engine)

        def mark(text: str) -> None:
            parsed = parse(text)
            for hit in found[text]:
                as_hit(hit, parsed, {})

        asked: dict[str, Question] = {
            "bare": lambda text: bare.send(lines[text]),
            "engine": lambda text: engine.search(request(text, kind)),
            "service": ask_service,
            "api": partial(get, "/api/v1/search"),
            "page": partial(get, "/suche/"),
            "marking": mark,
        }
        if wagtail is not None and not kind.filters:
            asked["wagtail"] = wagtail.search

        def forget() -> None:
            # Of ours and of Wagtail, whose index is named after ours.
            bare.forget_counts(f"{index}*")
            caches["limits"].clear()

        try:
            return medians(asked, kind.texts, forget)
        finally:
            bare.close()
