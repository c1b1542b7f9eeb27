"""A PostgreSQL server for the tests: DATABASE_URL_POSTGRES's, the machine's own, or a container."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.servers.containers import answering_engine, start_container
from tests.servers.errors import ServerUnavailableError
from tests.servers.installing import install_system_packages
from tests.servers.processes import free_port, run_as, server_folder, start_server, unprivileged_user

IMAGE = "postgres:17"
ROLE = "verbundforum"
# Nothing here has to survive a power cut: three times faster on a slow disk.
FAST_AND_FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


@dataclass(frozen=True)
class PostgresServer:
    """A server: the address of a database on it (its role may create more), and how to stop it."""

    url: str
    stop: Callable[[], None]


def start_postgres() -> PostgresServer:
    """Start or find a server that answers; raises ServerUnavailableError where none can be had."""
    if url := os.environ.get("DATABASE_URL_POSTGRES"):
        return PostgresServer(url, lambda: None)
    binaries = _binaries()
    if binaries is None and (engine := answering_engine()):
        return _start_container(engine)
    if binaries is None:
        install_system_packages("postgresql")
        binaries = _binaries()
    if binaries is None:
        raise ServerUnavailableError("the package postgresql brought no server")
    return _start_binaries(binaries)


def _binaries() -> Path | None:
    """The folder of the newest `initdb` and `postgres`; Debian keeps them off the PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    for folder in [*debian, *([Path(on_path).resolve().parent] if on_path else [])]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


def _start_binaries(binaries: Path) -> PostgresServer:
    folder, port, user = server_folder("postgres"), free_port(), unprivileged_user()
    data = folder / "data"
    # No locale but C.UTF-8 is on every machine; the product sorts German by a collation it names.
    environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    initialise: list[str | Path] = [
        binaries / "initdb",
        "-D",
        data,
        "-U",
        ROLE,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    ]
    try:
        run_as(user, [*initialise, "--no-sync"], env=environment)
    except ServerUnavailableError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    options = [part for setting in FAST_AND_FORGETFUL for part in ("-c", setting)]
    command: list[str | Path] = [
        binaries / "postgres",
        "-D",
        data,
        "-h",
        "127.0.0.1",
        "-p",
        str(port),
        "-k",
        folder,
        *options,
    ]
    # SIGINT is the fast stop: connections that tests left open are cut instead of waited for.
    server = start_server("PostgreSQL", command, folder=folder, env=environment, stop_signal=signal.SIGINT)
    ready: list[str | Path] = [
        binaries / "pg_isready",
        "-q",
        "-h",
        "127.0.0.1",
        "-p",
        str(port),
        "-d",
        "postgres",
    ]
    server.wait_until(lambda: subprocess.run(ready).returncode == 0, seconds=60)
    return PostgresServer(f"postgres://{ROLE}@127.0.0.1:{port}/postgres", server.stop)


def _start_container(engine: str) -> PostgresServer:
    port = free_port()
    variables = {"POSTGRES_USER": ROLE, "POSTGRES_PASSWORD": ROLE}
    container = start_container(engine, IMAGE, port=port, inner_port=5432, env=variables)
    ready = [engine, "exec", container.identifier, "pg_isready", "-q", "-h", "127.0.0.1", "-U", ROLE]
    url = f"postgres://{ROLE}:{ROLE}@127.0.0.1:{port}/{ROLE}"
    deadline = time.monotonic() + 60
    while subprocess.run(ready, capture_output=True).returncode != 0:
        if time.monotonic() > deadline:
            container.stop()
            raise ServerUnavailableError(f"{IMAGE} did not answer within a minute")
        time.sleep(0.2)
    return PostgresServer(url, container.stop)
