"""Whether WeasyPrint can work here: it needs Pango, a library of the system."""

from __future__ import annotations

import ctypes
import importlib
from functools import cache
from typing import Any

from django.core.checks import CheckMessage, Info

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
_NAMES = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")


def has_library() -> bool:
    """Looked for once in each process, until it is there."""
    try:
        return _library_loads()
    except OSError:
        return False


@cache
def _library_loads() -> bool:
    """Raises OSError while it is missing, which is not kept: an operator may install it meanwhile."""
    error: OSError | None = None
    for name in _NAMES:
        try:
            ctypes.CDLL(name)
        except OSError as reason:
            error = reason
        else:
            return True
    raise error or OSError("no name of Pango is known here")


def weasyprint() -> Any:
    """The library, loaded when it is first needed: 40 MB that a process without a PDF never takes."""
    return importlib.import_module("weasyprint")


def font_configuration() -> Any:
    """What makes fonts of a style sheet known to the library, for one document."""
    return importlib.import_module("weasyprint.text.fonts").FontConfiguration()


def check_library(**_: Any) -> list[CheckMessage]:
    """What `manage.py check` says: no fault, since everything else works without."""
    if has_library():
        return []
    return [
        Info(
            "Steckbriefe als PDF gibt es auf diesem Rechner nicht: Die Systembibliothek Pango fehlt.",
            hint=f"Debian und Ubuntu: apt-get install {' '.join(PACKAGES)}",
            id="practices.I001",
        )
    ]
