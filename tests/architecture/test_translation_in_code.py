"""Every text in Python that the public reads is marked for translation; what editors and operators read may be not."""

import ast
import re
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from django.utils import translation

ROOT = Path(__file__).resolve().parents[2]
APPS = ("core", "events", "exchange", "partners", "practices", "search", "site")
#: Who works in the admin or at a shell reads German: the forms of editors, imports, reports, commands, example content.
#: Labels of model fields, blocks and panels belong to it as well, wherever they stand (`_EDITORS`).
ADMIN = (
    "*/admin*",
    "*/apps.py",
    "*/jobs.py",
    "*/management/*",
    "*/migrations/*",
    "*/panels.py",
    "*/wagtail_hooks.py",
    "core/links/*",
    "core/mail/*",
    "core/permissions/*",
    "core/vocabularies/*",
    "*/engines/*",
    "events/registrations/models.py",
    "exchange/needs/models.py",
    "partners/records.py",
    "practices/access.py",
    "practices/hints.py",
    "practices/imports/*",
    "practices/listing.py",
    "practices/pdf/library.py",
    "practices/record_shape.py",
    "practices/review/criteria.py",
    "practices/review/models/*",
    "practices/review/reports.py",
    "practices/review/workflow.py",
    "practices/tier_care.py",
    "practices/tiers.py",
    "practices/upkeep/confirm_view.py",
    "practices/writing*.py",
    "search/german/*",
    "search/health/*",
    "search/tuning/*",
    "site/portal/appearance/models.py",
    "site/portal/demo/*",
    "site/portal/desk/*",
    "site/portal/gallery/*",
    "site/portal/settings/*",
)
_MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
_EDITORS = re.compile(r"(Panel|Block|Tab|Manager|_rich)$|^(ForeignKey|(Content|Measure|Parental.*|RichText)Field)$")
#: What stands in the description of the API is written for programmers, like the code.
_FOR_PROGRAMMERS = {"description", "summary", "tags"}
_NO_READER = {"get_model", "compile", "register_periodic", "getattr", "warning", "exception", "info", "removesuffix"}
_GERMAN = re.compile(
    r"[äöüÄÖÜß„“…]|^[A-ZÄÖÜ][a-zäöüß]{2,}(?![-\w])|"
    r"\b(alle|alles|aus|bis|das|der|die|ein|eine|ganz|im|in|ist|kein|keine|mit|neu|nicht|noch|oder|seit|Sie|und|"
    r"unter|von|vor|was|weitere|wenn|wie|zu)\b"
)
#: What a class says of itself to editors, and lists of names.
_NAMED = {"__all__", "page_description", "admin_display_title", "menu_label"}
_META = {"verbose_name", "verbose_name_plural", "label"}
#: Heads of answers, lines of robots.txt, slugs, names.
_NAMES = re.compile(
    r"https?:|[A-Z][\w-]*-[A-Z]\w*$|(Contact|Expires|Canonical|Sitemap|Disallow|Preferred-Languages):|"
    r"[a-z]+(-[a-z]+)+$|Vary|Location|Verbundforum$|…$"
)
#: A text in a tag of a template.
_TRANSLATED = re.compile(r"""{%\s*translate\s+("|')(.*?)\1""")
#: What a job says to operators that it did.
_OF_JOBS = re.compile(r"(Adressen )?gelöscht$|mit neuem Stand$")


def unmarked(source):
    """(line, text) of all literals for readers that no translation could change."""
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    labels = set(_labels(tree))
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not _exempt(node, parents):
            text = node.value.strip()
            if node in labels or (_GERMAN.search(text) and not _NAMES.match(text) and not _OF_JOBS.match(text)):
                found.append((node.lineno, text))
    return sorted(found)


def _labels(tree):
    """What is a text wherever it stands: the label of a choice, the label and the help of a form's field."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("TextChoices") for base in node.bases):
            yield from (item.value.elts[1] for item in node.body if isinstance(getattr(item, "value", 0), ast.Tuple))
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("forms."):
            yield from (item.value for item in node.keywords if item.arg in ("label", "help_text", "empty_label"))


def _exempt(node, parents):
    above = parents.get(node)
    if isinstance(above, ast.Expr | ast.Subscript | ast.Compare):
        return True
    if isinstance(above, ast.Dict) and "@type" in (_key(node, above), node.value):
        return True
    while node in parents:
        node, below = parents[node], node
        if isinstance(node, ast.keyword) and node.arg in _FOR_PROGRAMMERS:
            return True
        if isinstance(node, ast.Call) and _reads_nobody(node, below):
            return True
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            of_meta = isinstance(parents[node], ast.ClassDef) and parents[node].name == "Meta"
            return node.targets[0].id in _NAMED or (of_meta and node.targets[0].id in _META)
    return False


def _key(node, above):
    keys = (key for key, value in zip(above.keys, above.values, strict=True) if value is node)
    return getattr(next(keys, None), "value", None)


def _reads_nobody(call, argument):
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in _MARKS or name in _NO_READER:
        return True
    if _EDITORS.search(name):
        return not (isinstance(argument, ast.keyword) and argument.arg == "choices")
    return ast.unparse(call.func).startswith("models.") and name.endswith("Field")


def test_public_texts_in_code_can_be_translated():
    found = {}
    for path in sorted(path for app in APPS for path in (ROOT / app).rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not any(fnmatch(name, pattern) for pattern in ADMIN) and (
            texts := unmarked(path.read_text(encoding="utf-8"))
        ):
            found[name] = texts
    assert found == {}


def test_no_text_is_one_that_django_or_wagtail_translates_otherwise():
    """A German text that reads like an English one („Tag“) would come out as something else."""
    with translation.override("de"):
        mistaken = {text: found for text in texts_of_the_site() if (found := translation.gettext(text)) != text}
    assert mistaken == {}
    assert len(texts_of_the_site()) > 800, "This looks where there is nothing."


@cache
def texts_of_the_site():
    """All texts that are marked, in templates and in code."""
    found = set()
    for path in [*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.txt")]:
        found.update(match[2] for match in _TRANSLATED.finditer(path.read_text(encoding="utf-8")))
    for path in (path for app in APPS for path in (ROOT / app).rglob("*.py")):
        calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
        marked = (call.args for call in calls if getattr(call.func, "id", "") in _MARKS)
        found.update(a.value for args in marked for a in args if isinstance(getattr(a, "value", 0), str))
    return frozenset(found)


def test_the_control_an_unmarked_text_in_code_is_noticed():
    assert unmarked('problem = "Bitte prüfen Sie das."') == [(1, "Bitte prüfen Sie das.")]
    assert unmarked('text = f"Ohne {name} und mehr"') == [(1, "Ohne"), (1, "und mehr")]
    assert unmarked("label = forms.CharField(label='E-Mail')") == [(1, "E-Mail")]
    assert unmarked("class Kind(TextChoices):\n    A = 'a-b', 'beendet'") == [(2, "beendet")]
    assert unmarked('problem = _("Bitte prüfen Sie das.")') == []
    assert unmarked('name = models.CharField("Branche", help_text="Für die Redaktion")') == []
