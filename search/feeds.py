"""Any search as a feed (`/suche/feed.atom`) and its events as a calendar (`/suche/kalender.ics`).

Both take the parameters of the search page and hold what the public sees, whoever asks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from search.calendars import CONTENT_TYPE, Entry, as_calendar, known_entries
from search.engine import EngineUnavailable
from search.facets import registered_facets
from search.query import MAX_PAGE_SIZE, SearchQuery, Sort, read_parameters
from search.results import Hit
from search.service import search

#: Entries of a feed, and of a calendar: programs read it whole, several times a day.
NEWEST = 50
MOST_EVENTS = 500
#: Seconds for which a reader may keep what it got.
_KEPT = 600
_BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest records of a search as Atom."""
    query, problem = asked(request)
    if query is None:
        return problem
    try:
        hits = search(replace(query, sort=Sort.NEWEST, page=1, page_size=NEWEST)).hits
    except EngineUnavailable:
        return unavailable()
    address = _address(request, query)
    changed = max((hit.document.published_at for hit in hits if hit.document.published_at), default=_BEGINNING)
    made = Atom1Feed(
        title=_title(request, query),
        link=settings.BASE_URL + "/suche/" + (f"?{query.to_parameters()}" if query.to_parameters() else ""),
        description=None,
        # A feed has to say by whom it is (RFC 4287, 4.1.1).
        author_name=_site_name(request),
        language=get_language() or settings.LANGUAGE_CODE,
        feed_url=address,
        feed_guid=address,
    )
    made.latest_post_date = lambda: changed  # type: ignore[method-assign]
    for hit in hits:
        moment = hit.document.published_at or _BEGINNING
        made.add_item(
            title=hit.document.title,
            link=settings.BASE_URL + hit.url,
            description=hit.document.summary,
            unique_id=_identifier(hit),
            pubdate=moment,
            updateddate=moment,
            categories=[hit.kind_label, *hit.labels],
        )
    return _answer(request, made.writeString("utf-8").encode(), "application/atom+xml; charset=utf-8", changed)


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The events of a search, coming and past, as a calendar to subscribe to; without parameters all."""
    query, problem = asked(request)
    if query is None:
        return problem
    try:
        hits = [hit for hit in _events(query) if hit.document.starts_at]
    except EngineUnavailable:
        return unavailable()
    known = known_entries([hit.document.id for hit in hits])
    entries = [known.get(hit.document.id) or _entry(hit) for hit in hits]
    changed = max((entry.changed_at for entry in entries), default=_BEGINNING)
    response = _answer(request, as_calendar(_title(request, query), entries), CONTENT_TYPE, changed)
    response["Content-Disposition"] = 'inline; filename="veranstaltungen.ics"'
    return response


def _events(query: SearchQuery) -> Iterator[Hit]:
    """The events among what is found; none when the search is for other kinds only."""
    kinds = query.filters.get("art", ())
    if kinds and "veranstaltung" not in kinds:
        return
    events = replace(
        query, filters={**query.filters, "art": ("veranstaltung",)}, sort=Sort.DATE, page_size=MAX_PAGE_SIZE
    )
    for page in range(1, MOST_EVENTS // MAX_PAGE_SIZE + 1):
        result = search(replace(events, page=page))
        yield from result.hits
        if result.total <= page * MAX_PAGE_SIZE:
            return


def _entry(hit: Hit) -> Entry:
    document = hit.document
    assert document.starts_at is not None
    return Entry(
        id=document.id,
        title=document.title,
        starts_at=document.starts_at,
        ends_at=document.ends_at,
        url=settings.BASE_URL + document.url,
        text=document.summary,
        changed_at=document.published_at or _BEGINNING,
    )


def asked(request: HttpRequest) -> tuple[SearchQuery, HttpResponse] | tuple[None, HttpResponse]:
    """The query of a feed, a calendar or a download, or the refusal: what silently holds something else would never be
    noticed."""
    read = read_parameters(request.GET, registered_facets())
    messages = [problem.message for problem in read.problems]
    messages += [
        _("„%(value)s“ gibt es bei „%(facet)s“ nicht.") % {"value": item.value, "facet": item.facet.label}
        for item in read.unknown
    ]
    if messages:
        text = "\n".join(
            [*messages, _("Bitte öffnen Sie die Suche und kopieren Sie die Adresse von dort noch einmal.")]
        )
        return None, HttpResponse(text, status=400, content_type="text/plain; charset=utf-8")
    return read.query, HttpResponse()


def _title(request: HttpRequest, query: SearchQuery) -> str:
    parts = [
        _("Suche nach „%(text)s“") % {"text": query.text} if query.text else _("Suche"),
        *([_("mit Filtern")] if query.filters else []),
    ]
    return f"{_site_name(request)}: {' '.join(parts)}"


def _site_name(request: HttpRequest) -> str:
    site = Site.find_for_request(request)
    return (site.site_name if site else "") or settings.WAGTAIL_SITE_NAME


def _address(request: HttpRequest, query: SearchQuery) -> str:
    parameters = replace(query, page=1).to_parameters()
    return settings.BASE_URL + request.path + (f"?{parameters}" if parameters else "")


def _identifier(hit: Hit) -> str:
    """An id that stays when the address changes (RFC 4151)."""
    return f"tag:{urlsplit(settings.BASE_URL).hostname or 'verbundforum'},2022:{hit.document.type}/{hit.document.id}"


def _answer(request: HttpRequest, body: bytes, kind: str, changed: datetime) -> HttpResponse:
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    response = HttpResponse(body, content_type=kind)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed.timestamp())
    response["Cache-Control"] = f"public, max-age={_KEPT}"
    unchanged = get_conditional_response(request, etag=etag, response=response)
    return unchanged if isinstance(unchanged, HttpResponse) else response


def unavailable() -> HttpResponse:
    response = HttpResponse(
        _("Die Suche ist gerade nicht erreichbar. Bitte versuchen Sie es in einer Minute."),
        status=503,
        content_type="text/plain; charset=utf-8",
    )
    response["Retry-After"] = "60"
    return response
