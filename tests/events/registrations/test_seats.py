"""Seats and the waiting list: never one too many, nobody overtaken, nobody lost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.registrations import registration as actions
from events.registrations.errors import AttendanceNotOffered, NoSeat, NotPossible, RegistrationClosed
from events.registrations.jobs import settle_all, tell_changes
from events.registrations.models import Registration, State
from tests import factories


def register(event, number, **more):
    return actions.reserve(event, name=f"Person {number}", email=f"p{number}@example.org", attendance="vor-ort", **more)


def states(event):
    return list(event.registrations.order_by("number").values_list("state", flat=True))


def set_capacity(event, capacity):
    type(event).objects.filter(pk=event.pk).update(capacity_onsite=capacity)
    actions.settle(event)


def test_the_seats_go_in_order_of_arrival_and_the_others_wait(event, mails):
    for number in range(5):
        register(event, number)
    assert states(event) == [State.RESERVED] * 3 + [State.WAITING] * 2
    assert mails("p0@example.org") == mails("p4@example.org") == ["registration_confirm"]


def test_a_confirmed_address_has_the_seat_and_a_second_click_changes_nothing(event, mails):
    first = register(event, 1)
    actions.confirm(first)
    actions.confirm(first)
    first.refresh_from_db()
    assert first.state == State.CONFIRMED
    assert mails("p1@example.org") == ["registration_confirm", "registration_confirmed"]


def test_a_seat_that_is_given_back_is_offered_to_who_waits_longest(event, mails):
    for number in range(5):
        actions.confirm(register(event, number))
    assert mails("p3@example.org")[-1] == "registration_waiting"
    actions.cancel(Registration.objects.get(number=2))
    assert states(event) == ["confirmed", "cancelled", "confirmed", "offered", "waiting"]
    assert mails("p3@example.org")[-1] == "registration_offer"
    offered = actions.accept(Registration.objects.get(number=4))
    assert offered.state == State.CONFIRMED
    assert mails("p3@example.org")[-1] == "registration_confirmed"


def test_an_offer_that_nobody_accepts_goes_to_the_next(event, mails):
    for number in range(5):
        actions.confirm(register(event, number))
    actions.cancel(Registration.objects.get(number=1))
    later = timezone.now() + timedelta(hours=event.offer_hours, seconds=1)
    actions.settle(event, later)
    assert states(event) == ["cancelled", "confirmed", "confirmed", "expired", "offered"]
    assert mails("p3@example.org")[-1] == "registration_offer_expired"
    with pytest.raises(NotPossible):
        actions.accept(Registration.objects.get(number=4), later)


def test_a_seat_that_nobody_confirms_is_given_back_after_48_hours(event):
    for number in range(4):
        register(event, number)
    actions.confirm(Registration.objects.get(number=4))
    actions.settle(event, timezone.now() + actions.CONFIRM_WITHIN + timedelta(seconds=1))
    assert states(event) == ["expired"] * 3 + ["offered"]


def test_who_waits_without_confirming_keeps_their_place_until_their_time_is_over(event):
    for number in range(5):
        register(event, number)
    actions.confirm(Registration.objects.get(number=5))
    actions.cancel(Registration.objects.get(number=1))
    # The fourth came before the fifth.
    assert states(event) == ["cancelled", "reserved", "reserved", "reserved", "waiting"]
    actions.confirm(Registration.objects.get(number=4))
    assert Registration.objects.get(number=4).state == State.CONFIRMED


def test_a_raised_capacity_lets_move_up_and_newcomers_do_not_overtake(event):
    for number in range(5):
        actions.confirm(register(event, number))
    type(event).objects.filter(pk=event.pk).update(capacity_onsite=4)
    newcomer = register(event, 9)
    assert newcomer.state == State.WAITING
    assert states(event) == ["confirmed"] * 3 + ["offered", "waiting", "waiting"]


def test_a_lowered_capacity_throws_nobody_out_and_lets_nobody_in(event):
    for number in range(4):
        actions.confirm(register(event, number))
    set_capacity(event, 1)
    assert states(event) == ["confirmed"] * 3 + ["waiting"]
    actions.cancel(Registration.objects.get(number=1))
    actions.cancel(Registration.objects.get(number=2))
    assert states(event)[2:] == ["confirmed", "waiting"]
    actions.cancel(Registration.objects.get(number=3))
    assert states(event)[3] == "offered"


def test_the_same_address_is_registered_once_and_told_by_mail_alone(event, mails):
    first = actions.confirm(register(event, 1))
    again = register(event, 1)
    assert again.pk == first.pk
    # The confirmation went out a moment ago: no second mail follows a double click.
    assert mails("p1@example.org") == ["registration_confirm", "registration_confirmed"]
    Registration.objects.update(noticed_at=timezone.now() - timedelta(hours=1))
    register(event, 1, now=timezone.now())
    actions.reserve(event, name="x", email=" P1@Example.org ", attendance="vor-ort")
    assert mails("p1@example.org")[2:] == ["registration_known"]
    for hours in range(2, 9):
        register(event, 1, now=timezone.now() + timedelta(hours=hours))
    assert mails("p1@example.org").count("registration_known") == actions.MOST_NOTICES
    assert event.registrations.count() == 1


def test_after_cancelling_one_can_register_again_at_the_end_of_the_line(event):
    for number in range(4):
        actions.confirm(register(event, number))
    actions.cancel(Registration.objects.get(number=1))
    again = register(event, 0)
    assert (again.number, again.state) == (5, State.WAITING)
    assert Registration.objects.get(number=4).state == State.OFFERED


@pytest.mark.parametrize(
    "change",
    [
        {"registration_enabled": False},
        {"cancelled_at": timedelta()},
        {"starts_at": timedelta(days=-2), "ends_at": timedelta(days=-1)},
        {"registration_closes_at": timedelta(minutes=-1)},
        {"registration_opens_at": timedelta(minutes=1)},
        {"live": False},
    ],
)
def test_what_is_not_open_takes_no_registration(event, change):
    # Moments are counted from the test's own start: the whole suite takes longer than the minutes named here.
    now = timezone.now()
    values = {name: now + value if isinstance(value, timedelta) else value for name, value in change.items()}
    type(event).objects.filter(pk=event.pk).update(**values)
    with pytest.raises(RegistrationClosed):
        register(event, 1)
    assert not event.registrations.exists()


def test_the_team_registers_after_the_end_of_registration_but_not_beyond_the_seats(event, mails):
    type(event).objects.filter(pk=event.pk).update(registration_closes_at=timezone.now() - timedelta(minutes=1))
    for number in range(4):
        register(event, number, by_team=True)
    assert states(event) == ["confirmed"] * 3 + ["waiting"]
    assert mails("p1@example.org") == ["registration_confirmed"]


def test_each_way_to_attend_has_its_own_seats(lists):
    hybrid = factories.event(
        title="Beides", format="hybrid", registration_enabled=True, capacity_onsite=1, capacity_online=None
    )
    register(hybrid, 1)
    assert register(hybrid, 2).state == State.WAITING
    online = actions.reserve(hybrid, name="x", email="o@example.org", attendance="online")
    assert online.state == State.RESERVED
    with pytest.raises(NoSeat):
        actions.change(online, name="x", attendance="vor-ort", answers=[])
    waiting = actions.confirm(Registration.objects.get(number=2))
    moved = actions.change(waiting, name="x", attendance="online", answers=[])
    assert (moved.state, moved.attendance) == (State.CONFIRMED, "online")
    plain = factories.event(title="Nur hier", format="vor-ort", registration_enabled=True)
    with pytest.raises(AttendanceNotOffered):
        actions.reserve(plain, name="x", email="o@example.org", attendance="online")


def test_the_state_of_the_event_follows_its_seats(event):
    assert event.state == "offen"
    for number in range(3):
        register(event, number)
    assert type(event).objects.get(pk=event.pk).state == "ausgebucht"
    actions.cancel(Registration.objects.get(number=1), tell=False)
    assert type(event).objects.get(pk=event.pk).state == "offen"


def test_the_job_settles_what_time_and_editors_have_changed(event):
    for number in range(4):
        actions.confirm(register(event, number))
    assert settle_all() == ""
    type(event).objects.filter(pk=event.pk).update(capacity_onsite=None)
    assert settle_all() == "1 nachgerückt"
    assert states(event)[3] == "offered"


def test_nobody_moves_up_into_an_event_that_is_cancelled(event):
    for number in range(4):
        actions.confirm(register(event, number))
    type(event).objects.filter(pk=event.pk).update(cancelled_at=timezone.now())
    actions.cancel(Registration.objects.get(number=1))
    assert states(event)[3] == "waiting"


def test_who_chose_a_way_that_is_no_longer_offered_keeps_seat_and_place_in_the_other(lists, mails):
    hybrid = factories.event(
        title="Beides", format="hybrid", registration_enabled=True, capacity_onsite=5, capacity_online=1
    )
    online = [
        actions.confirm(actions.reserve(hybrid, name="x", email=f"o{n}@example.org", attendance="online"))
        for n in range(2)
    ]
    assert online[1].state == State.WAITING
    type(hybrid).objects.filter(pk=hybrid.pk).update(format="vor-ort")
    settle_all()
    assert list(hybrid.registrations.order_by("number").values_list("attendance", "state")) == [
        ("vor-ort", State.CONFIRMED),
        ("vor-ort", State.OFFERED),
    ]
    assert tell_changes() == "2 benachrichtigt"


def test_an_address_that_nobody_confirmed_gets_no_further_mail(event, mails):
    register(event, 1)
    type(event).objects.filter(pk=event.pk).update(venue_name="Anderswo")
    assert tell_changes() == ""
    type(event).objects.filter(pk=event.pk).update(cancelled_at=timezone.now())
    assert tell_changes() == ""
    assert mails("p1@example.org") == ["registration_confirm"]


def test_who_confirms_after_a_change_knows_of_it(event):
    first = register(event, 1)
    type(event).objects.filter(pk=event.pk).update(venue_name="Anderswo")
    actions.confirm(first)
    assert tell_changes() == ""


@pytest.mark.parametrize("change", [{"cancelled_at": timezone.now()}, {"starts_at": timezone.now()}])
def test_after_a_cancellation_or_the_beginning_nothing_is_confirmed_or_changed(event, mails, change):
    first = register(event, 1)
    type(event).objects.filter(pk=event.pk).update(**change)
    for action in (
        actions.confirm,
        actions.accept,
        lambda r: actions.change(r, name="y", attendance="vor-ort", answers=[]),
    ):
        with pytest.raises(RegistrationClosed):
            action(first)
    first.refresh_from_db()
    assert (first.state, first.name) == (State.RESERVED, "Person 1")
    assert mails("p1@example.org") == ["registration_confirm"]


def test_a_known_address_makes_the_same_work_as_a_new_one(event, mails):
    """How long the answer takes must not tell who is registered. Statements are counted: time is not for tests."""
    with CaptureQueriesContext(connection) as new:
        register(event, 1)
    with CaptureQueriesContext(connection) as known:
        register(event, 1)
    written = [sum(query["sql"].startswith("INSERT") for query in each.captured_queries) for each in (new, known)]
    assert written[0] == written[1] > 1
    assert abs(len(new) - len(known)) <= 3
    assert mails("p1@example.org") == ["registration_confirm"]
    assert event.registrations.count() == 1
