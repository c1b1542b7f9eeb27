"""What the search knows of information pages, news and the glossary among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from core.visibility import visible_to
from portal.pages.models import GlossaryPage, InformationPage
from search.documents import Document
from search.sources import Source, register_source


def _describe(pages: Sequence[InformationPage]) -> Iterator[Document]:
    glossaries = GlossaryPage.objects.in_bulk([page.pk for page in pages])
    for page in pages:
        texts = [*body_texts(page), *_entries(glossaries.get(page.pk))]
        yield Document(
            id=str(page.pk),
            type="seite",
            title=page.title,
            url=page.url or "",
            summary=page.summary,
            body="\n\n".join(texts),
            published_at=page.first_published_at,
            expires_at=page.expire_at,
        )


def body_texts(page: InformationPage) -> Iterator[str]:
    """The text of each block as the page shows it: without quotes and persons who have not consented."""
    for block in page.body:
        value = block.value
        if block.block_type == "quote" and not value["consent"]:
            continue
        if block.block_type == "team":
            shown = [f"{person['name']}, {person['role']}" for person in value["people"] if person["consent"]]
            yield "\n".join([value["heading"], *shown])
            continue
        yield "\n".join(text for text in block.block.get_searchable_content(value) if text)


def _entries(glossary: GlossaryPage | None) -> Iterator[str]:
    for entry in glossary.entries.all() if glossary else ():
        yield f"{', '.join(entry.ways)}: {entry.definition}"


def register() -> None:
    """Tell the search; called once, when Django is ready."""
    register_source(Source("seite", _("Seite"), _("Seiten"), InformationPage, _describe, visible_to))
