"""The circuit breaker's rule, on a clock of the test's own."""

import threading

from hypothesis import given
from hypothesis import strategies as st

from search.engines.breaker import CircuitBreaker, State


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def breaker():
    clock = Clock()
    return CircuitBreaker(clock=clock), clock


def opened():
    circuit, clock = breaker()
    circuit.failed(circuit.permit(), grave=True)
    return circuit, clock


def test_a_single_failure_leaves_it_closed_and_a_second_one_soon_after_opens_it():
    circuit, clock = breaker()
    circuit.failed(circuit.permit())
    assert circuit.permit() is not None
    clock.now += 9.9
    circuit.failed(circuit.permit())
    assert circuit.state is State.OPEN
    assert circuit.permit() is None


def test_two_failures_far_apart_leave_it_closed():
    circuit, clock = breaker()
    circuit.failed(circuit.permit())
    clock.now += 10.1
    circuit.failed(circuit.permit())
    assert circuit.state is State.CLOSED


def test_one_timeout_opens_it_at_once():
    circuit, _ = opened()
    assert circuit.state is State.OPEN


def test_after_the_pause_one_caller_at_a_time_may_probe():
    circuit, clock = opened()
    clock.now += 0.99
    assert circuit.permit() is None
    clock.now += 0.02
    assert circuit.state is State.HALF_OPEN
    probe = circuit.permit()
    assert probe is not None
    assert circuit.permit() is None
    circuit.succeeded(probe)
    assert circuit.state is State.CLOSED


def test_a_probe_that_was_withdrawn_lets_the_next_one_try():
    circuit, clock = opened()
    clock.now += 1.5
    circuit.withdrawn(circuit.permit())
    assert circuit.permit() is not None


def test_each_failed_probe_doubles_the_pause_up_to_the_longest():
    circuit, clock = opened()
    pauses = []
    for _ in range(8):
        began = clock.now
        while (probe := circuit.permit()) is None:
            clock.now += 0.25
        pauses.append(clock.now - began)
        circuit.failed(probe)
    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30]


def test_after_it_has_healed_the_first_pause_is_short_again():
    circuit, clock = opened()
    for _ in range(4):
        clock.now += 60
        circuit.failed(circuit.permit())
    clock.now += 60
    circuit.succeeded(circuit.permit())
    circuit.failed(circuit.permit(), grave=True)
    clock.now += 1.0
    assert circuit.permit() is not None


def test_a_result_from_before_it_opened_neither_closes_nor_prolongs_it():
    circuit, clock = breaker()
    early, late = circuit.permit(), circuit.permit()
    circuit.failed(circuit.permit(), grave=True)
    circuit.succeeded(early)
    assert circuit.state is State.OPEN
    circuit.failed(late, grave=True)
    clock.now += 1.0
    assert circuit.permit() is not None


def test_of_many_threads_at_the_end_of_a_pause_exactly_one_probes():
    circuit, clock = opened()
    clock.now += 2
    barrier = threading.Barrier(16)
    permits = []

    def ask():
        barrier.wait()
        permits.append(circuit.permit())

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([permit for permit in permits if permit is not None]) == 1


STEPS = st.lists(
    st.one_of(
        st.floats(0.0, 40.0).map(lambda seconds: ("wait", seconds)),
        st.sampled_from(["ask", "success", "failure", "timeout", "withdraw"]).map(lambda name: (name, None)),
    ),
    max_size=60,
)


@given(STEPS)
def test_whatever_happens_an_open_circuit_heals_within_the_longest_pause_and_probes_never_overlap(steps):
    circuit, clock = breaker()
    given_out = []
    answers = {
        "success": circuit.succeeded,
        "failure": circuit.failed,
        "timeout": lambda permit: circuit.failed(permit, grave=True),
        "withdraw": circuit.withdrawn,
    }
    probes = set()
    for name, seconds in steps:
        if name == "wait":
            clock.now += seconds
        elif name == "ask":
            before = circuit.state
            if (permit := circuit.permit()) is not None:
                assert before is not State.OPEN
                given_out.append(permit)
                if before is State.HALF_OPEN:
                    assert not probes
                    probes.add(permit)
            else:
                assert before is State.OPEN or probes
        elif given_out:
            permit = given_out.pop(0)
            was_probe = permit in probes
            answers[name](permit)
            probes.discard(permit)
            if was_probe and name == "success":
                assert circuit.state is State.CLOSED
            if was_probe and name in ("failure", "timeout"):
                assert circuit.state is State.OPEN
    for permit in given_out:
        circuit.withdrawn(permit)
    clock.now += 30.0
    assert circuit.permit() is not None
