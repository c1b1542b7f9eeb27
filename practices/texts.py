"""The words of practices for the search index, read for many pages at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from wagtail.models import Page

from core.files import files, values_of
from core.text import as_plain_text
from core.visibility import visible_to
from core.vocabularies.models import read_synonyms
from practices.models import (
    PracticeBuildingBlock,
    PracticeEffect,
    PracticeObstacle,
    PracticePage,
    PracticeParticipant,
)

#: The fields of a practice that hold rich text.
RICH_TEXTS = (
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
_PLAIN = ("suited_for", "not_suited_for", "social_partners", "stage_reason", "cost_drivers", "funding", "sources")
_CHOICES = ("example_kind", "network_type", "stage")
_BLOCKS = {
    "steps": ("title", "text", "involved"),
    "conditions": ("condition",),
    "quotes": ("text",),
    "pictures": ("caption",),
    "videos": ("title", "transcript"),
    "links": ("title",),
}


class PracticeTexts:
    """Body and keywords of some practices: nine queries at the most, however many pages. Contacts, leftovers and who
    said something are no part."""

    def __init__(self, pages: Sequence[PracticePage]) -> None:
        ids = [page.pk for page in pages]
        self._files = FileTitles(pages)
        # Not page.get_stage_display(): that makes all labels anew for each page, a sixth of a rebuild's time.
        self._labels = {name: _labels_of(name) for name in _CHOICES}
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
        self._read_titles(PracticeBuildingBlock, ids, "block_id")
        self._read_titles(PracticeParticipant, ids, "partner_id")

    def _read(self, model: Any, ids: list[int], *fields: str) -> None:
        for page_id, *texts in model.objects.filter(page_id__in=ids).order_by("pk").values_list("page_id", *fields):
            self._rows.setdefault(page_id, []).extend(filter(None, texts))

    def _read_titles(self, model: Any, ids: list[int], field: str) -> None:
        """The names of pages that are linked, as far as they are public."""
        rows = model.objects.filter(page_id__in=ids, **{f"{field}__isnull": False}).order_by("pk")
        links = list(rows.values_list("page_id", field))
        if not links:
            return
        public = visible_to(None, Page.objects.filter(pk__in={linked for _, linked in links}))
        titles = dict(public.values_list("pk", "title"))
        for page_id, linked in links:
            if linked in titles:
                self._keywords.setdefault(page_id, []).append(titles[linked])

    def body(self, page: PracticePage) -> str:
        parts = (
            *(as_plain_text(getattr(page, field)) for field in RICH_TEXTS),
            *(getattr(page, field) for field in _PLAIN),
            *_words_of_blocks(page),
            *self._files.of(page),
            *self._rows.get(page.pk, ()),
        )
        return "\n\n".join(filter(None, parts))

    def keywords(self, page: PracticePage) -> Iterable[str]:
        """Names of public building blocks and partners, kinds of obstacles with their synonyms, and what the page says
        of itself by a choice."""
        values = ((labels, getattr(page, name)) for name, labels in self._labels.items())
        chosen = (labels.get(value, value) for labels, value in values if value)
        return [*chosen, *self._keywords.get(page.pk, ())]


def _labels_of(field: str) -> dict[str, str]:
    choices: Any = PracticePage._meta.get_field(field)
    return {value: str(label) for value, label in choices.flatchoices}


class FileTitles:
    """The names of the files that pages offer under `files`: one query, however many pages."""

    def __init__(self, pages: Sequence[Any]) -> None:
        self._documents = files(value for page in pages for value in values_of(page.files, "file"))

    def of(self, page: Any) -> Iterator[str]:
        for value in values_of(page.files, "file"):
            if value.get("document") in self._documents:
                yield self._documents[value["document"]].title


def _words_of_blocks(page: PracticePage) -> Iterator[str]:
    for field, names in _BLOCKS.items():
        for block in getattr(page, field).raw_data:
            value = block.get("value", {})
            if _is_withheld(field, value):
                continue
            yield " ".join(filter(None, (value.get(name) for name in names)))


def _is_withheld(field: str, value: Mapping[str, Any]) -> bool:
    """Whether the page does not show it: what somebody said, or a picture of people, without their consent."""
    if field == "quotes":
        return not value.get("consent")
    return field == "pictures" and bool(value.get("shows_people")) and not value.get("consent")
