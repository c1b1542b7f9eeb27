"""Terms of the glossary are explained where they occur: the first time on a page each becomes a link to its meaning.

It works on finished HTML: between tags, never inside links, headings, buttons or forms. Terms are kept in the process
for some seconds, like the labels of facets.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from core.visibility import visible_to
from portal.pages.models import GlossaryEntry, GlossaryPage

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-zA-Z0-9]+)")
#: Nothing is explained in these.
_LEFT_ALONE = frozenset(
    ["a", "button", "code", "dt", "figcaption", "form", "h1", "h2", "h3", "h4", "nav", "script", "summary", "svg"]
)


@dataclass(frozen=True, slots=True)
class Term:
    """A term as it is looked for: `ways` are its spellings, `url` is where its meaning stands."""

    name: str
    ways: tuple[str, ...]
    definition: str
    url: str


@dataclass
class _Kept:
    until: float = 0.0
    terms: tuple[Term, ...] = ()


_kept = _Kept()


def terms() -> tuple[Term, ...]:
    """All terms of the public glossary; at most SEARCH_TERMS_KEPT seconds old. Two queries when they are read."""
    if time.monotonic() >= _kept.until:
        page = visible_to(None, GlossaryPage.objects.all()).first()
        entries = GlossaryEntry.objects.filter(page=page) if page else ()
        url = page.url or "" if page else ""
        _kept.terms = tuple(Term(e.term, tuple(e.ways), e.definition, f"{url}#{e.anchor}") for e in entries)
        _kept.until = time.monotonic() + settings.SEARCH_TERMS_KEPT
    return _kept.terms


def explain(html: str, known: tuple[Term, ...]) -> tuple[SafeString, list[Term]]:
    """The HTML with the first occurrence of each term as a link, and the terms that occur, in their order.

    `html` has to be safe already: it is taken apart and put together again, nothing is removed.
    """
    by_way = {str(escape(way)): term for term in known for way in term.ways}
    if not by_way:
        return SafeString(html), []
    pattern = re.compile(
        r"(?<![\w-])(" + "|".join(re.escape(way) for way in sorted(by_way, key=len, reverse=True)) + r")(?![\w-])"
    )
    found: list[Term] = []

    def link(match: re.Match[str]) -> str:
        term = by_way[match.group(1)]
        if term in found:
            return match.group(0)
        found.append(term)
        return format_html(
            '<a class="term" href="{}" title="{}">{}</a>', term.url, term.definition, SafeString(match.group(1))
        )

    parts: list[str] = []
    closed_by: list[str] = []
    for piece in _TAG.split(html):
        if piece.startswith("<"):
            _follow(piece, closed_by)
        elif not closed_by:
            piece = pattern.sub(link, piece)
        parts.append(piece)
    return SafeString("".join(parts)), found


def _follow(tag: str, closed_by: list[str]) -> None:
    """Note whether what follows stands inside something that is left alone."""
    match = _NAME.match(tag)
    name = match.group(1).lower() if match else ""
    if tag.startswith("</"):
        if closed_by and closed_by[-1] == name:
            closed_by.pop()
    elif name in _LEFT_ALONE and not tag.endswith("/>"):
        closed_by.append(name)
