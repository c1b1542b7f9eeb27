"""Files that mean harm, or that went wrong: a clear refusal, little memory, and nothing written."""

import resource
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from practices.imports import limited, parsing
from practices.imports.errors import UnreadableFile
from practices.imports.limited import rows_of_file

ROOT = Path(__file__).resolve().parents[2]
SHEET = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
HEADING = '<row r="1"><c r="A1" t="inlineStr"><is><t>titel</t></is></c></row>'
END = "</sheetData></worksheet>"


@pytest.fixture
def workbook(tmp_path):
    """`workbook(sheet)`: an .xlsx whose sheet is this XML; further parts by name."""
    plain = tmp_path / "plain.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "titel"
    book.save(plain)

    def make(sheet=SHEET + HEADING + END, **parts):
        path = tmp_path / "datei.xlsx"
        added = {name.replace("__", "/").replace("_DOT_", "."): content for name, content in parts.items()}
        with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                if name not in added:
                    target.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else source.read(name))
            for name, content in added.items():
                target.writestr(name, content)
        return path

    return make


def read(path):
    with rows_of_file(path) as rows:
        return list(rows)


def refused(path):
    with pytest.raises(UnreadableFile) as error:
        read(path)
    assert error.value.message.startswith(("„", "Die Zeile", "Ein Bild"))
    return error.value.message


def test_a_plain_workbook_is_read(workbook):
    sheet = SHEET + HEADING + '<row r="2"><c r="A2" t="inlineStr"><is><t>Eins</t></is></c></row>' + END
    assert [(row.number, row.values) for row in read(workbook(sheet))] == [(2, {"titel": "Eins"})]


def many_empty_rows():
    return SHEET + HEADING + "".join(f'<row r="{n}"/>' for n in range(2, 1_000_001)) + END


def far_cell():
    return f'{SHEET}{HEADING}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>{END}'


def many_columns():
    cells = "".join(f'<c t="inlineStr"><is><t>s{n}</t></is></c>' for n in range(100_000))
    return f'{SHEET}<row r="1">{cells}</row>{END}'


def long_cell():
    return f'{SHEET}{HEADING}<row r="2"><c r="A2" t="inlineStr"><is><t>{"A" * 140_000_000}</t></is></c></row>{END}'


@pytest.mark.parametrize(
    ("sheet", "says"),
    [
        (many_empty_rows, "leere mitgezählt"),
        (far_cell, "leere mitgezählt"),
        (many_columns, "mehr als 200 Spalten"),
        (long_cell, "In einer Zelle steht mehr"),
        (lambda: SHEET + "x" * 200_000_000, "entpackt größer als 150 MB"),
        (lambda: '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SHEET + END, "Dokumenttyp"),
        (lambda: SHEET + "<row", "keine lesbare Excel-Datei"),
        (lambda: "", "keine"),
    ],
)
def test_a_workbook_that_is_too_much_is_refused_in_time(workbook, sheet, says):
    path = workbook(sheet())
    began = time.monotonic()
    assert says in refused(path)
    # The limit is not measured here (machines differ): a process that reads on would be ended after this silence.
    assert time.monotonic() - began < 6 * limited.SILENCE


def bomb(workbook):
    """Half a million formats of numbers: nothing tells before they are read that they are too much."""
    formats = "".join(f'<numFmt numFmtId="{n}" formatCode="0.{n}"/>' for n in range(200, 500_200))
    namespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return workbook(xl__styles_DOT_xml=f"<styleSheet {namespace}><numFmts>{formats}</numFmts></styleSheet>")


def test_reading_a_bomb_takes_little_memory(workbook, tmp_path):
    path = bomb(workbook)
    program = (
        "import re, resource, sys; from pathlib import Path; from practices.imports.limited import rows_of_file\n"
        "try:\n"
        "    with rows_of_file(Path(sys.argv[1])) as rows: list(rows)\n"
        "except Exception: pass\n"
        "own = re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, own)"
    )
    out = subprocess.run(
        [sys.executable, "-c", program, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert all(int(kilobytes) // 1024 < 200 for kilobytes in out.stdout.split())


def test_the_control_the_same_workbook_takes_more_without_the_limit(workbook):
    path = bomb(workbook)
    program = (
        "import resource, sys, tempfile; from pathlib import Path; from practices.imports.readers import rows_of\n"
        "list(rows_of(Path(sys.argv[1]), Path(tempfile.gettempdir())))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    out = subprocess.run(
        [sys.executable, "-c", program, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert int(out.stdout) // 1024 > 200


def test_macros_passwords_and_other_formats_by_that_name_are_refused(workbook, tmp_path):
    assert "Makros" in refused(workbook(xl__vbaProject_DOT_bin=b"x"))
    for content in (b"%PDF-1.7 ...", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 old excel"):
        path = tmp_path / "anders.xlsx"
        path.write_bytes(content)
        assert "keine lesbare Excel-Datei" in refused(path)
    word = tmp_path / "tabelle.docx"
    word.write_bytes(workbook().read_bytes())
    assert "keine Word-Datei" in refused(word)


def test_an_empty_file_and_one_of_200_megabytes_are_refused_unread(tmp_path):
    empty, large = tmp_path / "leer.csv", tmp_path / "gross.csv"
    empty.touch()
    with large.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    assert "ist leer" in refused(empty)
    assert "größer als 50 MB" in refused(large)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", ";".join(f"s{n}" for n in range(100_000)).encode(), "mehr als 200 Spalten"),
        ("a.csv", b"\x00" * 10_000_000, "keine CSV-Datei"),
        ("a.csv", b'titel\n"' + b"a" * 20_000_000, "keine lesbare CSV-Datei"),
        ("a.jsonl", b'{"titel": "' + b"a" * 6_000_000, "länger als 5 MB"),
        ("a.csv", b"titel\n" + b"x\n" * 60_000, "mehr als 50.000 Zeilen"),
    ],
)
def test_text_that_is_too_much_is_refused(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_bytes(content)
    assert says in refused(path)


def test_the_process_that_reads_is_under_limits_of_the_system_and_cannot_lift_them(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("titel\nEins\n")
    program = (
        "import resource, sys\nfrom practices.imports import parsing\nparsing.main(*sys.argv[1:])\n"
        "for name in ('AS', 'CPU', 'FSIZE', 'CORE'): print(*resource.getrlimit(getattr(resource, 'RLIMIT_' + name)))\n"
        "try: bytes(parsing.MEMORY); print('had it')\n"
        "except MemoryError: print('refused')\n"
    )
    out = subprocess.run(
        [sys.executable, "-c", program, str(path), str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    row, *limits, tried = out.stdout.splitlines()
    assert '"Eins"' in row
    wanted = (parsing.MEMORY, parsing.CPU_SECONDS, parsing.WRITTEN_BYTES, 0)
    assert limits == [f"{limit} {limit}" for limit in wanted]
    assert tried == "refused"


@pytest.mark.parametrize("limit", ["SILENCE", "LONGEST", "MAX_ROWS_BYTES"])
def test_a_process_that_is_silent_goes_on_for_too_long_or_gives_too_much_is_ended(tmp_path, monkeypatch, limit):
    path = tmp_path / "a.csv"
    path.write_text("titel\n" + "Eins\n" * 40_000)
    assert len(read(path)) == 40_000, "the control"
    monkeypatch.setattr(limited, limit, 0)
    started = []
    original = subprocess.Popen

    def watched(*args, **kwargs):
        started.append(original(*args, **kwargs))
        return started[-1]

    monkeypatch.setattr(limited.subprocess, "Popen", watched)
    assert "zu viel Zeit oder Speicher" in refused(path)
    assert started[0].returncode == -signal.SIGKILL


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_encoding_and_separator_are_found_out(tmp_path, encoding, separator):
    path = tmp_path / "a.csv"
    path.write_bytes(f"titel{separator}ergebnis\nÜbung{separator}Größe – „gut“\n".encode(encoding))
    (row,) = read(path)
    assert row.values == {"titel": "Übung", "ergebnis": "Größe – „gut“"}


def test_the_process_that_reads_knows_no_secret(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "geheim")
    seen = {}
    original = subprocess.Popen

    def watched(*args, **kwargs):
        seen.update(kwargs["env"])
        return original(*args, **kwargs)

    monkeypatch.setattr(limited.subprocess, "Popen", watched)
    path = tmp_path / "a.csv"
    path.write_text("titel\nEins\n")
    assert len(read(path)) == 1
    assert "PATH" in seen
    assert "SECRET_KEY" not in seen
    assert resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY
