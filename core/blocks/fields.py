"""A StreamField whose blocks stay out of migrations."""

from __future__ import annotations

from typing import Any

from wagtail.fields import StreamField


class ContentField(StreamField):
    """Blocks change often and never touch the database's schema: a migration for each change is only noise."""

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[], *args[1:]], kwargs
