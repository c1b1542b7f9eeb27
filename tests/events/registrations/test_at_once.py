"""Many people at once, over real connections to a running server: exactly as many seats as there are."""

import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from django.db.models import Count, Value
from django.db.models.functions import Random

from core.mail.models import OutgoingMail
from events.models import EventPage
from events.registrations import registration as actions
from events.registrations import seats, views
from events.registrations.models import SEATED, Registration, State
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

CONNECTIONS = 40


class Server(ThreadedWSGIServer):
    """A thread and a database connection for each request; none is turned away at the door."""

    request_queue_size = 512
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def address(site, monkeypatch):
    """All come from one address here, which is else limited."""
    monkeypatch.setattr(views, "PER_MINUTE", 10_000)
    server = Server(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    event = factories.event(
        title="Andrang", slug="andrang", format="vor-ort", registration_enabled=True, capacity_onsite=50
    )
    yield f"http://127.0.0.1:{server.server_port}", event
    server.shutdown()
    server.server_close()


PEOPLE, PLACES = 200, 50


def status_of(request):
    try:
        with urllib.request.urlopen(request, timeout=120) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code


def register_all(url, people, filled):
    """All at the same moment; returns the answers' status."""
    ready = threading.Barrier(min(CONNECTIONS, people))

    def one(person):
        data = urllib.parse.urlencode(filled(f"p{person}@example.org")).encode()
        request = urllib.request.Request(f"{url}/veranstaltungen/andrang/anmeldung/", data)
        if person < ready.parties:
            ready.wait(30)
        return status_of(request)

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        return list(pool.map(one, range(people)))


def test_of_all_who_come_at_once_exactly_as_many_get_a_seat_as_there_are(address, filled):
    url, event = address
    people, places = PEOPLE, PLACES
    EventPage.objects.filter(pk=event.pk).update(capacity_onsite=places)
    assert set(register_all(url, people, filled)) == {200}
    found = list(Registration.objects.order_by("number"))
    assert [each.number for each in found] == list(range(1, people + 1))
    assert [each.state in SEATED for each in found] == [True] * places + [False] * (people - places)
    assert OutgoingMail.objects.count() == people
    for registration in found:
        actions.confirm(registration)
    assert Registration.objects.filter(state=State.CONFIRMED).count() == places
    assert Registration.objects.filter(state=State.WAITING).count() == people - places


def test_the_control_without_the_lock_it_goes_wrong(address, filled, monkeypatch):
    """What the test above would miss if nothing happened at once: PostgreSQL then sells too many seats; SQLite, whose
    lock is taken when the transaction begins, cannot serve everybody."""
    url, event = address
    EventPage.objects.filter(pk=event.pk).update(capacity_onsite=5)
    counted = actions.is_free

    def slowly(event, way):
        free = counted(event, way)
        time.sleep(0.05)
        return free

    monkeypatch.setattr(actions, "is_free", slowly)
    if connection.vendor == "postgresql":
        monkeypatch.setattr(seats, "_lock", lambda event_id: None)
        # Two with the same number fail: room between them, so that only the seats are contended for.
        monkeypatch.setattr(actions, "Max", _numbers_apart)
    else:
        monkeypatch.setitem(connections.settings["default"]["OPTIONS"], "transaction_mode", "DEFERRED")
    answers = register_all(url, 60, filled)
    assert 500 in answers or Registration.objects.filter(state__in=SEATED).count() > 5


def _numbers_apart(field):
    return Count(Value(1)) * 0 + Random() * 1_000_000_000


def test_cancellations_in_between_leave_neither_a_free_seat_nor_one_too_many(address, filled):
    url, event = address
    people, places = PEOPLE, PLACES
    EventPage.objects.filter(pk=event.pk).update(capacity_onsite=places)
    stop, answers = threading.Event(), set()

    def cancel_some():
        try:
            while not stop.wait(0.02):
                mail = OutgoingMail.objects.order_by("?").first()
                if mail is None:
                    continue
                path = re.search(r"/anmeldung/\S+/", mail.text)[0]
                data = urllib.parse.urlencode({"schritt": "abmelden"}).encode()
                answers.add(status_of(urllib.request.Request(url + path, data)))
        finally:
            connection.close()

    canceller = threading.Thread(target=cancel_some)
    canceller.start()
    try:
        assert set(register_all(url, people, filled)) == {200}
    finally:
        stop.set()
        canceller.join()
    # 404: that one was cancelled already.
    assert answers <= {200, 404}
    assert Registration.objects.count() == people
    assert Registration.objects.filter(state=State.CANCELLED).exists()
    waiting = Registration.objects.filter(state=State.WAITING).order_by("number").first()
    seated = Registration.objects.filter(state__in=SEATED)
    assert seated.count() == places if waiting else seated.count() <= places
    if waiting:
        assert not seated.filter(number__gt=waiting.number).exists()
