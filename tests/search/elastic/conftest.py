"""An engine on the run's real node, with an alias of each test's own."""

import secrets
from datetime import UTC, datetime

import pytest

from search.documents import Document, prepare
from search.engine import EngineRequest
from search.engines.elastic.engine import ElasticEngine
from search.facets import counting_plan
from search.german.query import parse
from search.query import Sort

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def prefix(index_prefix):
    return f"{index_prefix}{secrets.token_hex(3)}"


@pytest.fixture
def engine(elasticsearch_url, prefix):
    engine = ElasticEngine(elasticsearch_url, prefix)
    yield engine
    engine.close()


@pytest.fixture
def document():
    """`document(1, "Titel", …)`: a prepared document."""

    def make(number, title="Verbund", **fields):
        given = Document(id=str(number), type="praxis", title=title, url=f"/praxis/{number}/", **fields)
        return prepare(given, {})

    return make


@pytest.fixture
def search(engine):
    """`search("Verbund", {"branche": ("it",)}, sort=…)`: the engine's response, all of `branche` and `art` counted."""

    def ask(text="", filters=None, *, sort=Sort.RELEVANCE, limit=20, offset=0, now=NOW):
        groups = counting_plan(filters or {}, ["branche", "art"])
        return engine.search(EngineRequest(parse(text), filters or {}, groups, sort, offset, limit, now))

    return ask


@pytest.fixture
def titles(search):
    return lambda *args, **kwargs: [hit.document.title for hit in search(*args, **kwargs).hits]
