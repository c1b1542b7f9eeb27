"""Importing practices: what is taken, what is refused and why, and that a second run changes nothing."""

import csv
import json

import openpyxl
import pytest
from django.core.management import call_command
from wagtail.models import Revision

from core.vocabularies.models import Branch
from practices.models import PracticePage
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

ROW = {
    "id": "A-1",
    "titel": "Staplerschein mit Brille",
    "kurzbeschreibung": "Zwölf Beschäftigte üben gefahrlos.",
    "ausgangslage": "Zu wenig Stapler.\n\n- erstens\n- zweitens",
    "vorgehen": "<p>Mit <strong>Brille</strong>.</p><script>alert(1)</script>",
    "ergebnis": "Alle bestanden.",
    "uebertragbarkeit": "Ja.",
    "branchen": "Lagerlogistik; handel",
    "regionen": "Kassel",
    "themen": "",
    "verbund": "Nordhessen qualifiziert",
    "zielgruppen": "Fachkräfte",
    "betriebsgroesse": "klein",
    "jahr": "2023",
    "evidenz": "Extern evaluiert",
    "schlagworte": "Brille; Stapler",
}
LISTS = ("branchen", "regionen", "themen", "zielgruppen", "betriebsgroesse", "schlagworte")


@pytest.fixture(autouse=True)
def site(settings, tmp_path):
    settings.SEARCH_EMBEDDED_FOLDER = tmp_path / "search"
    factories.make_site()
    factories.branch("lagerlogistik", "Lagerlogistik")
    factories.branch("handel", "Handel")
    factories.region("kassel", "Kassel")
    factories.target_group("fachkraefte", "Fachkräfte")
    factories.company_size("klein", "Klein")
    factories.network(title="Nordhessen qualifiziert", slug="nordhessen")


def write(path, rows):
    names = list(dict.fromkeys(name for row in rows for name in row))
    if path.suffix == ".jsonl":
        lines = [
            {
                k: [i.strip() for i in v.split(";") if i.strip()] if k in LISTS and isinstance(v, str) else v
                for k, v in row.items()
            }
            for row in rows
        ]
        path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    elif path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names, delimiter=";")
            writer.writeheader()
            writer.writerows(rows)
    else:
        book = openpyxl.Workbook()
        book.active.append(names)
        for row in rows:
            book.active.append([int(row[n]) if n == "jahr" and row[n].isdigit() else row.get(n) for n in names])
        book.save(path)
    return path


@pytest.fixture
def run(tmp_path, capsys):
    """`run(rows, "--publish", suffix=".csv")`: exit code and report."""

    def go(rows, *options, suffix=".csv"):
        path = write(tmp_path / f"import{suffix}", rows)
        try:
            call_command("import_practices", str(path), *options)
            code = 0
        except SystemExit as end:
            code = end.code
        return code, capsys.readouterr().out

    return go


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".jsonl"])
def test_a_row_becomes_a_published_practice(run, suffix):
    code, report = run([ROW], "--publish", suffix=suffix)
    assert code == 0, report
    page = PracticePage.objects.get()
    assert page.live
    assert page.external_id == "A-1"
    assert page.background == "<p>Zu wenig Stapler.</p><ul><li>erstens</li><li>zweitens</li></ul>"
    assert page.approach == "<p>Mit <strong>Brille</strong>.</p>"
    assert {term.slug for term in page.branches.all()} == {"lagerlogistik", "handel"}
    assert page.verbund.slug == "nordhessen"
    assert page.year == 2023
    assert page.evidence == "extern-evaluiert"
    assert set(page.tags.names()) == {"Brille", "Stapler"}


def test_without_publish_it_is_a_draft(run):
    run([ROW])
    assert not PracticePage.objects.get().live


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".jsonl"])
def test_the_same_file_a_second_time_changes_nothing(run, suffix):
    run([ROW], "--publish", suffix=suffix)
    before = Revision.objects.count()
    code, report = run([ROW], "--publish", suffix=suffix)
    assert code == 0
    assert "0 neu, 0 geändert, 1 unverändert" in report
    assert Revision.objects.count() == before


def test_a_changed_row_changes_its_practice_and_no_other(run):
    run([ROW, ROW | {"id": "A-2", "titel": "Anderes"}], "--publish")
    _, report = run([ROW | {"titel": "Neuer Titel"}, ROW | {"id": "A-2", "titel": "Anderes"}], "--publish")
    assert "0 neu, 1 geändert, 1 unverändert" in report
    assert set(PracticePage.objects.values_list("title", flat=True)) == {"Neuer Titel", "Anderes"}


def test_an_import_without_publish_leaves_the_public_page_as_it_is(run):
    run([ROW], "--publish")
    run([ROW | {"titel": "Noch Entwurf"}])
    page = PracticePage.objects.get()
    assert page.title == ROW["titel"]
    assert page.has_unpublished_changes
    assert page.get_latest_revision_as_object().title == "Noch Entwurf"


def test_a_column_that_is_missing_leaves_its_field_and_an_empty_cell_empties_it(run):
    run([ROW], "--publish")
    run([{"id": "A-1", "titel": ROW["titel"], "ergebnis": ""}], "--publish")
    page = PracticePage.objects.get()
    assert page.outcome == ""
    assert page.transferability == "<p>Ja.</p>"
    assert page.branches.count() == 2


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("titel", "", "fehlt"),
        ("titel", "x" * 300, "möglich sind 255"),
        ("jahr", "zwanzig", "1990 bis 2100"),
        ("jahr", "20233", "1990 bis 2100"),
        ("branchen", "Handel;Gibt es nicht", "nicht im Vokabular"),
        ("verbund", "Unbekannt", "gibt es nicht"),
        ("beispieldaten", "vielleicht", "„ja“ und „nein“"),
        ("slug", "mit leerzeichen ü", "Kleinbuchstaben"),
        ("bild", "99", "gibt es nicht"),
    ],
)
def test_a_refused_row_is_named_with_row_column_and_reason_and_stops_no_other(run, column, value, reason):
    code, report = run([ROW | {"id": "B-1", column: value}, ROW | {"id": "B-2"}], "--publish")
    assert code == 1
    assert f"Zeile 2, Spalte {column}" in report
    assert reason in report
    assert list(PracticePage.objects.values_list("external_id", flat=True)) == ["B-2"]


def test_the_same_id_twice_in_a_file_is_refused_the_second_time(run):
    code, report = run([ROW, ROW | {"titel": "Doppelt"}], "--publish")
    assert code == 1
    assert "Zeile 3, Spalte id, Wert „A-1“" in report


def test_unknown_columns_are_named(run):
    code, report = run([ROW | {"farbe": "blau"}])
    assert code == 0
    assert "farbe" in report


def test_create_terms_makes_what_is_missing_and_says_so(run):
    code, report = run([ROW | {"branchen": "Gießereitechnik"}], "--create-terms", "--publish")
    assert code == 0
    assert "Gießereitechnik" in report
    assert Branch.objects.get(slug="giessereitechnik").label == "Gießereitechnik"


def test_a_dry_run_writes_nothing_and_says_the_same(run):
    rows = [ROW, ROW | {"id": "A-2", "jahr": "x"}, ROW | {"id": "A-3", "branchen": "Neuland"}]
    code, report = run(rows, "--dry-run", "--create-terms", "--publish")
    assert code == 1
    assert "2 neu" in report
    assert "1 abgelehnt" in report
    assert not PracticePage.objects.exists()
    assert not Branch.objects.filter(label="Neuland").exists()


def test_an_ambiguous_label_asks_for_the_slug(run):
    factories.branch("handel-gross", "Handel mit X")
    factories.branch("handel-klein", "Handel mit X")
    code, report = run([ROW | {"branchen": "Handel mit X"}])
    assert code == 1
    assert "handel-gross, handel-klein" in report


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"not a zip"),
        ("a.xlsx", b"PK\x03\x04broken"),
        ("a.csv", b"\x00\x01\x02"),
        ("a.csv", b""),
        ("a.pdf", b"%PDF"),
        ("a.csv", b"titel;titel\na;b\n"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_reason(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Exception, match=r"„|mehrfach") as error:
        call_command("import_practices", str(path))
    assert type(error.value).__name__ == "CommandError"


def test_a_broken_line_of_jsonl_is_refused_and_the_others_are_taken(tmp_path, capsys):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "1", "titel": "Gut"}) + "\n{kaputt\n[1]\n" + json.dumps({"titel": "Auch gut"}))
    with pytest.raises(SystemExit):
        call_command("import_practices", str(path))
    report = capsys.readouterr().out
    assert "Zeile 2" in report
    assert "Zeile 3" in report
    assert set(PracticePage.objects.values_list("title", flat=True)) == {"Gut", "Auch gut"}


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".jsonl"])
def test_what_was_exported_is_imported_again_unchanged(run, tmp_path, capsys, suffix):
    formula = {
        "titel": '=HYPERLINK("x")',
        "kurzbeschreibung": "-1+2",
        "id": "A-2",
        "ergebnis": "'Zitat' am Anfang",
    }
    run([ROW, ROW | formula, ROW | {"id": ""}], "--publish")
    path = tmp_path / f"export{suffix}"
    call_command("export_practices", str(path))
    before = sorted(PracticePage.objects.values_list("pk", "title", "summary", "outcome", "external_id"))
    call_command("import_practices", str(path), "--publish")
    assert "0 neu, 0 geändert, 3 unverändert" in capsys.readouterr().out
    assert sorted(PracticePage.objects.values_list("pk", "title", "summary", "outcome", "external_id")) == before


def test_an_export_holds_no_formula_that_a_spreadsheet_would_run(run, tmp_path):
    run([ROW | {"titel": "=1+1"}], "--publish")
    call_command("export_practices", str(tmp_path / "e.csv"))
    cells = next(csv.DictReader((tmp_path / "e.csv").open(encoding="utf-8-sig"), delimiter=";"))
    assert cells["titel"] == "'=1+1"
    call_command("export_practices", str(tmp_path / "e.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "e.xlsx").worksheets[0]
    cell = sheet["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
