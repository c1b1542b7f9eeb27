"""Rules of the layout that no linter knows."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TRACKED = [
    Path(name)
    for name in subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    if (ROOT / name).is_file()
]
PYTHON = [path for path in TRACKED if path.suffix == ".py" and "migrations" not in path.parts]


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def test_site_is_no_package():
    assert not (ROOT / "site" / "__init__.py").exists(), "`site` is a module of the standard library"


def test_no_file_has_more_than_300_lines():
    assert [str(path) for path in PYTHON if len(read(path).splitlines()) > 300] == []


def test_no_file_has_a_name_that_says_nothing():
    assert [str(p) for p in PYTHON if p.stem in {"utils", "helpers", "mixins", "misc", "common"}] == []


def test_every_package_says_what_lives_in_it():
    silent = [
        str(path)
        for path in PYTHON
        if path.name == "__init__.py"
        and "tests" not in path.parts
        and {"management", "commands", "templatetags"}.isdisjoint(path.parts)
        and not read(path).startswith('"""')
    ]
    assert silent == []


def test_at_most_twenty_checks_are_suppressed():
    pattern = re.compile(r"# (?:type: ignore|noqa|pragma: no cover)")
    assert sum(len(pattern.findall(read(path))) for path in PYTHON if "tests" not in path.parts) <= 20


@pytest.mark.parametrize("suffix", [".html", ".css", ".js"])
def test_no_page_loads_anything_from_elsewhere(suffix):
    foreign = re.compile(r"""(?:src=|srcset=|@import|url\()\s*["']?(?:https?:)?//|<link[^>]+href=["'](?:https?:)?//""")
    assert [str(p) for p in TRACKED if p.suffix == suffix and foreign.search(read(p))] == []


def test_no_comment_of_a_template_goes_over_a_line_and_so_into_the_page():
    torn = re.compile(r"\{#(?:(?!#\}).)*\n")
    assert torn.search("<p>{# one\n   two #}</p>"), "control: Django would show this one"
    assert not torn.search("{# one #}\n<p>{# two #}</p>\n")
    assert [str(p) for p in TRACKED if p.parts[0] == "templates" and torn.search(read(p))] == []


def test_templates_of_pages_have_no_inline_script_or_style():
    """Mails may have a style: they are shown by programs that load nothing, and under no policy of ours."""
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)
    pages = [p for p in TRACKED if p.parts[0] == "templates" and p.suffix == ".html" and p.parts[1] != "mail"]
    assert [str(p) for p in pages if inline.search(read(p))] == []
