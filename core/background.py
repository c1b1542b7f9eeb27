"""Who does periodic work, and who does at once what cannot wait for the next round (PERIODIC in the settings).

`thread`: a thread in each serving process; the lease of each job settles who. `cron`: whoever calls `manage.py tick`,
and a worker of django-tasks, where there is one, for what shall be done at once.
"""

from __future__ import annotations

import logging
import threading
import time
from queue import SimpleQueue

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django_tasks import task

from core.periodic import run_due

logger = logging.getLogger(__name__)

#: Seconds between two rounds of the thread.
ROUND = 20.0


class BackgroundThread(threading.Thread):
    """Runs what is due. A daemon: what it leaves undone is due again, at the latest when its lease is over."""

    def __init__(self) -> None:
        super().__init__(name="periodic", daemon=True)
        self._wake = threading.Event()
        self._wanted: SimpleQueue[str] = SimpleQueue()

    def run(self) -> None:
        while True:
            self._wake.wait(ROUND)
            self._wake.clear()
            try:
                run_due(wanted={self._wanted.get_nowait() for _ in range(self._wanted.qsize())})
            except DatabaseError as error:
                logger.warning("Periodic work waits for the database: %s", error)
            except Exception:
                # A thread that dies would leave mails unsent without a word.
                logger.exception("Periodic work failed; it goes on.")
            finally:
                close_old_connections()
            # A moment's rest: a hundred mails queued one by one are one round, not a hundred.
            time.sleep(0.2)

    def want(self, name: str) -> None:
        self._wanted.put(name)
        self._wake.set()


_thread: BackgroundThread | None = None
_thread_lock = threading.Lock()


def start_background_thread() -> None:
    """Start the thread, once in a process, where the settings say so. Called by the WSGI and ASGI entry points."""
    global _thread
    if settings.PERIODIC != "thread":
        return
    with _thread_lock:
        if _thread is None or not _thread.is_alive():
            _thread = BackgroundThread()
            _thread.start()


def do_soon(name: str) -> None:
    """Have a job done in a moment, by somebody else; to be called after the commit.

    Nothing is lost where nobody listens: the job is then done when it is due.
    """
    if _thread is not None:
        _thread.want(name)
    elif settings.PERIODIC == "cron" and settings.SEARCH_DELIVERY == "tasks":
        run_job.enqueue(name)


@task()
def run_job(name: str) -> None:
    run_due(wanted=[name])
