"""Everything that has to hold, in one run: `make test` calls this. Prints how long each part took.

Every part runs even when an earlier one failed, so that one run tells all; the exit code is 1 if any failed.
"""

import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.servers.errors import ServerUnavailableError
from tests.servers.prepared import prepare
from tests.servers.processes import run_to_its_end
from tests.servers.session import running_servers

ROOT = Path(__file__).resolve().parent.parent
PYTEST = ("-m", "pytest", "-q", "-n", "2", "--dist", "worksteal")
TEST_SETTINGS = ("--settings", "portal.settings.test")


@dataclass(frozen=True)
class Part:
    """One command of the run, as arguments of Python; `database` names what becomes DATABASE_URL."""

    name: str
    arguments: Sequence[str]
    database: str | None = None


CHECKS = (
    Part("ruff check", ("-m", "ruff", "check", ".")),
    Part("ruff format", ("-m", "ruff", "format", "--check", ".")),
    Part("djlint", ("-m", "djlint", "templates", "--lint", "--check")),
    Part("who may import whom", ("-c", "from importlinter.cli import lint_imports_command as c; c()")),
    Part("mypy", ("-m", "mypy", ".")),
    Part("manage.py check", ("manage.py", "check", "--fail-level", "WARNING", *TEST_SETTINGS)),
    Part("migrations complete", ("manage.py", "makemigrations", "--check", "--dry-run", *TEST_SETTINGS)),
)
TESTS = (
    Part("tests on SQLite", PYTEST),
    # What is shown in a browser, and what touches no database, is the same on either.
    Part(
        "tests on PostgreSQL",
        (*PYTEST, "-m", "database and not browser and not once"),
        database="DATABASE_URL_POSTGRES",
    ),
)


@dataclass(frozen=True)
class Outcome:
    """How a part ended: passed, FAILED, or left out for want of a server."""

    name: str
    verdict: str
    seconds: float


def run_parts(parts: Iterable[Part], environment: Mapping[str, str]) -> list[Outcome]:
    """Run each part to its end, whatever became of the ones before it."""
    return [_run(part, environment) for part in parts]


def _run(part: Part, environment: Mapping[str, str]) -> Outcome:
    print(f"\n=== {part.name}", flush=True)
    # The shell's source root; pytest and manage.py know it by themselves, the checkers do not.
    own = {**environment, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")])}
    if part.database is not None:
        if part.database not in environment:
            return Outcome(part.name, "LEFT OUT", 0)
        own["DATABASE_URL"] = environment[part.database]
    began = time.monotonic()
    code = run_to_its_end([sys.executable, *part.arguments], env=own, cwd=ROOT)
    return Outcome(part.name, "passed" if code == 0 else "FAILED", time.monotonic() - began)


def report(outcomes: Sequence[Outcome]) -> int:
    """Print the table of all parts; the exit code: 1 when any failed."""
    print("\n=== what took how long")
    for outcome in outcomes:
        print(f"{outcome.seconds:7.1f} s  {outcome.verdict:8}  {outcome.name}")
    print(f"{sum(outcome.seconds for outcome in outcomes):7.1f} s  in all", flush=True)
    return int(any(outcome.verdict == "FAILED" for outcome in outcomes))


def main(arguments: Sequence[str]) -> int:
    """Checks, then all tests; with `--checks-only` no server is started and no test is run."""
    if "--checks-only" in arguments:
        return report(run_parts(CHECKS, os.environ))
    began = time.monotonic()
    try:
        with running_servers() as servers:
            outcomes = [Outcome("finding and starting servers", "passed", time.monotonic() - began)]
            # The node starts, and the tests' tables are made, while the checkers work.
            with TemporaryDirectory(prefix="verbundforum-prepared-") as folder, ThreadPoolExecutor(1) as beside:
                prepared = beside.submit(prepare, Path(folder), servers.environment())
                outcomes += run_parts(CHECKS, os.environ)
                servers.wait()
                outcomes += run_parts(TESTS, servers.environment() | prepared.result())
    except ServerUnavailableError as reason:
        print(f"A server that the tests need is missing: {reason}", file=sys.stderr)
        return 1
    return report(outcomes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
