"""One visitor may not ask for more than the site has for all; who waits as told is let in."""

import logging

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import caches
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from core import rate_limits
from core.rate_limits import seconds_to_wait, visitor_address
from search.delivery import deliver_everything
from tests import factories

REQUESTS = RequestFactory()


class Clock:
    def __init__(self):
        self.now = 1_000_000_000.0

    def time(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    caches["limits"].clear()
    monkeypatch.setattr(rate_limits, "time", clock := Clock())
    return clock


def ask(address="192.0.2.1", limit=3, window=60, bucket="search", **headers):
    return seconds_to_wait(REQUESTS.get("/", REMOTE_ADDR=address, **headers), bucket, limit=limit, window=window)


def test_calls_within_the_limit_are_free_and_the_next_one_waits(clock):
    assert [ask(), ask(), ask()] == [0, 0, 0]
    assert ask() > 0


def test_each_visitor_and_each_bucket_has_its_own_count(clock):
    assert [ask() for _ in range(4)][-1] > 0
    assert ask("192.0.2.2") == 0
    assert ask(bucket="api") == 0


def test_a_limit_of_zero_is_none(clock):
    assert [ask(limit=0) for _ in range(1000)] == [0] * 1000


@given(
    st.lists(st.floats(0, 90), min_size=1, max_size=60),
    st.integers(1, 8),
    st.integers(1, 120),
    st.floats(0, 1e6),
)
def test_whoever_waits_as_long_as_told_is_let_in(pauses, limit, window, start):
    caches["limits"].clear()
    clock = Clock()
    clock.now += start
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rate_limits, "time", clock)
        for pause in pauses:
            clock.now += pause
            wait = ask(limit=limit, window=window)
            assert 0 <= wait <= 2 * window
            if wait:
                clock.now += wait
                assert ask(limit=limit, window=window) == 0


@given(st.lists(st.floats(0, 5), min_size=50, max_size=200), st.integers(1, 10))
def test_however_one_spreads_the_calls_no_window_lets_more_than_twice_the_limit_through(pauses, limit):
    caches["limits"].clear()
    clock = Clock()
    allowed = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rate_limits, "time", clock)
        for pause in pauses:
            clock.now += pause
            if ask(limit=limit, window=20) == 0:
                allowed.append(clock.now)
    for first in allowed:
        assert len([moment for moment in allowed if first <= moment < first + 20]) <= 2 * limit
    for window in {int(moment // 20) for moment in allowed}:
        assert len([moment for moment in allowed if moment // 20 == window]) <= limit


def test_an_address_is_believed_from_the_proxy_alone(clock, settings):
    forged = REQUESTS.get("/", REMOTE_ADDR="198.51.100.7", HTTP_X_FORWARDED_FOR="10.0.0.1, 203.0.113.9")
    settings.BEHIND_PROXY = False
    assert visitor_address(forged) == "198.51.100.7"
    settings.BEHIND_PROXY = True
    assert visitor_address(forged) == "203.0.113.9"


def test_one_network_of_ipv6_is_one_visitor(clock):
    assert [ask(f"2001:db8:1:2::{number}") for number in range(4)][-1] > 0
    assert ask("2001:db8:1:3::1") == 0
    assert ask("::ffff:192.0.2.1") == ask("192.0.2.1") == ask("192.0.2.1") == 0
    assert ask("::ffff:192.0.2.1") > 0


def test_no_address_is_kept(clock):
    ask("192.0.2.77")
    assert not any("192.0.2.77" in key for key in caches["limits"]._cache)


@pytest.fixture
def strict(site, settings, clock):
    deliver_everything()
    settings.RATE_LIMITS = {"search": (2, 60), "suggest": (3, 60), "api": (2, 60)}


def test_a_page_that_searches_says_429_in_german_and_when_to_come_back(strict, client):
    for path in ("/suche/?branche=it", "/praxis/"):
        assert client.get(path).status_code == 200
    refused = client.get("/suche/?branche=it&seite=2")
    assert refused.status_code == 429
    assert 1 <= int(refused["Retry-After"]) <= 120
    assert "Das waren sehr viele Anfragen" in refused.content.decode()
    assert client.get("/").status_code == 200, "pages that do not search stay open"


def test_the_api_says_429_as_json_and_completion_has_its_own_limit(strict, client):
    assert [client.get("/api/v1/search").status_code for _ in range(3)] == [200, 200, 429]
    refused = client.get("/api/v1/search")
    assert refused.json()["error"]["code"] == "too_many_requests"
    assert int(refused["Retry-After"]) >= 1
    assert [client.get("/api/v1/suggest?q=a").status_code for _ in range(4)] == [200, 200, 200, 429]


def test_staff_is_never_refused(strict, client, django_user_model):
    editor = django_user_model.objects.create_user("redaktion")
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)
    assert {client.get("/suche/").status_code for _ in range(5)} == {200}


def test_a_refused_visitor_gets_no_cookie(strict, client):
    assert [client.get("/suche/") for _ in range(3)][-1].cookies == {}


def test_the_log_says_it_once_and_not_for_each_refusal(strict, client):
    handler, messages = logging.Handler(), []
    handler.emit = lambda record: messages.append(record.getMessage())
    for name in ("core.rate_limits", "django.request"):
        logging.getLogger(name).addHandler(handler)
    assert [client.get("/suche/").status_code for _ in range(6)][-4:] == [429] * 4
    for name in ("core.rate_limits", "django.request"):
        logging.getLogger(name).removeHandler(handler)
    assert len(messages) == 1
    assert "127.0.0.1" not in messages[0]


def test_a_crawler_in_the_facets_is_stopped_and_others_are_served(site, settings, clock, client):
    settings.RATE_LIMITS = {"search": (30, 60), "suggest": (0, 60), "api": (0, 60)}
    branches = [factories.branch(f"branche-{number}") for number in range(8)]
    factories.practice(title="Gibt es", branches=branches)
    deliver_everything()
    answers = []
    for number in range(200):
        chosen = [("branche", f"branche-{place}") for place in range(8) if number >> place & 1]
        answers.append(client.get("/suche/", chosen, REMOTE_ADDR="192.0.2.66").status_code)
    assert answers == [200] * 30 + [429] * 170
    assert client.get("/suche/", {"branche": "branche-1"}, REMOTE_ADDR="192.0.2.67").status_code == 200
