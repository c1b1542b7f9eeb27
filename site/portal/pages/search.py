"""What the search knows of information pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.text import as_plain_text
from core.visibility import visible_to
from portal.pages.models import InformationPage
from search.documents import Document
from search.sources import Source, register_source


def _describe(pages: Sequence[InformationPage]) -> Iterator[Document]:
    for page in pages:
        sections = (f"{block.value['heading']}\n{as_plain_text(block.value['text'].source)}" for block in page.body)
        yield Document(
            id=str(page.pk),
            type="seite",
            title=page.title,
            url=page.url or "",
            summary=page.summary,
            body="\n\n".join(sections),
            published_at=page.first_published_at,
            expires_at=page.expire_at,
        )


def register() -> None:
    """Tell the search; called once, when Django is ready."""
    register_source(Source("seite", "Seite", "Seiten", InformationPage, _describe, visible_to))
