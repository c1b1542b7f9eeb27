"""What tests begin with is the same whether it was made or put back, and a database is copied only where one is."""

from django.db import connection
from wagtail.models import Page

from tests import factories, remembering
from tests.flushing import empty_tables
from tests.servers.prepared import SQLITE, copy_for_tests


def test_rows_that_are_put_back_are_those_that_were_there(transactional_db):
    factories.make_site()
    factories.practice(title="Übergänge „begleiten“", branches=[factories.branch("handel")])
    made = remembering.remember()
    assert {"wagtailcore_page", "wagtailcore_revision", "practices_practicepage"} <= set(made)
    empty_tables(connection)
    assert remembering.nothing_is_there()
    remembering.put_back(made)
    assert remembering.remember() == made
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_page_that_comes_after_has_a_number_of_its_own(site):
    numbers = set(Page.objects.values_list("pk", flat=True))
    assert factories.practice().pk not in numbers
    assert Page.objects.count() == len(numbers) + 1


def test_where_no_database_was_prepared_none_is_copied(tmp_path, monkeypatch):
    file = tmp_path / "test.sqlite3"
    monkeypatch.delenv(SQLITE, raising=False)
    assert not copy_for_tests(str(file))
    assert not file.exists()
    prepared = tmp_path / "prepared.sqlite3"
    prepared.write_bytes(b"tables")
    monkeypatch.setenv(SQLITE, str(prepared))
    assert copy_for_tests(str(file))
    assert file.read_bytes() == b"tables"
