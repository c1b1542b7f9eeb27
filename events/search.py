"""What the search knows of events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.text import as_plain_text
from core.visibility import visible_to
from core.vocabularies.models import Branch, Region, Topic
from events.models import EventPage
from partners.search import register_term_dependents
from partners.terms import GivenTerms
from search.documents import Document
from search.sources import Source, register_source


def _describe(pages: Sequence[EventPage]) -> Iterator[Document]:
    terms = GivenTerms(pages, "branches", "regions", "topics")
    for page in pages:
        programme = "\n".join(f"{block.value['title']}\n{block.value['text'] or ''}" for block in page.programme)
        yield Document(
            id=str(page.pk),
            type="veranstaltung",
            title=page.title,
            url=page.url or "",
            summary=page.summary,
            body=f"{as_plain_text(page.description)}\n{programme}".strip(),
            keywords="\n".join([page.venue_name, *terms.labels(page, "branches", "regions", "topics")]),
            terms={
                "branche": terms.slugs(page, "branches"),
                "region": terms.slugs(page, "regions"),
                "thema": terms.slugs(page, "topics"),
            },
            published_at=page.first_published_at,
            starts_at=page.starts_at,
            ends_at=page.ends_at,
            expires_at=page.expire_at,
        )


def register() -> None:
    """Tell the search; called once, when Django is ready."""
    register_source(Source("veranstaltung", "Veranstaltung", "Veranstaltungen", EventPage, _describe, visible_to))
    register_term_dependents(EventPage, {"branches": Branch, "regions": Region, "topics": Topic})
