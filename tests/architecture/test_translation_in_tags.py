"""A text in a tag or a filter of a public template (`default:"…"`, `with title="…"`) is marked for translation too."""

import re

from tests.architecture.test_translation import ADMIN, TEMPLATES

_TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
#: A literal with what stands before it; `_("…")` is marked.
_LITERAL = re.compile(r"""([\w:=|(,]*\s*)("[^"]*"|'[^']*')""")
#: What these tags are given is no text but a name, or a text that they translate themselves.
_OF_NAMES = re.compile(r"{%-?\s*(url|static|extends|load|block|translate|query_string)\b")
#: A comparison reads a code, not a text.
_COMPARED = re.compile(r"(==|!=|\bin)\s*$")
#: Words come out of these filters as they are given; `default:"h3"` and the like are names of elements and classes.
_WORDS = re.compile(r"(pluralize|yesno|default|default_if_none|join):$")
_CODES = re.compile(r"(h[1-6]|warning|info|success|danger|[-–,;:/·.\s]*)$")
_TEXT = re.compile(r"^[A-ZÄÖÜ][a-zäöüß]{2,}|[äöüÄÖÜß„“…]|[a-zäöüß]{2,} [A-Za-zÄÖÜäöüß]{2,}")


def unmarked_in_tags(template):
    """Texts in tags and filters that no translation could change."""
    found = []
    for tag in _TAG.finditer(template):
        names = bool(_OF_NAMES.match(tag[0]))
        for match in _LITERAL.finditer(tag[0]):
            before, text = match[1].strip(), match[2][1:-1]
            if before.endswith("_("):
                continue
            if _COMPARED.search(tag[0][: match.start(2)]):
                # A label is another one in another language: what is compared is its code.
                is_text = _TEXT.search(text)
            elif _WORDS.search(before):
                is_text = re.search(r"[A-Za-zÄÖÜäöü]{2}", text) and not _CODES.match(text)
            else:
                is_text = not names and not text.endswith((".html", ".svg")) and _TEXT.search(text)
            if is_text:
                found.append(text)
    return found


def test_no_text_in_a_tag_of_a_public_template_is_left_unmarked():
    found = {}
    for path in sorted({*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.txt")}):
        name = path.relative_to(TEMPLATES).as_posix()
        if not name.startswith(ADMIN) and (texts := unmarked_in_tags(path.read_text(encoding="utf-8"))):
            found[name] = texts
    assert found == {}


def test_the_control_a_text_in_a_tag_is_noticed():
    assert unmarked_in_tags('{{ name|default:"ohne Namen" }} {{ n|default:"keiner" }}') == ["ohne Namen", "keiner"]
    assert unmarked_in_tags('{{ n|pluralize:"Wert,Werte" }} {{ b|yesno:"ja,nein" }}') == ["Wert,Werte", "ja,nein"]
    assert unmarked_in_tags("{% include 'x.html' with title='Dateien' %}") == ["Dateien"]
    assert unmarked_in_tags('{% blocktranslate with n=n|pluralize:"Wert,Werte" %}x{% endblocktranslate %}') == [
        "Wert,Werte"
    ]
    assert unmarked_in_tags('{% firstof a "Nichts" %}') == ["Nichts"]
    assert unmarked_in_tags('{% if item.kind == "Ersetzt durch" %}{% endif %}') == ["Ersetzt durch"]


def test_marked_texts_names_and_codes_are_no_finding():
    assert unmarked_in_tags('{{ name|default:_("ohne Namen") }} {{ h|default:"h3" }} {{ d|date:"j. F Y" }}') == []
    assert unmarked_in_tags("{% include 'x.html' with title=_(\"Dateien\") kind='warning' %}") == []
    assert unmarked_in_tags('{% translate "Alle Dateien" %}{% if page.state == "vorbei" %}{% endif %}') == []
