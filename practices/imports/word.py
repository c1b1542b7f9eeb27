"""A Word file as one row: each heading is a column, with what stands below it as HTML; pictures go into a folder."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import mammoth

from practices.imports.archives import check_archive
from practices.imports.errors import UnreadableFile

#: The columns that are made here and stand under no heading.
TITLE, BEFORE, PICTURES = "titel", "text vor der ersten überschrift", "bilder der datei"
MAX_PICTURES = 20
MAX_PICTURE_BYTES = 15 * 1024 * 1024
_PICTURE_TYPES = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp"}
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Titel'] => h1.title:fresh
p[style-name='Subtitle'] => p:fresh
"""
_HEADING = re.compile(r"h[1-6]")
_EMPTY = re.compile(r"<p>\s*</p>")
_LONGEST_HEADING = 120


def practice_of_word(path: Path, pictures: Path) -> dict[str, Any]:
    """Columns by heading (in lower case, as of a spreadsheet). `titel` is the title, or the first heading when nothing
    but it is of its level. `bilder der datei` lists the pictures as [file name, alternative text].

    Raises:
        UnreadableFile: it is no Word file, or has nothing in it.
    """
    check_archive(path, kind="Word-Datei (.docx)", must_hold="word/document.xml")
    shown: list[list[str]] = []
    try:
        with path.open("rb") as file:
            html = mammoth.convert_to_html(
                file, style_map=_STYLES, convert_image=mammoth.images.img_element(_keep(pictures, shown))
            ).value
    except MemoryError:
        raise
    except UnreadableFile:
        raise
    except Exception as error:
        # The library has no errors of its own for a broken document.
        raise UnreadableFile(
            f"„{path.name}“ ist keine lesbare Word-Datei. Bitte öffnen Sie sie in Word und speichern Sie sie neu."
        ) from error
    with closing(_Sections()) as sections:
        sections.feed(html)
    values = sections.columns()
    if not values:
        raise UnreadableFile(f"„{path.name}“ enthält keinen Text.")
    return {**values, **({PICTURES: shown} if shown else {})}


def _keep(folder: Path, shown: list[list[str]]) -> Callable[[Any], dict[str, str]]:
    def keep(image: Any) -> dict[str, str]:
        suffix = _PICTURE_TYPES.get(image.content_type)
        if suffix is None or len(shown) >= MAX_PICTURES:
            return {}
        with image.open() as source:
            data = source.read(MAX_PICTURE_BYTES + 1)
        if len(data) > MAX_PICTURE_BYTES:
            raise UnreadableFile(
                f"Ein Bild ist größer als {MAX_PICTURE_BYTES // 1024**2} MB. Bitte verkleinern Sie es."
            )
        name = f"bild-{len(shown) + 1}{suffix}"
        (folder / name).write_bytes(data)
        shown.append([name, " ".join((image.alt_text or "").split())[:250]])
        return {}

    return keep


class _Sections(HTMLParser):
    """Cuts HTML at its headings. A table of two columns is read as further columns: „Branche | Logistik“."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        #: Level, heading and HTML of each section; the first stands above all headings.
        self._sections: list[tuple[int, str, list[str]]] = [(0, "", [])]
        self._heading: list[str] | None = None
        self._row: list[str] | None = None
        self._pairs: dict[str, str] = {}
        self._title = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if _HEADING.fullmatch(tag):
            self._heading = []
            self._is_title = ("class", "title") in attrs
        elif tag == "tr":
            self._row = []
        elif tag in ("td", "th") and self._row is not None:
            self._row.append("")
        elif tag not in ("img", "table", "tbody", "thead"):
            kept = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs if (tag, name) == ("a", "href"))
            self._write(f"<{tag}{kept}>")

    def handle_endtag(self, tag: str) -> None:
        if _HEADING.fullmatch(tag) and self._heading is not None:
            text = " ".join("".join(self._heading).split())[:_LONGEST_HEADING]
            self._heading = None
            if self._is_title and not self._title:
                self._title = text
            elif text:
                self._sections.append((int(tag[1]), text, []))
        elif tag == "tr" and self._row is not None:
            cells, self._row = self._row, None
            name, value = (_text(cells[0]), cells[1]) if len(cells) == 2 else ("", "")
            if name and len(name) <= 40:
                self._pairs.setdefault(name.rstrip(":").lower(), _text(value))
            else:
                self._write("<p>" + " | ".join(filter(None, map(_text, cells))) + "</p>")
        elif tag not in ("td", "th", "table", "tbody", "thead", "img"):
            self._write(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._heading is not None:
            self._heading.append(data)
        else:
            self._write(escape(data, quote=False))

    def columns(self) -> dict[str, str]:
        sections = self._sections
        title = self._title
        if not title and len(sections) > 1 and [level for level, _, _ in sections[1:]].count(sections[1][0]) == 1:
            # A single heading of the highest level, with the others below it.
            _, title, text = sections[1]
            sections = [(0, "", sections[0][2] + text), *sections[2:]]
        found: dict[str, str] = {TITLE: title} if title else {}
        for _, heading, pieces in sections:
            # A paragraph that held nothing but a picture is empty now.
            html = _EMPTY.sub("", "".join(pieces)).strip()
            if _text(html):
                name = heading.lower() or BEFORE
                found[name] = found.get(name, "") + html
        for name, value in self._pairs.items():
            if value:
                found.setdefault(name, value)
        return found

    def _write(self, html: str) -> None:
        if self._row:
            self._row[-1] += html
        elif self._heading is None:
            self._sections[-1][2].append(html)


def _text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())
