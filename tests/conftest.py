"""What every test may ask for: the run's real servers (see `tests/servers/`) and the browser's settings."""

import json
import os
import secrets
import urllib.request

import pytest
from django.conf import settings

from tests import flushing
from tests.servers.chromium import ARGUMENTS, chromium_path
from tests.servers.elasticsearch import start_elasticsearch, start_own_elasticsearch
from tests.servers.errors import ServerUnavailableError, everything_is_required
from tests.servers.postgres import start_postgres
from tests.servers.prepared import copy_for_tests
from tests.servers.session import MISSING

pytest_plugins = ["tests.site_fixtures"]

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


def pytest_configure(config):
    flushing.use()
    config.addinivalue_line("markers", "database: uses the database (set by itself, for the run on PostgreSQL)")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(item.fixturenames):
            item.add_marker("database")


def pytest_sessionfinish(session):
    """In integration a skipped test is a failure: nobody reads there what was left out."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if everything_is_required() and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line("\nCI: tests were skipped, so this run has failed", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def get_or_skip(variable, start):
    """What `start()` gives; where it cannot be had: a skipped test for a person, a failure in integration."""
    try:
        if reason := os.environ.get(MISSING + variable):
            raise ServerUnavailableError(reason)
        return start()
    except ServerUnavailableError as reason:
        if everything_is_required():
            raise
        pytest.skip(f"no {variable}: {reason}")


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb, django_db_modify_db_settings):
    """Keep a database that is there already where it is a copy of the suite's prepared one, just put there."""
    test = settings.DATABASES["default"].get("TEST", {})
    is_file = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    return django_db_keepdb or (is_file and copy_for_tests(test["NAME"]))


@pytest.fixture(scope="session")
def elasticsearch_url():
    """The node's address. It is shared by all test processes: name everything by `index_prefix`."""
    node = get_or_skip("ELASTICSEARCH_URL", start_elasticsearch)
    get_or_skip("ELASTICSEARCH_URL", node.wait)
    yield node.url
    node.stop()


@pytest.fixture(scope="session")
def index_prefix(elasticsearch_url):
    """The beginning of this session's index and alias names; what is so named is deleted at the end."""
    prefix = f"test-{secrets.token_hex(4)}-"
    yield prefix
    with urllib.request.urlopen(f"{elasticsearch_url}/_cat/indices/{prefix}*?format=json&h=index") as response:
        names = [row["index"] for row in json.load(response)]
    for name in names:
        urllib.request.urlopen(urllib.request.Request(f"{elasticsearch_url}/{name}", method="DELETE")).close()


@pytest.fixture
def own_elasticsearch():
    """A node of the test's own, running (some ten seconds): to be killed and started again."""
    node = get_or_skip("ELASTICSEARCH_URL", start_own_elasticsearch)
    node.wait()
    yield node
    node.stop()


@pytest.fixture(scope="session")
def postgres_url():
    """The address of a PostgreSQL server; the suite's second run has the whole site on it."""
    server = get_or_skip("DATABASE_URL_POSTGRES", start_postgres)
    yield server.url
    server.stop()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """pytest-playwright's settings, with the system's Chromium."""
    path = get_or_skip("CHROMIUM_PATH", chromium_path)
    return {**browser_type_launch_args, "executable_path": str(path), "args": list(ARGUMENTS)}
