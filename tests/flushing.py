"""Emptying the database after a test with real transactions, without making anew what every test needs the same.

Django empties every table and then sends `post_migrate`, which writes some hundred content types and permissions
again: 0.4 s a test, most of the suite's time. Those two tables are the same before and after each test.
"""

from django.core.management.color import no_style
from django.db import connections, transaction
from django.test import TransactionTestCase

KEPT = {"django_content_type", "auth_permission"}


def tables_of_tests(connection):
    """The names of all tables but the kept ones, sorted."""
    return sorted(set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - KEPT)


def empty_tables(connection):
    """Empty every table but the kept ones."""
    tables = tables_of_tests(connection)
    if connection.vendor != "postgresql":
        connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), tables))
        return
    # TRUNCATE makes new files for each of some hundred tables; nearly all of them are empty.
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(";".join(f"DELETE FROM {connection.ops.quote_name(table)}" for table in tables))


def _fixture_teardown(self):
    for name in self._databases_names(include_mirrors=False):
        empty_tables(connections[name])


def use():
    """Called once, before the first test."""
    TransactionTestCase._fixture_teardown = _fixture_teardown
