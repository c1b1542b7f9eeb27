"""Whatever a cluster does wrong becomes EngineUnavailable, in time, with a word that says what it was."""

import json
import socket
import time
from datetime import UTC, datetime

import pytest

from search.documents import Document, prepare
from search.engine import EngineRequest, EngineUnavailable
from search.engines.elastic.engine import ElasticEngine
from search.facets import counting_plan
from search.german.query import parse
from search.query import Sort
from tests.search.elastic.faulty_server import drips, hangs_up, http, says, serving, silent

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
REQUEST = EngineRequest(parse("Verbund"), {}, counting_plan({}, ["branche"]), Sort.RELEVANCE, 0, 20, NOW)
DOCUMENT = prepare(Document(id="1", type="praxis", title="Verbund", url="/praxis/verbund/"), {})

SHARDS = {"total": 1, "successful": 1, "skipped": 0, "failed": 0}
SOURCE = {"id": "1", "type": "praxis", "title": "Verbund", "url": "/praxis/verbund/"}
HITS = {
    "took": 1,
    "timed_out": False,
    "_shards": SHARDS,
    "status": 200,
    "hits": {"total": {"value": 1, "relation": "eq"}, "hits": [{"_score": 1.5, "_source": SOURCE}]},
}
COUNTS = {
    "took": 1,
    "timed_out": False,
    "_shards": SHARDS,
    "status": 200,
    "hits": {"hits": []},
    "aggregations": {"g0": {"f0": {"sum_other_doc_count": 0, "buckets": [{"key": "auto", "doc_count": 1}]}}},
}
GOOD = {"took": 2, "responses": [HITS, COUNTS]}
HTML = "<!doctype html><title>502</title>"


def changed(**hits):
    return {"responses": [{**HITS, **hits}, COUNTS]}


def failure_of(question, *behaviours):
    """The reason with which `question(engine)` fails at a server that behaves so, and the seconds it took."""
    with serving(*behaviours) as server:
        engine = ElasticEngine(server.url, "forum")
        began = time.monotonic()
        with pytest.raises(EngineUnavailable) as caught:
            question(engine)
        return caught.value.reason, time.monotonic() - began


def search(engine):
    return engine.search(REQUEST)


def test_the_server_of_these_tests_can_answer_well():
    with serving(says(http(200, GOOD))) as server:
        response = ElasticEngine(server.url, "forum").search(REQUEST)
    assert response.total == 1
    assert response.hits[0].document.title == "Verbund"
    assert response.counts == {"branche": {"auto": 1}}


ANSWERS = {
    "429": (http(429, {"error": {"type": "es_rejected_execution_exception"}, "status": 429}), "overloaded"),
    "503": (http(503, {"error": {"type": "search_phase_execution_exception"}, "status": 503}), "overloaded"),
    "503 of a proxy": (http(503, HTML, content_type="text/html", product=False), "overloaded"),
    "500": (http(500, {"error": {"type": "null_pointer_exception"}, "status": 500}), "garbage"),
    "401": (http(401, {"error": {"type": "security_exception"}, "status": 401}), "refused"),
    "504": (http(504, HTML, content_type="text/html", product=False), "timeout"),
    "a whole 404": (http(404, {"error": {"type": "index_not_found_exception"}, "status": 404}), "missing"),
    "HTML with 200": (http(200, HTML, content_type="text/html", product=False), "garbage"),
    "HTML said to be JSON": (http(200, HTML), "garbage"),
    "another product": (http(200, GOOD, product=False), "garbage"),
    "nothing at all": (http(200, b""), "garbage"),
    "broken UTF-8": (http(200, b'{"responses": ["\xff\xfe"]}'), "garbage"),
    "a thousand brackets": (http(200, b"[" * 100_000), "garbage"),
    "no HTTP": (b"220 smtp.example.org ESMTP\r\n", "refused"),
    "a list": (http(200, []), "garbage"),
    "a number": (http(200, 5), "garbage"),
    "null": (http(200, None), "garbage"),
    "no responses": (http(200, {"took": 1}), "garbage"),
    "too few responses": (http(200, {"responses": [HITS]}), "garbage"),
    "responses that are none": (http(200, {"responses": [None, None]}), "garbage"),
    "a missing alias": (
        http(200, {"responses": [{"error": {"type": "index_not_found_exception"}, "status": 404}, COUNTS]}),
        "missing",
    ),
    "one search rejected": (
        http(200, {"responses": [HITS, {"error": {"type": "es_rejected_execution_exception"}, "status": 429}]}),
        "overloaded",
    ),
    "half an answer": (http(200, changed(_shards={**SHARDS, "failed": 1})), "overloaded"),
    "a node that gave up": (http(200, changed(timed_out=True)), "timeout"),
    "no shards": (http(200, changed(_shards=None)), "garbage"),
    "a total that is not exact": (
        http(200, changed(hits={"total": {"value": 10_000, "relation": "gte"}, "hits": []})),
        "garbage",
    ),
    "a total in words": (http(200, changed(hits={"total": {"value": "1", "relation": "eq"}, "hits": []})), "garbage"),
    "a hit of another's index": (
        http(200, changed(hits={"total": {"value": 1, "relation": "eq"}, "hits": [{"_source": {"a": 1}}]})),
        "garbage",
    ),
    "a date that is none": (
        http(
            200,
            changed(
                hits={
                    "total": {"value": 1, "relation": "eq"},
                    "hits": [{"_score": 1.0, "_source": {**SOURCE, "starts_at": "gestern"}}],
                }
            ),
        ),
        "garbage",
    ),
    "no aggregations": (
        http(200, {"responses": [HITS, {**COUNTS, "aggregations": {}}]}),
        "garbage",
    ),
}


@pytest.mark.parametrize(("answer", "reason"), ANSWERS.values(), ids=ANSWERS.keys())
def test_a_wrong_answer_to_a_search_is_no_answer(answer, reason):
    found, seconds = failure_of(search, says(answer))
    assert found == reason
    assert seconds < 2


READING = {
    "search": search,
    "suggest": lambda engine: engine.suggest("verb", NOW, 5),
    "near": lambda engine: engine.near(["verbnud"], NOW),
    "status": lambda engine: engine.status(),
}

SLOW = {
    "never answers": silent,
    "drips its headers": drips(http(200, GOOD)),
    "drips its body": lambda connection: (
        connection.sendall(http(200, GOOD)[:-200]),
        drips(http(200, GOOD)[-200:])(connection),
    ),
    "sends headers without end": drips(b"HTTP/1.1 200 OK\r\n" + b"X-More: 1\r\n" * 1000, 0.001),
}


@pytest.mark.parametrize("behaviour", SLOW.values(), ids=SLOW.keys())
@pytest.mark.parametrize("question", READING.values(), ids=READING.keys())
def test_nobody_waits_longer_than_two_seconds_for_a_server_that(behaviour, question):
    reason, seconds = failure_of(question, behaviour)
    assert reason in ("timeout", "refused")  # refused: a hundred headers are more than the HTTP library takes
    assert seconds < 2


BROKEN = {
    "closes at once": hangs_up(b""),
    "closes in its headers": hangs_up(http(200, GOOD)[:40]),
    "closes in its body": hangs_up(http(200, GOOD)[:-40]),
}


@pytest.mark.parametrize("behaviour", BROKEN.values(), ids=BROKEN.keys())
def test_a_server_is_unavailable_that(behaviour):
    reason, seconds = failure_of(search, behaviour)
    assert reason in ("refused", "garbage")  # garbage: where the headers end early nothing says whose answer it is
    assert seconds < 2


def test_a_broken_connection_is_tried_once_more():
    with serving(hangs_up(b""), says(http(200, GOOD))) as server:
        assert ElasticEngine(server.url, "forum").search(REQUEST).total == 1
        assert len(server.requests) == 2


def test_a_second_try_has_only_the_time_that_the_first_one_left():
    def late(connection):
        time.sleep(1.2)
        connection.shutdown(socket.SHUT_RDWR)

    reason, seconds = failure_of(search, late, silent)
    assert reason == "timeout"
    assert seconds < 2


@pytest.mark.parametrize("question", READING.values(), ids=READING.keys())
def test_a_port_where_nobody_listens_refuses_at_once(question):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        engine = ElasticEngine(f"http://127.0.0.1:{probe.getsockname()[1]}", "forum")
        began = time.monotonic()
        with pytest.raises(EngineUnavailable, match="refused"):
            question(engine)
    assert time.monotonic() - began < 0.5


def test_a_host_that_does_not_take_the_connection_is_given_up_after_half_a_second():
    # A listener whose queue is full drops what else wants to connect, as a dead host does.
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(listener.getsockname())
        engine = ElasticEngine(f"http://127.0.0.1:{listener.getsockname()[1]}", "forum")
        began = time.monotonic()
        with pytest.raises(EngineUnavailable, match="timeout"):
            engine.search(REQUEST)
        for one in waiting:
            one.close()
    assert time.monotonic() - began < 1.0


WRITING = {
    "index": lambda engine: engine.index([DOCUMENT], 1),
    "delete": lambda engine: engine.delete(["1"], 1),
    "swap": lambda engine: engine.swap([DOCUMENT], 1),
    "entries": lambda engine: list(engine.entries()),
}


@pytest.mark.parametrize("name", ["429", "503 of a proxy", "HTML with 200", "a list", "nothing at all", "a whole 404"])
@pytest.mark.parametrize("question", WRITING.values(), ids=WRITING.keys())
def test_a_wrong_answer_to_anything_else_is_no_answer_either(question, name, monkeypatch):
    monkeypatch.setattr("search.engines.elastic.bulk.PAUSES", ())
    answer, reason = ANSWERS[name]
    assert failure_of(question, says(answer))[0] in (reason, "garbage")


def item(action, status, error=None):
    return {action: {"status": status, **({"error": error} if error else {"result": "created"})}}


FLOOD = {"type": "cluster_block_exception", "reason": "disk usage exceeded flood-stage watermark, index is read-only"}


@pytest.mark.parametrize(
    ("items", "reason"),
    [
        ([item("index", 429, FLOOD)], "disk"),
        ([item("index", 429, {"type": "es_rejected_execution_exception"})], "overloaded"),
        ([item("index", 404, {"type": "index_not_found_exception"})], "missing"),
        ([item("index", 400, {"type": "document_parsing_exception"})], "garbage"),
        ([], "garbage"),
        ([None], "garbage"),
        ([{"index": {}}], "garbage"),
    ],
)
def test_a_write_that_one_item_says_failed_has_failed(items, reason):
    assert failure_of(WRITING["index"], says(http(200, {"items": items})))[0] == reason


def test_a_full_disk_is_called_a_full_disk():
    error = {"type": "exception", "reason": "java.io.IOException: No space left on device"}
    assert failure_of(WRITING["index"], says(http(500, {"error": error, "status": 500})))[0] == "disk"


def test_user_password_and_path_of_the_address_are_used_and_not_told():
    with serving(says(http(200, GOOD)), says(http(401, {"error": {"type": "security_exception"}}))) as server:
        engine = ElasticEngine(server.url.replace("//", "//forum:geh%40eim@") + "/es", "forum")
        assert engine.search(REQUEST).total == 1
        with pytest.raises(EngineUnavailable) as caught:
            engine.search(REQUEST)
    assert server.requests[0].startswith(b"POST /es/forum/_msearch")
    assert b"Zm9ydW06Z2VoQGVpbQ==" in server.requests[0]
    assert "geh" not in str(caught.value)


def test_a_search_is_one_request_of_two_searches():
    with serving(says(http(200, GOOD))) as server:
        ElasticEngine(server.url, "forum").search(REQUEST)
    assert len(server.requests) == 1
    lines = [json.loads(line) for line in server.requests[0].partition(b"\r\n\r\n")[2].splitlines()]
    assert [line.get("size") for line in lines[1::2]] == [20, 0]
