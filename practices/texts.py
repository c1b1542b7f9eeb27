"""The words of practices for the search index, read for many pages at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from core.text import as_plain_text
from core.visibility import visible_to
from core.vocabularies.models import read_synonyms
from practices.models import (
    BuildingBlockPage,
    PracticeBuildingBlock,
    PracticeEffect,
    PracticeObstacle,
    PracticePage,
    PracticeParticipant,
)

_RICH = (
    "abstract",
    "background",
    "goals",
    "approach",
    "outcome",
    "failures",
    "transferability",
    "core_parts",
    "adaptable_parts",
    "easy_language",
)
_PLAIN = ("suited_for", "not_suited_for", "social_partners", "stage_reason", "cost_drivers", "funding")
_BLOCKS = {
    "steps": ("title", "text", "involved"),
    "conditions": ("condition",),
    "links": ("title",),
}


class PracticeTexts:
    """Body and keywords of some practices: five queries, however many pages. Contacts and leftovers are no part."""

    def __init__(self, pages: Sequence[PracticePage]) -> None:
        ids = [page.pk for page in pages]
        self._rows: dict[int, list[str]] = {}
        self._keywords: dict[int, list[str]] = {}
        if not ids:
            return
        self._read(PracticeObstacle, ids, "description", "remedy")
        self._read(PracticeEffect, ids, "indicator", "why_none")
        self._read(PracticeParticipant, ids, "name", "role")
        kinds = PracticeObstacle.objects.filter(page_id__in=ids, kind__isnull=False).order_by("pk")
        for page_id, label, synonyms in kinds.values_list("page_id", "kind__label", "kind__synonyms"):
            self._keywords.setdefault(page_id, []).extend(dict.fromkeys([label, *read_synonyms(synonyms)]))
        links = PracticeBuildingBlock.objects.filter(page_id__in=ids).order_by("pk").values_list("page_id", "block_id")
        by_page = list(links)
        if not by_page:
            return
        public = visible_to(None, BuildingBlockPage.objects.filter(pk__in={block for _, block in by_page}))
        titles = dict(public.values_list("pk", "title"))
        for page_id, block_id in by_page:
            if block_id in titles:
                self._keywords.setdefault(page_id, []).append(titles[block_id])

    def _read(self, model: Any, ids: list[int], *fields: str) -> None:
        for page_id, *texts in model.objects.filter(page_id__in=ids).order_by("pk").values_list("page_id", *fields):
            self._rows.setdefault(page_id, []).extend(filter(None, texts))

    def body(self, page: PracticePage) -> str:
        parts = (
            *(as_plain_text(getattr(page, field)) for field in _RICH),
            *(getattr(page, field) for field in _PLAIN),
            *_words_of_blocks(page),
            *self._rows.get(page.pk, ()),
        )
        return "\n\n".join(filter(None, parts))

    def keywords(self, page: PracticePage) -> Iterable[str]:
        """Titles of public building blocks, kinds of obstacles with their synonyms, and the kind of example."""
        kind = page.get_example_kind_display()
        return [*([kind] if kind else []), *self._keywords.get(page.pk, ())]


def _words_of_blocks(page: PracticePage) -> Iterator[str]:
    for field, names in _BLOCKS.items():
        for block in getattr(page, field).raw_data:
            value = block.get("value", {})
            yield " ".join(filter(None, (value.get(name) for name in names)))
