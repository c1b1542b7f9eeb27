"""One style sheet and one script for the public pages, put together from those in `static/`.

A page then asks for two files instead of fifteen, and nobody who adds a file has to name it anywhere. The bundles are
made whenever Django looks for static files (serving, tests, collectstatic), so there is no step to forget. Beside each
lies a packed one, which WhiteNoise sends where no collectstatic has run.
"""

from __future__ import annotations

import gzip
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

#: Files of these names belong to the Wagtail admin.
_ADMIN = "admin*"
#: What others build on comes first; all else follows by name.
_FIRST_STYLES = ("tokens", "base", "frame", "components", "forms", "records")

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*\n\s*")


def stylesheet(root: Path) -> str:
    """KERN's part and ours, without comments and indentation.

    A comment ends at the first `*/`; strings of our style sheets hold none (the test of the bundle looks for it).
    """
    own = {path.stem: path for path in (root / "css").glob("*.css") if not path.match(_ADMIN)}
    names = [name for name in _FIRST_STYLES if name in own]
    paths = [root / "vendor" / "kern" / "kern.css", *(own.pop(name) for name in names), *_by_name(own.values())]
    return "\n".join(_SPACE.sub("\n", _COMMENT.sub("", path.read_text(encoding="utf-8"))).strip() for path in paths)


def script(root: Path) -> str:
    """Our scripts one after the other; each keeps its names to itself."""
    paths = [path for path in (root / "js").glob("*.js") if not path.match(_ADMIN)]
    return "\n".join(path.read_text(encoding="utf-8").strip() for path in _by_name(paths))


def _by_name(paths: Iterable[Path]) -> list[Path]:
    return sorted(paths, key=lambda path: path.stem)


_BUNDLES: dict[str, Callable[[Path], str]] = {"css/site.css": stylesheet, "js/site.js": script}


class BundleFinder(BaseFinder):
    """Makes the bundles in BUNDLES_FOLDER and finds them there."""

    def __init__(self, app_names: Sequence[str] | None = None) -> None:
        self.storage = FileSystemStorage(location=settings.BUNDLES_FOLDER)

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        name = path.removesuffix(".gz")
        if name not in _BUNDLES:
            return []
        _make(name)
        found = self.storage.path(path)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in _BUNDLES:
            _make(name)
            yield name, self.storage
            yield f"{name}.gz", self.storage


def _make(name: str) -> None:
    """Write the bundle and its packed form, unless they are as they have to be."""
    content = _BUNDLES[name](settings.ROOT / "static").encode()
    path = Path(settings.BUNDLES_FOLDER) / name
    packed = path.with_name(f"{path.name}.gz")
    if path.exists() and packed.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(packed, gzip.compress(content, mtime=0))
    _write(path, content)


def _write(path: Path, content: bytes) -> None:
    """In one step: another process may be reading."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    os.chmod(file.name, 0o644)
    Path(file.name).replace(path)
