"""Files that blocks of records name, read for many records at once: their blocks would read them record by record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ninja import Schema
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model


class FileOut(Schema):
    """A file to take away."""

    title: str
    url: str
    licence: str


def values_of(blocks: StreamValue, kind: str) -> Iterator[Mapping[str, Any]]:
    """The raw values of those blocks that are of a kind: what they choose (a file, a picture) is its number."""
    return (block.get("value", {}) for block in blocks.raw_data if block.get("type") == kind)


def files(values: Iterable[Mapping[str, Any]]) -> Mapping[int, Any]:
    """The documents that block values name under `document`, by id. One query; none for none."""
    wanted = {value["document"] for value in values if value.get("document")}
    return get_document_model().objects.in_bulk(wanted) if wanted else {}
