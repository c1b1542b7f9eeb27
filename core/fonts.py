"""The site's own fonts for what is no web page: PDF and pictures take no woff2."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont


@lru_cache(maxsize=4)
def font_file(name: str) -> Path:
    """The font `static/fonts/<name>.woff2` as a TrueType file, unpacked once for each process."""
    font = TTFont(finders.find(f"fonts/{name}.woff2"))
    font.flavor = None
    unpacked = io.BytesIO()
    font.save(unpacked)
    path = Path(mkdtemp(prefix="verbundforum-fonts-")) / f"{name}.ttf"
    path.write_bytes(unpacked.getvalue())
    return path
