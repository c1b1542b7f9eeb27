"""Other pages that a record names, for the API: only those that the public may see, read for many records at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ninja import Schema
from pydantic import Field
from wagtail.models import Page

from core.visibility import visible_to


class ReferenceOut(Schema):
    """Another record, by name."""

    id: str
    title: str
    url: str = Field(description="Adresse der Seite auf dieser Website.")


def references(ids: Iterable[int | None]) -> Mapping[int, ReferenceOut]:
    """Those of the pages `ids` that are public, by id. Two queries, however many there are; none for none."""
    wanted = {pk for pk in ids if pk is not None}
    if not wanted:
        return {}
    pages = visible_to(None, Page.objects.filter(pk__in=wanted)).only("title", "url_path", "locale_id")
    return {page.pk: ReferenceOut(id=str(page.pk), title=page.title, url=page.url or "") for page in pages}


def named(found: Mapping[int, ReferenceOut], ids: Iterable[int | None]) -> list[ReferenceOut]:
    """The references of `ids` in their order, each once; what is not public is left out."""
    return [found[pk] for pk in dict.fromkeys(ids) if pk is not None and pk in found]
