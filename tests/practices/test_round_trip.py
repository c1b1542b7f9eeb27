"""What is exported is imported again unchanged: every column, every kind of value, every format."""

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from modelcluster.models import get_all_child_relations

from practices.actions import save_practice
from practices.imports.checks import Checker
from practices.imports.columns import BY_NAME, COLUMNS, ENTRIES
from practices.imports.names import Names
from practices.imports.readers import rows_of
from practices.imports.rows import apply_values, told
from practices.imports.writers import write_rows
from practices.models import PracticePage
from tests.practices.filled import filled_values, records, values_of

FORMATS = (".csv", ".xlsx", ".jsonl")
#: Fields that nobody fills in: made by the program, by Wagtail's tree, or belonging to a page of any kind.
NOT_IN_FILES = {
    "evidence_computed", "tier", "lacking", "page_ptr", "path", "depth", "numchild", "url_path", "draft_title", "live",
    "has_unpublished_changes", "content_type", "owner", "locked", "locked_at", "locked_by", "latest_revision",
    "live_revision", "first_published_at", "last_published_at", "latest_revision_created_at", "translation_key",
    "locale", "alias_of", "expired", "go_live_at", "expire_at", "seo_title", "search_description", "show_in_menus",
    "tagged_items",
}  # fmt: skip


def test_every_field_of_a_practice_has_a_column():
    own = {field.name for field in PracticePage._meta.get_fields() if not field.auto_created}
    children = {relation.get_accessor_name() for relation in get_all_child_relations(PracticePage)}
    wanted = (own | children) - NOT_IN_FILES
    workflow = {name for name in wanted if name.startswith(("_", "wagtail")) or "workflow" in name}
    assert wanted - workflow - {"id", "revisions", "index_entries"} == {column.field for column in COLUMNS}


def test_the_parts_of_entries_are_all_that_blocks_and_rows_have():
    for column in COLUMNS:
        if column.kind not in ENTRIES:
            continue
        if column.block:
            names = set(PracticePage._meta.get_field(column.field).stream_block.child_blocks[column.block].child_blocks)
        else:
            fields = PracticePage._meta.get_field(column.field).related_model._meta.get_fields()
            names = {field.name for field in fields} - {"id", "page", "sort_order"}
        assert {part.field for part in column.parts} == names, column.name


@pytest.mark.django_db
@pytest.mark.parametrize("suffix", FORMATS)
def test_any_values_come_back_from_a_file_as_they_went_in(tmp_path, suffix):
    there, names = records(), Names()
    strategy = st.fixed_dictionaries({column.name: values_of(column, there) for column in COLUMNS})
    path = tmp_path / f"alles{suffix}"

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def check(values):
        page = PracticePage(title="")
        apply_values(page, values, names)
        before = told(page, names)
        write_rows(path, [before])
        (row,) = rows_of(path, tmp_path)
        read, problems = Checker(names).check(row)
        assert problems == []
        again = PracticePage(title="")
        apply_values(again, read, names)
        assert told(again, names) == before
        assert Checker(names).check(row, before) == ({}, []), "it says what is there"

    check()


@pytest.fixture
def whole(site):
    """A published practice with something in every field."""
    names = Names()
    page = PracticePage(title="")
    values = filled_values(records())
    assert set(values) == set(BY_NAME)
    apply_values(page, values, names)
    before = told(page, names)
    save_practice(page, publish=True)
    return PracticePage.objects.get(pk=page.pk), before


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_whole_practice_goes_out_and_comes_in_unchanged_and_anew(whole, tmp_path, capsys, suffix):
    page, values = whole
    path = tmp_path / f"alles{suffix}"
    call_command("export_practices", str(path))
    (row,) = [row for row in rows_of(path, tmp_path) if row.values["id"] == "ganz-1"]
    assert [name for name, cell in row.values.items() if not cell] == [], "no cell is empty"
    call_command("import_practices", str(path), "--publish")
    assert "0 neu, 0 geändert, 3 unverändert" in capsys.readouterr().out
    page.delete()
    call_command("import_practices", str(path), "--publish")
    assert "1 neu, 0 geändert, 2 unverändert" in capsys.readouterr().out
    again = PracticePage.objects.get(external_id="ganz-1")
    assert told(again, Names()) == values
    call_command("import_practices", str(path), "--publish")
    assert "0 neu, 0 geändert, 3 unverändert" in capsys.readouterr().out
