"""Work that is due again and again: a registry, and a table that says when each job last ran and how it ended.

Whoever calls `run_due` (cron by `manage.py tick`, a thread of the serving processes, several at once) does what is due
then. A job runs once at a time, by a lease in the database; one whose process has died is free when its lease is over.
Jobs must bear to be begun again after half a run.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.db import DatabaseError, connection, models
from django.utils import timezone

logger = logging.getLogger(__name__)

#: So long a job holds its lease unless it says otherwise; it has to take less.
LEASE = timedelta(minutes=15)
#: The first pause after a failure; it doubles with each, up to the job's own interval.
FIRST_PAUSE = timedelta(minutes=1)


class PeriodicJob(models.Model):
    """The last run of a job. `held_until` is empty when nobody runs it; `failures` counts those in a row."""

    name = models.CharField(max_length=80, unique=True)
    holder = models.CharField(max_length=32, blank=True, default="")
    held_until = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    result = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        verbose_name = "wiederkehrende Arbeit"
        verbose_name_plural = "wiederkehrende Arbeiten"

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Job:
    """`run` does the work and says in German what it did; it raises when it could not."""

    name: str
    every: timedelta
    run: Callable[[], str]
    lease: timedelta = LEASE


@dataclass(frozen=True)
class Outcome:
    """What `run_due` did with a job. `text` is what the job said, or the error."""

    name: str
    state: Literal["done", "failed", "not_due", "elsewhere"]
    text: str = ""
    seconds: float = 0.0


_jobs: dict[str, Job] = {}


def register_periodic(name: str, every: timedelta, job: Callable[[], str], *, lease: timedelta = LEASE) -> None:
    """Have `job` done every `every`. Called in `AppConfig.ready()`; the same name again takes the place of the first.

    `lease`: after so long a run counts as dead and the next one may begin, so the job has to take less.
    """
    _jobs[name] = Job(name, every, job, lease)


def registered_jobs() -> Mapping[str, Job]:
    return dict(_jobs)


def run_due(*, now: datetime | None = None, wanted: Collection[str] = ()) -> list[Outcome]:
    """Do all that is due at `now`, one job after the other; one that fails does not stop those after it.

    Those named in `wanted` are done even when they are not due, but not when they are being done elsewhere.
    """
    return [_run(job, now, job.name in wanted) for job in list(_jobs.values())]


def _run(job: Job, now: datetime | None, is_wanted: bool) -> Outcome:
    holder = uuid.uuid4().hex
    try:
        state = _claim(job, holder, now or timezone.now(), is_wanted)
    except DatabaseError as error:
        return Outcome(job.name, "failed", _as_text(error))
    if state is not None:
        return Outcome(job.name, state)
    started = time.monotonic()
    failed = False
    try:
        text = job.run()
    except Exception as error:
        # Whatever it is: the other jobs have nothing to do with it, and the table and the log tell it.
        logger.exception("The job %s failed.", job.name)
        failed, text = True, _as_text(error)
        connection.close_if_unusable_or_obsolete()
    try:
        _release(job, holder, failed, text, now)
    except DatabaseError as error:
        failed, text = True, _as_text(error)
    return Outcome(job.name, "failed" if failed else "done", text, time.monotonic() - started)


def _claim(job: Job, holder: str, now: datetime, is_wanted: bool) -> Literal["not_due", "elsewhere"] | None:
    """Take the lease; None when it was taken, else why not."""
    row, _ = PeriodicJob.objects.get_or_create(name=job.name)
    if row.held_until and row.held_until > now:
        return "elsewhere"
    if not is_wanted and not _is_due(job, row, now):
        return "not_due"
    # As it was read: of several that see the same row one changes it.
    unchanged = PeriodicJob.objects.filter(pk=row.pk, holder=row.holder, started_at=row.started_at)
    taken = unchanged.update(holder=holder, held_until=now + job.lease, started_at=now)
    return None if taken else "elsewhere"


def _is_due(job: Job, row: PeriodicJob, now: datetime) -> bool:
    if row.started_at is None or row.started_at > now or row.held_until:
        # Never begun; begun by a clock that went ahead; or begun and not ended, by a process that is gone.
        return True
    if row.failures and row.ended_at:
        pause = FIRST_PAUSE * 2 ** min(row.failures - 1, 20)
        return row.ended_at + min(pause, job.every) <= now
    return row.started_at + job.every <= now


def _release(job: Job, holder: str, failed: bool, text: str, now: datetime | None) -> None:
    # Only if it is still ours: whoever took over after our lease writes its own end.
    PeriodicJob.objects.filter(name=job.name, holder=holder).update(
        holder="",
        held_until=None,
        ended_at=now or timezone.now(),
        failures=models.F("failures") + 1 if failed else 0,
        result=text[:300],
    )


def _as_text(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:300]
