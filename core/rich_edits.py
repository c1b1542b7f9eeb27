"""Running text as plain text in a form without a script, and back: what nobody touched keeps its links and marks."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from core.text import as_plain_text, as_rich_text

_VOID = frozenset({"br", "hr", "img", "embed"})
_ITEM = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\xa0]+")


def as_editable(html: str) -> str:
    """Rich text as it is typed: an empty line between blocks, "- " before each item of a list."""
    return "\n\n".join(filter(None, (_typed(block) for block in _blocks(html))))


def edited(html: str, text: str) -> str:
    """Rich text for what `as_editable(html)` has become. Blocks that are as they were stay to the letter, wherever they
    stand now; the others are made anew by `as_rich_text`.

    Raises:
        core.sanitize.TextTooLong: it is over the limit.
    """
    kept: dict[str, list[str]] = {}
    for block in _blocks(html):
        kept.setdefault(_normal(_typed(block)), []).append(block)
    made = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        if part.strip():
            same = kept.get(_normal(part))
            made.append(same.pop(0) if same else as_rich_text(part))
    return "".join(made)


def same_text(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but spaces and ends of lines, which browsers change by themselves."""
    return _normal(one) == _normal(other)


def _normal(text: str) -> str:
    lines = (_SPACES.sub(" ", line).strip() for line in text.replace("\r\n", "\n").strip().split("\n"))
    return re.sub(r"\n{2,}", "\n\n", "\n".join(lines))


def _typed(block: str) -> str:
    items = _ITEM.split(block)
    if len(items) == 1:
        return as_plain_text(block)
    texts = (" ".join(as_plain_text(item).split()) for item in items)
    return "\n".join(f"- {text}" for text in texts if text)


def _blocks(html: str) -> list[str]:
    cutter = _Cutter()
    cutter.feed(html)
    cutter.close()
    return cutter.finished()


class _Cutter(HTMLParser):
    """Cuts HTML into its outermost elements, each as it was written."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._open = 0
        self._now: list[str] = []
        self._done: list[str] = []

    def finished(self) -> list[str]:
        self._cut()
        return self._done

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._open and tag not in _VOID:
            self._cut()
        self._now.append(self.get_starttag_text() or "")
        self._open += tag not in _VOID

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._now.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        self._now.append(f"</{tag}>")
        self._open = max(self._open - 1, 0)
        if not self._open:
            self._cut()

    def handle_data(self, data: str) -> None:
        self._now.append(data)

    def handle_entityref(self, name: str) -> None:
        self._now.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._now.append(f"&#{name};")

    def _cut(self) -> None:
        block = "".join(self._now)
        if block.strip():
            self._done.append(block)
        self._now = []
