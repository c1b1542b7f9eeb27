"""The embedded engine stands in for a cluster that cannot answer: a broken server and a real index in a folder."""

import threading
import time
from datetime import UTC, datetime

import pytest

from search.documents import Document, prepare
from search.engine import EngineRequest, EngineUnavailable
from search.engines.breaker import CircuitBreaker, State
from search.engines.elastic.engine import ElasticEngine
from search.engines.embedded.engine import EmbeddedEngine
from search.engines.fallback import FallbackEngine
from search.facets import counting_plan
from search.german.query import parse
from search.query import Sort
from tests.search.elastic.faulty_server import http, says, serving, silent
from tests.search.elastic.test_failures import GOOD

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
REQUEST = EngineRequest(parse("Verbund"), {}, counting_plan({}, ["branche"]), Sort.RELEVANCE, 0, 20, NOW)
OVERLOADED = says(http(503, {"error": {"type": "unavailable"}, "status": 503}))


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def embedded(tmp_path):
    engine = EmbeddedEngine(tmp_path / "index")
    engine.swap([prepare(Document(id="7", type="praxis", title="Verbund", url="/"), {})], 1)
    return engine


def search(engine):
    return engine.search(REQUEST)


def test_a_cluster_that_answers_answers(embedded):
    with serving(says(http(200, GOOD))) as server:
        answer = FallbackEngine(ElasticEngine(server.url, "forum"), embedded).ask(search)
    assert (answer.engine, answer.degraded, answer.value.hits[0].document.id) == ("elasticsearch", False, "1")


def test_while_it_cannot_the_embedded_engine_answers_and_the_answer_says_so(embedded):
    with serving(OVERLOADED) as server:
        fallback = FallbackEngine(ElasticEngine(server.url, "forum"), embedded)
        for question in (search, lambda engine: engine.suggest("verb", NOW, 5)):
            answer = fallback.ask(question)
            assert (answer.engine, answer.degraded) == ("embedded", True)
    assert fallback.ask(search).value.hits[0].document.id == "7"


def test_after_two_failures_the_cluster_is_left_alone_until_the_pause_is_over_and_then_used_again(embedded):
    clock = Clock()
    with serving(OVERLOADED, OVERLOADED, says(http(200, GOOD))) as server:
        fallback = FallbackEngine(ElasticEngine(server.url, "forum"), embedded, CircuitBreaker(clock=clock))
        assert [fallback.ask(search).engine for _ in range(5)] == ["embedded"] * 5
        assert len(server.requests) == 2
        clock.now += 1.0
        assert [fallback.ask(search).engine for _ in range(3)] == ["elasticsearch"] * 3


def test_after_one_timeout_nobody_else_waits(embedded):
    with serving(silent) as server:
        fallback = FallbackEngine(ElasticEngine(server.url, "forum"), embedded, CircuitBreaker(clock=Clock()))
        began = time.monotonic()
        assert fallback.ask(search).engine == "embedded"
        assert time.monotonic() - began < 2
        began = time.monotonic()
        assert [fallback.ask(search).engine for _ in range(20)] == ["embedded"] * 20
        assert time.monotonic() - began < 1
        assert len(server.requests) == 1


def test_while_one_visitor_probes_the_others_do_not_wait_for_it(embedded):
    clock = Clock()
    probing, go_on = threading.Event(), threading.Event()

    def answers_late(connection):
        probing.set()
        go_on.wait(1.5)
        connection.sendall(http(200, GOOD))

    with serving(OVERLOADED, OVERLOADED, answers_late) as server:
        fallback = FallbackEngine(ElasticEngine(server.url, "forum"), embedded, CircuitBreaker(clock=clock))
        fallback.ask(search)
        fallback.ask(search)
        clock.now += 1.0
        answers = []
        probe = threading.Thread(target=lambda: answers.append(fallback.ask(search)))
        probe.start()
        assert probing.wait(2)
        assert [fallback.ask(search).engine for _ in range(5)] == ["embedded"] * 5
        go_on.set()
        probe.join()
        assert answers[0].engine == "elasticsearch"
        assert len(server.requests) == 3


def test_when_neither_can_answer_both_reasons_are_told(tmp_path):
    with serving(OVERLOADED) as server:
        fallback = FallbackEngine(ElasticEngine(server.url, "forum"), EmbeddedEngine(tmp_path / "nothing"))
        with pytest.raises(EngineUnavailable) as caught:
            fallback.ask(search)
    assert caught.value.reason == "missing"
    assert caught.value.__context__.reason == "overloaded"


def test_a_fault_of_ours_is_no_failure_of_the_cluster(embedded):
    clock = Clock()
    circuit = CircuitBreaker(clock=clock)
    with serving(OVERLOADED, OVERLOADED, says(http(200, GOOD))) as server:
        fallback = FallbackEngine(ElasticEngine(server.url, "forum"), embedded, circuit)
        fallback.ask(search)
        fallback.ask(search)
        clock.now += 1.0
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                fallback.ask(lambda engine: 1 / 0)
        assert circuit.state is State.HALF_OPEN
        assert fallback.ask(search).engine == "elasticsearch"
