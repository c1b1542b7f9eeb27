"""One style sheet and one script for all public pages."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders

from core.bundles import script, stylesheet

STATIC = Path(__file__).resolve().parents[2] / "static"


def test_the_style_sheet_holds_every_file_of_ours_and_none_of_the_admins():
    made = stylesheet(STATIC)
    for path in (STATIC / "css").glob("*.css"):
        last_class = re.findall(r"^\.([\w-]+)[ ,:.>{]", path.read_text(), re.MULTILINE)
        if last_class:
            assert (f".{last_class[-1]}" in made) is not path.match("admin*"), path.name
    assert made.index("--brand:") < made.index(".site-header"), "tokens stand before what uses them"


def test_packed_it_stays_within_thirty_kilobytes():
    assert len(gzip.compress(stylesheet(STATIC).encode())) <= 30_000


def test_nothing_of_a_rule_is_lost_with_the_comments():
    parts = [STATIC / "vendor/kern/kern.css", *(p for p in (STATIC / "css").glob("*.css") if not p.match("admin*"))]
    braces = sum(re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL).count("{") for path in parts)
    assert stylesheet(STATIC).count("{") == stylesheet(STATIC).count("}") == braces
    strings = [text for path in parts for text in re.findall(r"\"[^\"\n]*\"", path.read_text())]
    assert [text for text in strings if "/*" in text or "*/" in text] == []


def test_a_changed_file_is_in_the_next_bundle(tmp_path):
    for folder in ("css", "js", "vendor/kern"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "vendor/kern/kern.css").write_text(".kern{}")
    (tmp_path / "css/tokens.css").write_text("/* Was es\nist */\n:root {\n  --a: 1px;\n}\n")
    (tmp_path / "css/alt.css").write_text(".alt {\n}\n")
    (tmp_path / "js/eins.js").write_text("(() => {})();\n")
    (tmp_path / "js/admin-zwei.js").write_text("alert(1);\n")
    assert stylesheet(tmp_path) == ".kern{}\n:root {\n--a: 1px;\n}\n.alt {\n}"
    assert script(tmp_path) == "(() => {})();"


def test_it_is_sent_packed_where_no_collectstatic_has_run(client):
    found = finders.find("css/site.css")
    assert gzip.decompress(Path(f"{found}.gz").read_bytes()) == Path(found).read_bytes()
    response = client.get("/static/css/site.css", headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert b"".join(response.streaming_content)[:2] == b"\x1f\x8b"


def test_no_public_template_names_a_single_file():
    named = re.compile(r"\{% static '(?:css|js)/(?!site\.|admin)[^']+' %\}")
    found = [str(path) for path in (STATIC.parent / "templates").rglob("*.html") if named.search(path.read_text())]
    assert found == [], "every file below static/css and static/js is in css/site.css and js/site.js by itself"
