"""The one seam that makes HTML from outside safe: called at the door and again when it is shown.

nh3 (ammonia) is the boundary: it parses like a browser and keeps only what is listed. bleach runs behind it as a
second opinion from an independent parser; it has declared itself unmaintained, security included, so nothing relies
on it, and it can be taken away without a change here beyond one line. svg, math, style, textarea and noscript are
never to be allowed: they switch parsers, which is how markup survives a sanitiser.
"""

from __future__ import annotations

import bleach
import nh3

TAGS = frozenset({"p", "br", "h3", "h4", "ul", "ol", "li", "b", "strong", "i", "em", "a"})
ATTRIBUTES = {"a": {"href", "linktype", "id"}}
SCHEMES = frozenset({"http", "https", "mailto"})
MAX_LENGTH = 200_000

_cleaner = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags={
        "script",
        "style",
        "svg",
        "math",
        "textarea",
        "noscript",
        "iframe",
        "template",
        "title",
    },
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    url_schemes=set(SCHEMES),
    link_rel="noopener",
    strip_comments=True,
)


class TextTooLong(ValueError):
    """HTML over the limit; `length` is in characters."""

    def __init__(self, length: int) -> None:
        super().__init__(f"{length} characters are more than {MAX_LENGTH}")
        self.length = length


def sanitize(html: str) -> str:
    """HTML with nothing in it but the tags of running text.

    Wagtail's own link attributes (`linktype`, `id`) are kept, so stored rich text passes unharmed. The result of a
    result is the result.

    Raises:
        TextTooLong: more than MAX_LENGTH characters.
    """
    if len(html) > MAX_LENGTH:
        raise TextTooLong(len(html))
    first = _cleaner.clean(html.replace("\x00", ""))
    return bleach.clean(
        first,
        tags=TAGS,
        attributes={"a": ["href", "linktype", "id", "rel"]},
        protocols=SCHEMES,
        strip=True,
        strip_comments=True,
    )
