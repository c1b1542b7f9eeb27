"""Rows of any text: each is taken whole or refused whole with a reason, none is lost, a second time nothing changes."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.models import Branch, Topic
from practices.imports import run
from practices.imports.columns import COLUMNS
from practices.imports.names import Names
from practices.imports.readers import Row, rows_of
from practices.imports.rows import told
from practices.imports.run import import_rows
from practices.imports.values import one_line, plain
from practices.models import PracticePage
from tests import factories
from tests.practices.filled import texts

pytestmark = pytest.mark.django_db

NAMES = [column.name for column in COLUMNS]
cells = (
    texts
    | st.sampled_from(["ja", "12–15", "nicht erhoben", "2023", "2024-02-30", "handel", "titel: A\ntext: B", "gemessen"])
    | st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
)
#: What .jsonl can hold, however deep.
anything = st.recursive(cells, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3))
rows = st.lists(
    st.fixed_dictionaries(
        {"titel": texts | st.just("Ein Titel"), "id": st.sampled_from(["", "A-1", "A-2", "seite-1", " A-1 "]) | texts},
        optional=dict.fromkeys([name for name in NAMES if name not in ("id", "titel")], anything),
    ),
    min_size=1,
    max_size=4,
)


def state():
    pages = PracticePage.objects.values_list("pk", "external_id", "title", "latest_revision_id")
    return set(pages), set(Branch.objects.values_list("slug")), set(Topic.objects.values_list("slug"))


@pytest.mark.once
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(given_rows=rows, create_terms=st.booleans(), publish=st.booleans())
def test_each_row_is_taken_whole_or_refused_whole(given_rows, create_terms, publish):
    factories.make_site()
    Branch.objects.get_or_create(slug="handel", defaults={"label": "Handel"})
    before = state()
    numbered = [Row(number, values) for number, values in enumerate(given_rows, start=2)]
    trial = import_rows(numbered, create_terms=create_terms, publish=publish, dry_run=True)
    assert state() == before, "a trial writes nothing"
    report = import_rows(numbered, create_terms=create_terms, publish=publish)
    assert report.created + report.changed + report.unchanged + report.refused == len(given_rows)
    assert all(problem.reason for problem in report.problems)
    pages = PracticePage.objects.count()
    assert pages == len(before[0]) + report.created
    assert {problem.row for problem in trial.problems} <= {problem.row for problem in report.problems}
    refused = {problem.row for problem in report.problems}
    for row in numbered:
        name = one_line(plain(row.values["id"]))
        if row.number not in refused and name and not name.startswith("seite-"):
            page = PracticePage.objects.get(external_id=name).get_latest_revision_as_object()
            assert told(page, Names())["titel"] == one_line(plain(row.values["titel"]))
    named = [row for row in numbered if row.number not in refused and one_line(plain(row.values["id"]))]
    after = state()
    again = import_rows(named, create_terms=create_terms, publish=publish)
    assert (again.created, again.changed, again.refused) == (0, 0, 0)
    assert state() == after, "a second time nothing changes"


@pytest.mark.parametrize("fails", ["save_practice", "apply_values"])
def test_a_row_that_breaks_in_the_middle_leaves_nothing_behind(fails, monkeypatch):
    factories.make_site()
    original = getattr(run, fails)

    def breaks(*arguments, **options):
        original(*arguments, **options)
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO core_topic (slug) VALUES ('halb')")

    before = state()
    monkeypatch.setattr(run, fails, breaks)
    report = import_rows([Row(2, {"titel": "Halb", "themen": "Neuland"})], create_terms=True)
    assert report.refused == 1
    assert report.created_terms == []
    assert state() == before
    monkeypatch.undo()
    assert import_rows([Row(2, {"titel": "Ganz", "themen": "Neuland"})], create_terms=True).created == 1
    assert state() != before, "the control: whole, it is there"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(texts, min_size=2, max_size=2), min_size=1, max_size=5), st.sampled_from(";,\t"))
def test_no_row_of_a_file_is_lost(tmp_path, lines, separator):
    path = tmp_path / "a.csv"
    quoted = (separator.join('"' + cell.replace('"', '""') + '"' for cell in cells) for cells in lines)
    path.write_text("\n".join([f"titel{separator}ergebnis", *quoted]), encoding="utf-8", newline="")
    found = list(rows_of(path, tmp_path))
    assert len(found) == sum(any(cell.strip() for cell in cells) for cells in lines)
