"""All servers of one run: started once, shared by all test processes through the environment."""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import FrameType
from typing import NoReturn

from tests.servers.chromium import chromium_path
from tests.servers.elasticsearch import Node, start_elasticsearch
from tests.servers.errors import ServerUnavailableError, everything_is_required
from tests.servers.postgres import PostgresServer, start_postgres

# Why there is no address, under this prefix and its name; the fixtures then skip without trying again.
MISSING = "MISSING_"


@dataclass
class Servers:
    """What was found or started, as the environment variables that tests and settings read."""

    variables: dict[str, str] = field(default_factory=dict)
    elasticsearch: Node | None = None
    postgres: PostgresServer | None = None

    def environment(self) -> dict[str, str]:
        """This process's environment with the servers' addresses."""
        return {**os.environ, **self.variables}

    def wait(self) -> None:
        """Wait for the node, which starts while other work is done; missing is treated as at its start."""
        if self.elasticsearch is None:
            return
        began = time.monotonic()
        try:
            self.elasticsearch.wait()
        except ServerUnavailableError as reason:
            self.variables.pop("ELASTICSEARCH_URL", None)
            self.miss("ELASTICSEARCH_URL", reason)
        else:
            print(f"Elasticsearch answers (waited {time.monotonic() - began:.1f} s)", flush=True)

    def miss(self, variable: str, reason: ServerUnavailableError) -> None:
        """Note loudly that a server is missing; raises the reason itself in continuous integration."""
        if everything_is_required():
            raise reason
        line = "!" * 78
        print(
            f"{line}\nNO {variable}: the tests that need it are SKIPPED.\n{reason}\n{line}",
            file=sys.stderr,
            flush=True,
        )
        self.variables[MISSING + variable] = str(reason).splitlines()[0]


@contextlib.contextmanager
def running_servers() -> Iterator[Servers]:
    """The servers of one run, stopped on every way out, termination by a signal included."""
    previous = signal.signal(signal.SIGTERM, _leave)
    servers = Servers()
    try:
        _start(servers)
        yield servers
    finally:
        for running in (servers.elasticsearch, servers.postgres):
            if running is not None:
                running.stop()
        signal.signal(signal.SIGTERM, previous)


def _start(servers: Servers) -> None:
    def elasticsearch() -> str:
        servers.elasticsearch = start_elasticsearch()
        return servers.elasticsearch.url

    def postgres() -> str:
        servers.postgres = start_postgres()
        return servers.postgres.url

    starters: dict[str, Callable[[], str]] = {
        "ELASTICSEARCH_URL": elasticsearch,
        "DATABASE_URL_POSTGRES": postgres,
        "CHROMIUM_PATH": lambda: str(chromium_path()),
    }
    for variable, start in starters.items():
        began = time.monotonic()
        try:
            servers.variables[variable] = start()
        except ServerUnavailableError as reason:
            servers.miss(variable, reason)
        else:
            print(f"{variable}={servers.variables[variable]} ({time.monotonic() - began:.1f} s)", flush=True)


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    """Turn a termination into an ordinary exit, so that `finally` blocks run."""
    sys.exit(128 + number)
