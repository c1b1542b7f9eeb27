"""Making the PDF: rendered for the public, at most two pages, kept as long as the practice stays as it is."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils import timezone

from practices.pdf.library import font_configuration, weasyprint
from practices.shown import shown_with

MOST_PAGES = 2
#: Names of terms and networks on it may change without the practice: so long they may be old.
_KEPT_SECONDS = 3600
#: Who waits longer for others is sent away.
_PATIENCE_SECONDS = 10.0
#: From all rows and whole texts down to what fits two pages in any case: rows of a kind, characters of a text.
_DETAILS = ((12, 900), (6, 450), (4, 220), (2, 110))
#: Tagged, with language and title: PDF for everybody (ISO 14289-1).
_VARIANT = "pdf/ua-1"
_STYLES = Path(__file__).with_name("steckbrief.css")
_FONTS = {"FiraSans-Regular": 400, "FiraSans-SemiBold": 600}

_one_at_a_time = Lock()


class Busy(Exception):
    """Others are being made, and it took too long to wait for them."""


def steckbrief(page: Any, site_name: str) -> bytes:
    """The PDF of a practice that is public. A second or two when it is made, which happens once a revision.

    Raises:
        Busy: too many are asked for at once.
    """
    key = f"steckbrief:{page.pk}:{page.live_revision_id}:{page.confirmed_on}:{site_name}"
    kept: bytes | None = caches["default"].get(key)
    if kept is not None:
        return kept
    if not _one_at_a_time.acquire(timeout=_PATIENCE_SECONDS):
        raise Busy
    try:
        kept = caches["default"].get(key)
        if kept is None:
            kept = _make(page, site_name)
            caches["default"].set(key, kept, _KEPT_SECONDS)
        return kept
    finally:
        _one_at_a_time.release()


def _make(page: Any, site_name: str) -> bytes:
    library = weasyprint()
    context = {**shown_with(page, None), "page": page, "SITE_NAME": site_name, "today": timezone.localdate()}
    fonts = font_configuration()
    text = _font_faces() + _STYLES.read_text(encoding="utf-8")
    styles = [library.CSS(string=text, url_fetcher=_fetcher(), font_config=fonts)]
    for rows, characters in _DETAILS:
        html = render_to_string("practices/steckbrief_pdf.html", {**context, "rows": f":{rows}", "longest": characters})
        document = library.HTML(string=html, base_url=settings.BASE_URL, url_fetcher=_fetcher()).render(
            stylesheets=styles, font_config=fonts, pdf_variant=_VARIANT
        )
        if len(document.pages) <= MOST_PAGES:
            break
    made: bytes = document.write_pdf(pdf_variant=_VARIANT)
    return made


def _fetcher() -> Any:
    """What stands in the text can make it fetch nothing: only what is part of the page itself is read."""
    return weasyprint().urls.URLFetcher(allowed_protocols=["data"])


@cache
def _font_faces() -> str:
    faces = []
    for name, weight in _FONTS.items():
        data = base64.b64encode(Path(str(finders.find(f"fonts/{name}.woff2"))).read_bytes()).decode()
        faces.append(
            f'@font-face {{font-family: "Fira Sans"; font-weight: {weight}; '
            f'src: url("data:font/woff2;base64,{data}") format("woff2")}}\n'
        )
    return "".join(faces)
