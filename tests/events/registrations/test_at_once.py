"""Many people at once, over real connections to a running server: exactly as many seats as there are."""

import http.client
import random
import re
import threading
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connection, connections
from django.db.models import Count, Value
from django.db.models.functions import Random

from core.mail.models import OutgoingMail
from events.models import EventPage
from events.registrations import registration as actions
from events.registrations import seats, views
from events.registrations.models import SEATED, Registration, State
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE, PLACES = 200, 50
#: Requests that the server works on at a time, each with its own connection: the run's PostgreSQL takes 60 in all.
WORKERS = 24
FORM = "/veranstaltungen/andrang/anmeldung/"


class Server(ThreadedWSGIServer):
    """Takes every connection at once; none is turned away at the door."""

    request_queue_size = 512
    daemon_threads = True
    at_work = threading.Semaphore(WORKERS)

    def process_request_thread(self, request, client_address):
        with self.at_work:
            super().process_request_thread(request, client_address)


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def server(site, monkeypatch):
    """The host and port. All come from one address here, which is else limited."""
    monkeypatch.setattr(views, "PER_MINUTE", 10_000)
    server = Server(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    factories.event(title="Andrang", slug="andrang", format="vor-ort", registration_enabled=True)
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def places(number):
    EventPage.objects.filter(slug="andrang").update(capacity_onsite=number)


def post(server, path, data):
    """The status of the answer; what a redirect leads to is not asked for."""
    client = http.client.HTTPConnection(server, timeout=240)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        client.request("POST", path, urllib.parse.urlencode(data), headers)
        return client.getresponse().status
    finally:
        client.close()


def register_all(server, people, filled, then=lambda address: None):
    """All at the same moment, each from a thread of their own, which may go on with `then`; the answers' status."""
    ready = threading.Barrier(people)

    def one(person):
        address = f"p{person}@example.org"
        data = filled(address)
        ready.wait(60)
        try:
            status = post(server, FORM, data)
            then(address)
            return status
        finally:
            connection.close()

    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(one, range(people)))


def test_of_all_who_come_at_once_exactly_as_many_get_a_seat_as_there_are(server, filled):
    places(PLACES)
    assert register_all(server, PEOPLE, filled) == [302] * PEOPLE
    found = list(Registration.objects.order_by("number"))
    assert [each.number for each in found] == list(range(1, PEOPLE + 1))
    assert [each.state in SEATED for each in found] == [True] * PLACES + [False] * (PEOPLE - PLACES)
    assert OutgoingMail.objects.count() == PEOPLE
    for registration in found:
        actions.confirm(registration)
    states = Registration.objects.order_by("number").values_list("state", flat=True)
    assert list(states) == [State.CONFIRMED] * PLACES + [State.WAITING] * (PEOPLE - PLACES)


def test_the_control_without_the_lock_it_goes_wrong(server, filled, monkeypatch):
    """What the test above would miss if nothing happened at once: without the lock PostgreSQL sells too many seats;
    SQLite, when its lock is not taken as the transaction begins, sells too many or cannot serve everybody."""
    places(5)
    counted = actions.is_free

    def slowly(event, way):
        free = counted(event, way)
        time.sleep(0.05)
        return free

    monkeypatch.setattr(actions, "is_free", slowly)
    monkeypatch.setattr(seats, "_turn", nullcontext)
    monkeypatch.setattr(seats, "_lock", lambda event_id: None)
    # Two with the same number fail: room between them, so that only the seats are contended for.
    monkeypatch.setattr(actions, "Max", lambda field: Count(Value(1)) * 0 + Random() * 1_000_000_000)
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connections.settings["default"]["OPTIONS"], "transaction_mode", "DEFERRED")
    answers = register_all(server, 60, filled)
    oversold = Registration.objects.filter(state__in=SEATED).count() > 5
    assert oversold or (connection.vendor == "sqlite" and 500 in answers)


def test_cancellations_in_between_leave_neither_a_free_seat_nor_one_too_many(server, filled):
    """A third changes their mind at once, while the others are still coming in."""
    people, seats_there, dice = 100, 25, random.Random(7)
    places(seats_there)
    fickle = {f"p{person}@example.org" for person in dice.sample(range(people), people // 3)}
    answers = []

    def change_their_mind(address):
        if address in fickle:
            mail = OutgoingMail.objects.get(to=address, template="registration_confirm")
            link = re.search(r"/anmeldung/\S+/", mail.text)[0]
            answers.extend(post(server, link, {"schritt": "abmelden"}) for _ in range(2))

    assert register_all(server, people, filled, change_their_mind) == [302] * people
    # 404: that one was cancelled already.
    assert sorted(answers) == [200] * len(fickle) + [404] * len(fickle)
    assert list(Registration.objects.order_by("number").values_list("number", flat=True)) == list(range(1, people + 1))
    gone = Registration.objects.filter(state=State.CANCELLED)
    assert set(gone.values_list("email", flat=True)) == fickle
    waiting = Registration.objects.filter(state=State.WAITING).order_by("number").first()
    seated = Registration.objects.filter(state__in=SEATED)
    assert seated.count() == seats_there
    assert not seated.filter(number__gt=waiting.number).exists()


def test_a_double_click_registers_once(server, filled):
    """Both requests are under way at the same moment."""
    ready = threading.Barrier(4)
    data = filled("anna@example.org")

    def click(_):
        ready.wait(30)
        return post(server, FORM, data)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(click, range(4))) == [302] * 4
    assert Registration.objects.count() == 1
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize("turn", [seats._turn, nullcontext], ids=["queue", "control"])
def test_who_comes_second_waits_for_their_turn_longer_than_the_database_would(site, monkeypatch, turn):
    event = factories.event(title="Andrang", format="vor-ort", registration_enabled=True)
    inside = threading.Event()
    monkeypatch.setattr(seats, "_turn", turn)
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connections.settings["default"]["OPTIONS"], "timeout", 0.05)

    def first():
        with seats.locked(event.pk):
            inside.set()
            time.sleep(0.5)
        connection.close()

    def second():
        inside.wait(10)
        try:
            actions.reserve(event, name="Anna", email="anna@example.org", attendance="vor-ort")
        finally:
            connection.close()

    in_vain = turn is nullcontext and connection.vendor == "sqlite"
    with ThreadPoolExecutor(2) as pool:
        ahead, behind = pool.submit(first), pool.submit(second)
        ahead.result()
        with pytest.raises(OperationalError, match="locked") if in_vain else nullcontext():
            behind.result()
    assert event.registrations.exists() is not in_vain
