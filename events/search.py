"""What the search knows of events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.files import values_of
from core.references import named, references
from core.text import as_plain_text
from core.visibility import visible_to
from core.vocabularies.models import Branch, Region, TargetGroup, Topic
from events.models import EventNetwork, EventOrganiser, EventPage
from partners.models import PartnerPage, VerbundPage
from partners.search import register_term_dependents
from partners.terms import GivenTerms
from search.documents import Document
from search.sources import Source, register_dependents, register_source


def _describe(pages: Sequence[EventPage]) -> Iterator[Document]:
    terms = GivenTerms(pages, "branches", "regions", "topics", "target_groups")
    others = _Others(pages)
    for page in pages:
        networks = others.networks(page)
        yield Document(
            id=str(page.pk),
            type="veranstaltung",
            title=page.title,
            url=page.url or "",
            # In a list of what is to come this is the first thing to know.
            summary=gettext("Abgesagt. %(summary)s") % {"summary": page.summary} if page.cancelled_at else page.summary,
            body="\n".join(filter(None, _texts(page))),
            keywords="\n".join(
                [
                    page.venue_name,
                    page.venue_address,
                    *([page.get_format_display()] if page.format else []),
                    *terms.labels(page, "branches", "regions", "topics", "target_groups"),
                    *others.titles(page),
                ]
            ),
            terms={
                "branche": terms.slugs(page, "branches"),
                "region": terms.slugs(page, "regions"),
                "thema": terms.slugs(page, "topics"),
                "zielgruppe": terms.slugs(page, "target_groups"),
                # Most events are no network's: that nothing is given says nothing.
                **({"verbund": networks} if networks else {}),
            },
            published_at=page.first_published_at,
            starts_at=page.starts_at,
            ends_at=page.ends_at,
            expires_at=page.expire_at,
        )


class _Others:
    """Who holds or is presented at some events, as far as it is public: five queries at the most."""

    def __init__(self, pages: Sequence[EventPage]) -> None:
        ids = [page.pk for page in pages]
        self._of: dict[int, list[int]] = {}
        for model, field in ((EventOrganiser, "page_id"), (EventNetwork, "network_id")):
            rows = model._default_manager.filter(event__in=ids).order_by("sort_order", "pk")
            for event, other in rows.values_list("event_id", field):
                self._of.setdefault(event, []).append(other)
        self._public = references(other for others in self._of.values() for other in others)
        networks = VerbundPage.objects.filter(pk__in=list(self._public)) if self._public else VerbundPage.objects.none()
        self._slugs = dict(networks.values_list("pk", "slug"))

    def titles(self, page: EventPage) -> list[str]:
        return [other.title for other in named(self._public, self._of.get(page.pk, ()))]

    def networks(self, page: EventPage) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._slugs[pk] for pk in self._of.get(page.pk, ()) if pk in self._slugs))


def _texts(page: EventPage) -> Iterator[str]:
    """All that is said of an event, and in it: the day plan, the report, what was recorded."""
    yield as_plain_text(page.description)
    yield page.accessibility
    yield from (value.get("title") or "" for value in values_of(page.documents, "document"))
    for block in page.programme:
        yield from (block.value[name] or "" for name in ("title", "speakers", "text"))
    if page.is_past:
        yield as_plain_text(page.report)
        for block in page.materials:
            yield block.value["title"]
            yield block.value.get("transcript") or ""


def register() -> None:
    """Tell the search; called once, when Django is ready."""
    register_source(Source("veranstaltung", _("Veranstaltung"), _("Veranstaltungen"), EventPage, _describe, visible_to))
    register_term_dependents(
        EventPage, {"branches": Branch, "regions": Region, "topics": Topic, "target_groups": TargetGroup}
    )
    for model in (VerbundPage, PartnerPage):
        register_dependents(model, _events_with)


def _events_with(page: Page) -> set[int]:
    held = EventOrganiser.objects.filter(page_id=page.pk).values_list("event_id", flat=True)
    presented = EventNetwork.objects.filter(network_id=page.pk).values_list("event_id", flat=True)
    return {*held, *presented}
