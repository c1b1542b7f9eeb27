"""What a form says of a text that is too long, with a dot between thousands."""

from __future__ import annotations

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.numbers import thousands


def too_long(length: int) -> Any:
    """The lazy message for a limit of `length` characters."""
    return format_lazy(_("Bitte kürzen Sie: höchstens {length} Zeichen."), length=thousands(length))
