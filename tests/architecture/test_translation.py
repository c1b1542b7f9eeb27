"""Every text of a public page is marked for translation, with German as the source language."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
#: Pages of the admin: its users read German, and Wagtail's own texts are translated by Wagtail.
ADMIN = (
    "core/",
    "desk/",
    "events/registrations_admin/",
    # Seen in development alone.
    "gallery/",
    "practices/imports/",
    "practices/panels/",
    "practices/review/admin/",
    "practices/submission_admin/",
    "practices/upkeep/admin",
    "search/admin/",
    "search_tuning/",
    "wagtailadmin/",
)
_NO_TEXT = re.compile(
    r"{#.*?#}|{%\s*blocktranslate.*?endblocktranslate\s*%}|{%.*?%}|{{.*?}}|<!--.*?-->|"
    r"<script.*?</script>|<(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>|&#?\w+;",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(?:aria-label|aria-description|title|placeholder|alt|label)=("[^"{]*[A-Za-zÄÖÜäöü]{2,}[^"{]*"|"""
    r"""'[^'{]*[A-Za-zÄÖÜäöü]{2,}[^'{]*')"""
)
#: Names that are the same in every language.
_NAMES = re.compile(
    r"svg-maps|Victor Cazanave|MapSVG|CC BY 4\.0|CC0|OpenAPI|API|GET|JSON|"
    r"/api/v1/openapi\.json|termin\.ics|https?|EUPL-1\.2"
)


def unmarked(html):
    """Pieces of text, in elements and attributes, that no translation could change."""
    text = _NAMES.sub("", _NO_TEXT.sub("\n", html))
    words = [line.strip() for line in text.splitlines() if re.search(r"[A-Za-zÄÖÜäöüß]{2,}", line)]
    return words + [match[1][1:-1] for match in _ATTRIBUTE.finditer(re.sub(r"{%.*?%}", "", html))]


def test_public_templates_hold_no_text_that_cannot_be_translated():
    found = {}
    for path in sorted({*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.txt")}):
        name = path.relative_to(TEMPLATES).as_posix()
        if not name.startswith(ADMIN) and (words := unmarked(path.read_text(encoding="utf-8"))):
            found[name] = words
    assert found == {}


def test_the_control_a_text_outside_of_a_tag_is_noticed():
    assert unmarked("<p>{% translate 'Gut' %} Schlecht</p>") == ["Schlecht"]
    assert unmarked('<a title="Schlecht" href="/">{{ gut }}</a>') == ["Schlecht"]
    assert unmarked("<track label='Schlecht'>") == ["Schlecht"]
