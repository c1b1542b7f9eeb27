"""From plain text to running text (HTML) and back."""

from __future__ import annotations

import re
from html import escape, unescape

from core.sanitize import sanitize

_TAG = re.compile(r"<(?:p|br|h[1-6]|ul|ol|li|b|strong|i|em|a|div|span)\b[^>]*>", re.IGNORECASE)
_BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|ul|ol|div|tr)>|<br\s*/?>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^>]*>")


def as_rich_text(text: str) -> str:
    """Safe HTML from what somebody wrote in a cell or a file: plain text, or HTML if it holds tags of running text.

    In plain text an empty line begins a paragraph and lines that begin with "- " are a list.

    Raises:
        core.sanitize.TextTooLong: it is over the limit.
    """
    if _TAG.search(text):
        return sanitize(text)
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if block.strip()]
    return sanitize("".join(_block(block) for block in blocks))


def as_plain_text(html: str) -> str:
    """The words of rich text, one line a block, for the search index and for previews."""
    return unescape(_ANY_TAG.sub("", _BLOCK_END.sub("\n", html))).strip()


def _block(block: str) -> str:
    parts: list[str] = []
    items: list[str] = []
    lines: list[str] = []
    for line in [*block.split("\n"), ""]:
        if line.startswith("- "):
            items.append(line[2:].strip())
            continue
        if items and line.startswith("  "):
            items[-1] += " " + line.strip()
            continue
        if items:
            parts.append(_paragraph(lines) + "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>")
            items, lines = [], []
        if line.strip():
            lines.append(line.strip())
    parts.append(_paragraph(lines))
    return "".join(parts)


def _paragraph(lines: list[str]) -> str:
    return f"<p>{escape(' '.join(lines), quote=False)}</p>" if lines else ""
