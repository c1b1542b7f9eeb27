"""Databases in which every migration has run, made once a run and copied by every test process.

Running all migrations takes longer than most files of tests, and each process would do it for itself, twice. What a
copy lacks is still migrated: an old copy costs time, never a test's truth.
"""

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import psycopg
from django.db import connection

from tests.servers.errors import ServerUnavailableError
from tests.servers.processes import run_as

ROOT = Path(__file__).resolve().parent.parent.parent
#: Where a run names its prepared databases: a file, and a database of the run's PostgreSQL server.
SQLITE, POSTGRES = "PREPARED_SQLITE", "PREPARED_POSTGRES"
POSTGRES_NAME = "verbundforum_prepared"


def prepare(folder: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """Make them, the file in `folder`; the variables that name them. One that cannot be made is left out, loudly."""
    made: dict[str, str] = {}
    file = folder / "prepared.sqlite3"
    if _migrate(f"sqlite:///{file}", environment):
        made[SQLITE] = str(file)
    server = environment.get("DATABASE_URL_POSTGRES")
    if server is not None:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {POSTGRES_NAME}".encode())
            connection.execute(f"CREATE DATABASE {POSTGRES_NAME}".encode())
        if _migrate(f"{server.rpartition('/')[0]}/{POSTGRES_NAME}", environment):
            made[POSTGRES] = POSTGRES_NAME
    return made


def _migrate(address: str, environment: Mapping[str, str]) -> bool:
    own = {**environment, "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    try:
        run_as(None, [sys.executable, ROOT / "manage.py", "migrate", "--verbosity", "0"], env=own)
    except ServerUnavailableError as reason:
        print(f"No prepared database, every process migrates for itself: {reason}", file=sys.stderr, flush=True)
        return False
    return True


def copy_for_tests(name: str) -> bool:
    """Put a copy of the prepared SQLite file where the tests' database `name` is to be; False where there is none."""
    prepared = os.environ.get(SQLITE)
    if prepared is None:
        return False
    shutil.copyfile(prepared, name)
    return True


def create_test_database() -> None:
    """Django's test database, for programs beside pytest; a copy of the prepared one where there is one."""
    test = connection.settings_dict["TEST"]
    copied = connection.vendor == "sqlite" and copy_for_tests(test["NAME"])
    connection.creation.create_test_db(verbosity=0, autoclobber=True, keepdb=copied)
