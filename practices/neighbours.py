"""The pages that a practice names: what the visitor may see of them, in one query however many and of which kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wagtail.models import Page

from core.visibility import visible_to

#: The page types that are shown with more than title and address: the accessor of each on the plain page.
_KINDS = ("practicepage", "buildingblockpage", "eventpage")
_PLAIN = ("title", "url_path", "path", "depth", "slug")
_OWN = {
    "practicepage": ("summary", "year"),
    "buildingblockpage": ("summary",),
    "eventpage": ("summary", "starts_at", "ends_at", "all_day", "venue_name", "format"),
}


class Neighbours(Mapping[int, Any]):
    """Pages by id, each as practice, building block or event where it is one, else as a plain page."""

    def __init__(self, ids: Iterable[int], user: Any) -> None:
        wanted = set(ids)
        self._pages = {page.pk: _as_its_kind(page) for page in self._read(wanted, user)} if wanted else {}

    def __getitem__(self, key: int) -> Any:
        return self._pages[key]

    def __iter__(self) -> Any:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)

    def those(self, ids: Iterable[int]) -> list[Any]:
        """The visible ones of `ids`, in that order, each once."""
        return [self[key] for key in dict.fromkeys(ids) if key in self]

    @staticmethod
    def _read(wanted: set[int], user: Any) -> Any:
        own = [f"{kind}__{name}" for kind in _KINDS for name in (*_PLAIN, *_OWN[kind])]
        return visible_to(user, Page.objects.filter(pk__in=wanted)).select_related(*_KINDS).only(*_PLAIN, *own)


def _as_its_kind(page: Page) -> Any:
    return next((own for kind in _KINDS if (own := getattr(page, kind, None)) is not None), page)
