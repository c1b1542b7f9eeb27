"""Whatever happens in whatever order: no seat too many, nobody overtaken, nobody lost."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from events.models import EventPage
from events.registrations import registration as actions
from events.registrations.errors import NoSeat, NotPossible
from events.registrations.models import ACTIVE, SEATED, Registration, State
from events.registrations.seats import capacity_of
from tests import factories

PEOPLE = st.integers(0, 7)
WAYS = st.sampled_from(["vor-ort", "online"])


class Registering(RuleBasedStateMachine):
    """The event is one that exists, on site and online; each run is rolled back."""

    event_id = 0

    def __init__(self):
        super().__init__()
        self._atomic = transaction.atomic()
        self._atomic.__enter__()
        self.now = timezone.now()
        self.registered = 0
        self.most = {"vor-ort": 0, "online": 0}

    def teardown(self):
        transaction.set_rollback(True)
        self._atomic.__exit__(None, None, None)

    @property
    def event(self):
        return EventPage.objects.get(pk=self.event_id)

    def one(self, person):
        found = Registration.objects.filter(email=f"p{person}@example.org", state__in=ACTIVE)
        return found.first()

    def seated(self, way):
        return Registration.objects.filter(state__in=SEATED, attendance=way)

    def waiting(self, way):
        return Registration.objects.filter(state=State.WAITING, attendance=way)

    @initialize(on_site=st.integers(0, 4), online=st.integers(0, 2))
    def begin(self, on_site, online):
        self.set_capacity("vor-ort", on_site)
        self.set_capacity("online", online)

    @rule(person=PEOPLE, way=WAYS)
    def register(self, person, way):
        known = self.one(person)
        made = actions.reserve(self.event, name="x", email=f"p{person}@example.org", attendance=way, now=self.now)
        if known is not None:
            assert (made.pk, made.attendance) == (known.pk, known.attendance)
        else:
            self.registered += 1
            assert made.number == self.registered

    @rule(person=PEOPLE)
    def confirm(self, person):
        self.attempt(actions.confirm, person)

    @rule(person=PEOPLE)
    def accept(self, person):
        self.attempt(actions.accept, person)

    @rule(person=PEOPLE)
    def cancel(self, person):
        if registration := self.one(person):
            actions.cancel(registration, self.now)

    @rule(person=PEOPLE, way=WAYS)
    def attend_the_other_way(self, person, way):
        if registration := self.one(person):
            before = (registration.state, registration.attendance)
            try:
                actions.change(registration, name="y", attendance=way, answers=[], now=self.now)
            except NoSeat:
                registration.refresh_from_db()
                assert (registration.state, registration.attendance) == before

    def attempt(self, action, person):
        if registration := self.one(person):
            try:
                action(registration, self.now)
            except NotPossible:
                # Only what time has taken away meanwhile; the job writes that down.
                assert registration.expires_at <= self.now

    @rule(hours=st.sampled_from([1, 20, 49]))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)
        actions.settle(self.event, self.now)

    @rule(way=WAYS, capacity=st.integers(0, 5))
    def set_capacity(self, way, capacity):
        field = "capacity_online" if way == "online" else "capacity_onsite"
        seated = set(self.seated(way).values_list("pk", flat=True))
        EventPage.objects.filter(pk=self.event_id).update(**{field: capacity})
        actions.settle(self.event, self.now)
        # Nobody is thrown out: so many may have a seat until they leave by themselves.
        assert seated <= set(self.seated(way).values_list("pk", flat=True))
        self.most[way] = max(capacity, self.seated(way).count())

    @invariant()
    def no_seat_too_many(self):
        for way in self.most:
            seated, capacity = self.seated(way).count(), capacity_of(self.event, way) or 0
            assert seated <= max(capacity, self.most[way])
            self.most[way] = max(capacity, seated)

    @invariant()
    def nobody_waits_beside_a_free_seat(self):
        for way in self.most:
            if self.waiting(way).exists():
                assert self.seated(way).count() >= (capacity_of(self.event, way) or 0)

    @invariant()
    def nobody_is_overtaken(self):
        """Who has a seat came before everybody who waits for one of that kind."""
        for way in self.most:
            first = self.waiting(way).order_by("number").first()
            if first is not None:
                assert not self.seated(way).filter(number__gt=first.number).exists()

    @invariant()
    def nobody_is_lost(self):
        numbers = Registration.objects.order_by("number").values_list("number", flat=True)
        assert list(numbers) == list(range(1, self.registered + 1))


@pytest.fixture
def machine(lists):
    event = factories.event(
        title="Dauerlauf",
        starts_at=timezone.now() + timedelta(days=365),
        ends_at=timezone.now() + timedelta(days=365, hours=2),
        format="hybrid",
        registration_enabled=True,
    )
    return type("Machine", (Registering,), {"event_id": event.pk})


CHECK = settings(
    max_examples=12,
    stateful_step_count=20,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)


def run(machine, how=CHECK):
    case = machine.TestCase()
    case.settings = how
    case.runTest()


def test_the_rules_hold_in_every_order(machine):
    run(machine)


def test_the_control_a_line_that_is_passed_over_is_found_out(machine, monkeypatch):
    monkeypatch.setattr(actions, "_promote", lambda event, now: 0)
    monkeypatch.setattr(
        actions, "is_free", lambda event, way: Registration.objects.filter(state__in=SEATED).count() < 2
    )
    with pytest.raises(AssertionError):
        run(machine, settings(CHECK, max_examples=100, phases=[Phase.generate]))
