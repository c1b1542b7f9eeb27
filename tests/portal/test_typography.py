"""Example content and the texts of templates are set as in print: „quotes“, – dashes, nothing torn from its number."""

import re
from pathlib import Path

import yaml
from portal.demo.read import CONTENT

from tests.architecture.test_translation import ADMIN, TEMPLATES

_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_UNITS = "Uhr|Euro|€|Prozent|%|Zeichen|MB|kB|km|kg|Mio\\.|Millionen|Tagen?|Stunden?|Minuten?"
SLIPS = {
    "a plain space after §": re.compile(r"§[ \n]+\d"),
    "a plain space in a date": re.compile(rf"\d\.[ \n]+(?:{_MONTHS})\b"),
    "a plain space before a unit": re.compile(rf"\d[ \n]+(?:{_UNITS})(?!\w)"),
    "a short form without its space": re.compile(r"\b(?:z\. ?B|u\. ?a|d\. ?h|o\. ?Ä|i\. ?d\. ?R)\."),
    "straight quotes": re.compile(r"(?<!=)\"(?=\w)|(?<=\w)\"|(?<=\w)'(?=\w)|(?<!\w)'\w+'"),
    "a hyphen for a dash": re.compile(r"\w - \w|\b\d{4}-\d{4}\b"),
    "dots for an ellipsis": re.compile(r"\.\.\."),
    "a quote closed the English way": re.compile(r"„[^“„]*”"),
    "two spaces": re.compile(r"\w  +\w"),
}
_MESSAGE = re.compile(
    r"""{%\s*translate\s+("|')(?P<one>.*?)\1|{%\s*blocktranslate[^%]*%}(?P<block>.*?){%\s*endblocktranslate\s*%}|"""
    r"""_\(("|')(?P<in_tag>.*?)\4\)""",
    re.DOTALL,
)
#: What carries no prose: addresses, names of files, days and times as data.
_NO_PROSE = re.compile(
    r"https?:\S+|\S+@\S+|\b[\w-]+\.(?:pdf|docx|xlsx|txt|vtt|webm)\b|<[^>]*>|{[{%].*?[}%]}", re.DOTALL
)


def slips(text):
    """(kind, where) of each slip in a text."""
    prose = _NO_PROSE.sub("x", text)
    return [(kind, match[0].strip()) for kind, pattern in SLIPS.items() for match in pattern.finditer(prose)]


def texts_in(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts_in(item)


def test_example_content_is_set_as_in_print():
    found, read = {}, 0
    for path in sorted(Path(CONTENT).rglob("*.yaml")):
        for text in texts_in(yaml.safe_load(path.read_text(encoding="utf-8"))):
            read += 1
            if mistakes := slips(text):
                found.setdefault(path.name, []).extend(mistakes)
    assert found == {}
    assert read > 5000, "This looks where there is nothing."


def test_texts_of_public_templates_are_set_as_in_print():
    found, read = {}, 0
    for path in sorted({*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.txt")}):
        name = path.relative_to(TEMPLATES).as_posix()
        if name.startswith(ADMIN):
            continue
        # What people type is shown as they type it.
        source = re.sub(r"<code>.*?</code>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for match in _MESSAGE.finditer(source):
            read += 1
            text = match["one"] or match["block"] or match["in_tag"]
            if mistakes := slips(re.sub(r"\n\s*", " ", text)):
                found.setdefault(name, []).extend(mistakes)
    assert found == {}
    assert read > 900, "This looks where there is nothing."


def test_the_control_each_slip_is_noticed():
    wrong = [
        *("nach § 82", "am 28. April", "um 9 Uhr", "höchstens 2.000 Zeichen", "34 %", "z.B. Kurse"),
        *('der "Kurs"', "das geht's an", "Kurs - und mehr", "2024-2025", "und so...", "„Kurs”", "zwei  Räume"),
    ]
    assert [text for text in wrong if not slips(text)] == []
    right = "nach §\u00a082 am 28.\u00a0April um 9\u00a0Uhr, z.\u00a0B. „Kurs“ – 34\u00a0%, 2024–2025 …"
    assert slips(right) == []
    assert slips("https://example.org/a-b?x=1...") == []
