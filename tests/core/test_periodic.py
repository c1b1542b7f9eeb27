"""Work that comes back: done when it is due, once at a time, whatever becomes of the others."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from core import periodic
from core.periodic import PeriodicJob, register_periodic, run_due


@pytest.fixture
def jobs(transactional_db, monkeypatch):
    monkeypatch.setattr(periodic, "_jobs", {})
    ran = []

    def add(name, every=timedelta(hours=1), *, fails=False, **options):
        def job():
            ran.append(name)
            if fails:
                raise RuntimeError("it broke")
            return "getan"

        register_periodic(name, every, job, **options)
        return ran

    return add


def states():
    return {outcome.name: outcome.state for outcome in run_due()}


def test_a_job_is_done_when_it_is_due_and_not_before(jobs):
    ran = jobs("putzen")
    assert states() == {"putzen": "done"}
    assert states() == {"putzen": "not_due"}
    run_due(now=timezone.now() + timedelta(minutes=61))
    assert ran == ["putzen", "putzen"]


def test_a_job_that_fails_stops_no_other_and_is_tried_again_soon(jobs):
    ran = jobs("a", fails=True)
    jobs("b")
    assert states() == {"a": "failed", "b": "done"}
    assert PeriodicJob.objects.get(name="a").result == "RuntimeError: it broke"
    run_due(now=timezone.now() + timedelta(minutes=2))
    assert ran == ["a", "b", "a"]


def test_what_another_process_is_doing_is_left_alone_until_its_lease_is_over(jobs):
    ran = jobs("putzen", lease=timedelta(minutes=5))
    now = timezone.now()
    PeriodicJob.objects.create(name="putzen", holder="x", held_until=now + timedelta(minutes=5), started_at=now)
    assert states() == {"putzen": "elsewhere"}
    run_due(now=now + timedelta(minutes=6))
    assert ran == ["putzen"]


def test_what_is_wanted_is_done_before_it_is_due(jobs):
    ran = jobs("putzen")
    run_due()
    run_due(wanted=["putzen"])
    assert ran == ["putzen", "putzen"]


def test_the_command_says_what_was_done_and_fails_when_a_job_did(jobs, capsys):
    jobs("putzen")
    call_command("tick")
    assert "putzen" in capsys.readouterr().out
    jobs("kaputt", fails=True)
    with pytest.raises(CommandError, match="kaputt"):
        call_command("tick")
