"""What every test with real transactions begins with, made once in a process and then put back row by row.

The six pages that `factories.make_site` makes cost more than most of the tests that need them: a page is cleaned,
logged, and entered in two indices of Wagtail's. Their rows are the same each time.
"""

import sqlite3
from contextlib import closing

from django.db import connection, transaction

from tests.flushing import tables_of_tests

_ROWS_AS_JSON = "SELECT jsonb_agg(t ORDER BY t::text)::text FROM {} t"


def nothing_is_there():
    """Whether all tables of tests are empty, so that what is there afterwards is what was made."""
    with connection.cursor() as cursor:
        union = " UNION ALL ".join(f"SELECT 1 FROM {_quoted(table)}" for table in tables_of_tests(connection))
        cursor.execute(f"SELECT EXISTS ({union})")
        return not cursor.fetchone()[0]


def remember():
    """All rows, as the database writes them, in an order of their own: {table: rows}. They must be committed."""
    tables = tables_of_tests(connection)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            found = {table: _one(cursor, _ROWS_AS_JSON.format(_quoted(table))) for table in tables}
    else:
        # Wagtail's words are entered by a trigger of the table that they belong to.
        tables = [table for table in tables if not table.endswith("_fts")]
        # A connection of its own: Django's makes dates of what is to be put back as it stands.
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as plain:
            found = {
                table: sorted(plain.execute(f"SELECT * FROM {_quoted(table)}").fetchall(), key=repr) for table in tables
            }
    return {table: rows for table, rows in found.items() if rows}


def put_back(remembered):
    """The rows that were remembered, past Django: nothing is signalled, numbers go on where they were."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, rows in remembered.items():
            if connection.vendor == "postgresql":
                name = _quoted(table)
                cursor.execute(f"INSERT INTO {name} SELECT * FROM jsonb_populate_recordset(NULL::{name}, %s)", [rows])
            else:
                places = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f"INSERT INTO {_quoted(table)} VALUES ({places})", rows)


def _one(cursor, query):
    cursor.execute(query)
    return cursor.fetchone()[0]


def _quoted(name):
    return connection.ops.quote_name(name)
