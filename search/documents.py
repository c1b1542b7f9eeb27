"""What is indexed: a `Document` as an app describes it, and the `PreparedDocument` that both engines store alike.

Everything that decides a match is made here, in Python, so that the engines cannot differ in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from search.facets import NOT_GIVEN, FacetValues, with_ancestors
from search.german.fold import sort_key
from search.german.index import IndexTerms, index_terms
from search.written import as_json

#: Raise it when a stored field or the German analysis changes: an older index is then rebuilt by itself.
SCHEMA_VERSION = 7

#: The facts that a record may have, and what they are called where they are shown.
FACTS = {"dauer": _("Dauer"), "aufwand": _("Aufwand")}

ZONES = ("title", "lead", "body")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(moment: datetime) -> int:
    """Whole microseconds since 1970, exact for every aware datetime; both engines keep moments so."""
    return (moment - _EPOCH) // _MICROSECOND


@dataclass(frozen=True, slots=True)
class Document:
    """One record as its app describes it. All text is plain text, never HTML.

    `terms` holds the slugs given to the record itself, by facet key, without ancestors; a key without slugs says that a
    record of this kind could have some. `keywords` are searched
    with the summary but never shown (labels of its terms, tags). `label` names what it is where its `type` says less
    (Baustein, among the pages). `published_at` orders „neueste“; `starts_at` and `ends_at` are an event's; from
    `expires_at` on the record is not found any more; from `lower_from` on it stands lower among results by relevance
    (see `search.ranking`). All datetimes are aware. `facts` are what stands beside a hit and in tables, by key
    (`FACTS`); they are shown and never searched.
    """

    id: str
    type: str
    title: str
    url: str
    summary: str = ""
    body: str = ""
    keywords: str = ""
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    published_at: datetime | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    expires_at: datetime | None = None
    lower_from: datetime | None = None
    external_id: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    label: str = ""


@dataclass(frozen=True)
class PreparedDocument:
    """A document with all that the engines index.

    `zones` maps each of ZONES to its index terms; `facets` maps facet key to slugs *with* ancestors, or to
    NOT_GIVEN alone.
    """

    document: Document
    zones: Mapping[str, IndexTerms]
    facets: Mapping[str, tuple[str, ...]]
    sort_title: str
    #: What the document is about (see `search.meaning`); empty when that is switched off. Not in the fingerprint: a
    #: change of the model makes a new index.
    vectors: tuple[bytes, ...] = ()

    @property
    def id(self) -> str:
        return self.document.id

    @cached_property
    def fingerprint(self) -> str:
        """Changes exactly when something that is stored or matched changes; `search_index check` compares it."""
        content: dict[str, Any] = {
            "schema": SCHEMA_VERSION,
            "document": stored_fields(self.document),
            "keywords": self.document.keywords,
            "facets": {key: sorted(values) for key, values in self.facets.items()},
        }
        return hashlib.sha256(as_json(content)).hexdigest()[:32]


def prepare(document: Document, values: Mapping[str, FacetValues], *, analysed: bool = True) -> PreparedDocument:
    """Make the index terms of a document and add the ancestors of its terms.

    `values` holds all current values of each tree facet, by facet key; load it once for a batch. Without `analysed`
    there are no zones: enough for the fingerprint, and much faster.
    """
    return PreparedDocument(
        document=document,
        zones={
            "title": index_terms(document.title),
            "lead": index_terms(f"{document.summary}\n{document.keywords}"),
            "body": index_terms(document.body),
        }
        if analysed
        else {},
        facets={
            key: with_ancestors(slugs, values.get(key, {})) or (NOT_GIVEN,) for key, slugs in document.terms.items()
        }
        | {"art": (document.type,)},
        sort_title=sort_key(document.title),
    )


def stored_fields(document: Document) -> dict[str, Any]:
    """The fields an engine keeps to show a hit, as JSON-ready values; `from_stored` reads them back."""
    return {
        "id": document.id,
        "type": document.type,
        "title": document.title,
        "url": document.url,
        "summary": document.summary,
        "body": document.body,
        "terms": {key: list(slugs) for key, slugs in document.terms.items()},
        "published_at": _iso(document.published_at),
        "starts_at": _iso(document.starts_at),
        "ends_at": _iso(document.ends_at),
        "expires_at": _iso(document.expires_at),
        "lower_from": _iso(document.lower_from),
        "external_id": document.external_id,
        "facts": dict(document.facts),
        "label": document.label,
    }


def from_stored(fields: Mapping[str, Any]) -> Document:
    """The document of a hit, from what `stored_fields` kept (without `keywords`, which are never shown).

    Raises:
        KeyError, TypeError, ValueError: the stored fields are not ours (an engine calls that garbage).
    """
    return Document(
        id=str(fields["id"]),
        type=str(fields["type"]),
        title=str(fields["title"]),
        url=str(fields["url"]),
        summary=str(fields.get("summary") or ""),
        body=str(fields.get("body") or ""),
        terms={str(key): tuple(slugs) for key, slugs in (fields.get("terms") or {}).items()},
        published_at=_datetime(fields.get("published_at")),
        starts_at=_datetime(fields.get("starts_at")),
        ends_at=_datetime(fields.get("ends_at")),
        expires_at=_datetime(fields.get("expires_at")),
        lower_from=_datetime(fields.get("lower_from")),
        external_id=str(fields.get("external_id") or ""),
        facts={str(key): str(text) for key, text in (fields.get("facts") or {}).items()},
        label=str(fields.get("label") or ""),
    )


def _iso(value: datetime | None) -> str | None:
    return value.isoformat() if value else None


def _datetime(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
