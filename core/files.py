"""Files that blocks of records name, read for many records at once: their blocks would read them record by record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ninja import Schema
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model

from core.visibility import public_files


class FileOut(Schema):
    """A file to take away."""

    title: str
    url: str
    licence: str


def values_of(blocks: StreamValue, kind: str) -> Iterator[Mapping[str, Any]]:
    """The raw values of those blocks that are of a kind: what they choose (a file, a picture) is its number."""
    return (block.get("value", {}) for block in blocks.raw_data if block.get("type") == kind)


def files(values: Iterable[Mapping[str, Any]]) -> Mapping[int, Any]:
    """The public documents that block values name under `document`, by id. One query; none for none."""
    wanted = {value["document"] for value in values if value.get("document")}
    return public_files(get_document_model().objects.all()).in_bulk(wanted) if wanted else {}


def offered(values: Iterable[Any]) -> list[Any]:
    """Those of the block values whose `document` is there and public, in their order. One query; none for none.

    A document that was deleted leaves its row behind, and one in a restricted collection is not offered by name.
    """
    rows = [value for value in values if value["document"]]
    if not rows:
        return []
    wanted = [value["document"].pk for value in rows]
    documents = public_files(get_document_model().objects.filter(pk__in=wanted))
    public = set(documents.values_list("pk", flat=True))
    return [value for value in rows if value["document"].pk in public]
