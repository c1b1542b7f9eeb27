"""What the search knows of events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext

from core.text import as_plain_text
from core.visibility import visible_to
from core.vocabularies.models import Branch, Region, TargetGroup, Topic
from events.models import EventPage
from partners.search import register_term_dependents
from partners.terms import GivenTerms
from search.documents import Document
from search.sources import Source, register_source


def _describe(pages: Sequence[EventPage]) -> Iterator[Document]:
    terms = GivenTerms(pages, "branches", "regions", "topics", "target_groups")
    for page in pages:
        yield Document(
            id=str(page.pk),
            type="veranstaltung",
            title=page.title,
            url=page.url or "",
            # In a list of what is to come this is the first thing to know.
            summary=gettext("Abgesagt. %(summary)s") % {"summary": page.summary} if page.cancelled_at else page.summary,
            body="\n".join(filter(None, _texts(page))),
            keywords="\n".join(
                [page.venue_name, *terms.labels(page, "branches", "regions", "topics", "target_groups")]
            ),
            terms={
                "branche": terms.slugs(page, "branches"),
                "region": terms.slugs(page, "regions"),
                "thema": terms.slugs(page, "topics"),
                "zielgruppe": terms.slugs(page, "target_groups"),
            },
            published_at=page.first_published_at,
            starts_at=page.starts_at,
            ends_at=page.ends_at,
            expires_at=page.expire_at,
        )


def _texts(page: EventPage) -> Iterator[str]:
    """All that is said of an event, and in it: the day plan, the report, what was recorded."""
    yield as_plain_text(page.description)
    for block in page.programme:
        yield from (block.value[name] or "" for name in ("title", "speakers", "text"))
    for block in page.documents:
        yield block.value["title"]
    if page.is_past:
        yield as_plain_text(page.report)
        for block in page.materials:
            yield block.value["title"]
            yield block.value.get("transcript") or ""


def register() -> None:
    """Tell the search; called once, when Django is ready."""
    register_source(Source("veranstaltung", "Veranstaltung", "Veranstaltungen", EventPage, _describe, visible_to))
    register_term_dependents(
        EventPage, {"branches": Branch, "regions": Region, "topics": Topic, "target_groups": TargetGroup}
    )
