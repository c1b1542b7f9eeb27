"""Both engines, one after the other, each with an index of the suite's own."""

import functools
import itertools

import pytest

from search.engines.elastic.engine import ElasticEngine
from search.engines.embedded.engine import EmbeddedEngine

ENGINES = ("embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch))


@pytest.fixture(scope="session")
def make_engine(request, tmp_path_factory):
    """`make_engine("embedded")`: a new engine that has no index yet. Asking for Elasticsearch starts or finds one."""
    numbers = itertools.count()
    made = []

    def make(name):
        if name == "embedded":
            return EmbeddedEngine(tmp_path_factory.mktemp("search") / "index")
        url = request.getfixturevalue("elasticsearch_url")
        prefix = request.getfixturevalue("index_prefix")
        made.append(ElasticEngine(url, f"{prefix}conformance{next(numbers)}"))
        return made[-1]

    yield make
    for engine in made:
        engine.close()


@pytest.fixture(scope="session")
def shared_engine(make_engine):
    """`shared_engine("embedded")`: one for the whole session, as a new alias costs a cluster time."""
    return functools.cache(make_engine)


@pytest.fixture(params=ENGINES)
def engine(request, shared_engine):
    """An engine with an index in which anything may stand: `swap` comes first."""
    return shared_engine(request.param)


@pytest.fixture(params=ENGINES)
def new_engine(request, make_engine):
    """An engine that has no index."""
    return make_engine(request.param)
