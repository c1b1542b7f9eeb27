"""What the search knows of events."""

from __future__ import annotations

from wagtail.query import PageQuerySet

from core.text import as_plain_text
from core.visibility import visible_to
from core.vocabularies.models import Branch, Region, Topic
from events.models import EventPage
from partners.search import register_term_dependents
from partners.terms import labels, slugs
from search.documents import Document
from search.sources import Source, register_source


def _events() -> PageQuerySet:
    return EventPage.objects.prefetch_related("branches__parent", "regions__parent", "topics__parent")


def _describe(page: EventPage) -> Document:
    branches, regions, topics = page.branches.all(), page.regions.all(), page.topics.all()
    programme = "\n".join(f"{block.value['title']}\n{block.value['text'] or ''}" for block in page.programme)
    return Document(
        id=str(page.pk),
        type="veranstaltung",
        title=page.title,
        url=page.url or "",
        summary=page.summary,
        body=f"{as_plain_text(page.description)}\n{programme}".strip(),
        keywords="\n".join([page.venue_name, *labels(branches), *labels(regions), *labels(topics)]),
        terms={"branche": slugs(branches), "region": slugs(regions), "thema": slugs(topics)},
        published_at=page.first_published_at,
        starts_at=page.starts_at,
        ends_at=page.ends_at,
        expires_at=page.expire_at,
    )


def register() -> None:
    """Tell the search; called once, when Django is ready."""
    register_source(
        Source("veranstaltung", "Veranstaltung", "Veranstaltungen", EventPage, _events, _describe, visible_to)
    )
    register_term_dependents(EventPage, {"branches": Branch, "regions": Region, "topics": Topic})
