"""What an index looks like, what it is called, and a document as a row of it."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime
from typing import Any, Literal

from elasticsearch import dsl

from search.documents import SCHEMA_VERSION, PreparedDocument, microseconds, stored_fields
from search.engines.elastic import meaning
from search.ranking import FIELDS, field_texts

#: Stored in place of a missing `expires_at`, so that expiry is one range.
NEVER = 2**63 - 1

#: Lucene refuses longer keywords, and with them the document. In characters, of four bytes at the most.
LONGEST_KEYWORD = 8000

SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    # A copy where there is a second node, and a green cluster where there is none.
    "auto_expand_replicas": "0-1",
    # So long the index remembers versions of what was deleted: a write that is later still would win.
    "gc_deletes": "1h",
    # The terms were made in Python and are joined by spaces. By default the tokenizer cuts at 255 characters.
    "analysis": {
        "tokenizer": {"terms": {"type": "whitespace", "max_token_length": 5000}},
        "analyzer": {"terms": {"type": "custom", "tokenizer": "terms"}},
    },
}
#: While an index is filled nobody reads it, and nothing is lost when the node dies: it is built anew. It has to be
#: flushed before it is used.
FILLING: dict[str, Any] = {
    "refresh_interval": "-1",
    "translog.durability": "async",
    "auto_expand_replicas": "false",
    "number_of_replicas": 0,
}
FILLED: dict[str, Any] = {
    "refresh_interval": None,
    "translog.durability": None,
    "auto_expand_replicas": "0-1",
}


def mapping() -> dict[str, Any]:
    """The mapping. What it does not name is stored and nothing else; only facets may add fields."""
    made = dsl.Mapping()
    made.meta("dynamic", False)
    made.meta("_meta", schema=SCHEMA_VERSION)
    # Terms are matched, never shown: kept, they would double what is read for each hit.
    made.meta("_source", excludes=[*FIELDS, *meaning.FIELDS])
    made.meta("dynamic_templates", [{"facets": {"path_match": "facets.*", "mapping": {"type": "keyword"}}}])
    made.field("id", dsl.Keyword())
    made.field("fingerprint", dsl.Keyword(index=False))
    made.field("facets", dsl.Object(dynamic=True))
    made.field("sort_title", dsl.Keyword())
    made.field("undated_title", dsl.Keyword(index=False))
    # Microseconds: Elasticsearch's dates have milliseconds, or end in 2262.
    made.field("published_us", dsl.Long())
    made.field("expires_us", dsl.Long())
    made.field("lower_us", dsl.Long())
    # Only sorted by. Not nested, which would spare a script: with nested documents Elasticsearch counts the values of
    # everything one document after the other, five times as long.
    made.field("starts_us", dsl.Long(index=False))
    made.field("ends_us", dsl.Long(index=False))
    for name in FIELDS:
        # Places are kept for phrases: of words as written, and of synonyms of several words in any form.
        kept: Literal["positions", "freqs"] = "freqs" if name.endswith("_parts") else "positions"
        made.field(name, dsl.Text(analyzer="terms", index_options=kept))
    fields: dict[str, Any] = made.to_dict()
    fields["properties"] |= dict.fromkeys(meaning.FIELDS, meaning.MAPPING)
    return fields


def row(prepared: PreparedDocument) -> dict[str, Any]:
    """A document as it is stored: what `from_stored` reads, and what is matched, counted and sorted."""
    document = prepared.document
    fields: dict[str, Any] = stored_fields(document) | {
        "fingerprint": prepared.fingerprint,
        "facets": {key: [slug[:LONGEST_KEYWORD] for slug in slugs] for key, slugs in prepared.facets.items() if slugs},
        "sort_title": prepared.sort_title[:LONGEST_KEYWORD],
        "expires_us": NEVER if document.expires_at is None else microseconds(document.expires_at),
    }
    if document.published_at is not None:
        fields["published_us"] = microseconds(document.published_at)
    if document.lower_from is not None:
        fields["lower_us"] = microseconds(document.lower_from)
    if document.starts_at is None:
        fields["undated_title"] = fields["sort_title"]
    else:
        fields["starts_us"] = microseconds(document.starts_at)
        fields["ends_us"] = microseconds(document.ends_at or document.starts_at)
    return fields | field_texts(prepared) | meaning.vector_fields(prepared)


def new_name(prefix: str) -> str:
    """A name for a new index. The time is for people; the random end keeps two at once apart."""
    return f"{prefix}-v{SCHEMA_VERSION}-{datetime.now(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(3)}"


def schema_of(name: str, prefix: str) -> int | None:
    """The schema version of an index by its name; None when the name is none of ours."""
    found = re.fullmatch(re.escape(prefix) + r"-v(\d{1,6})-\d{14}-[0-9a-f]{6}", name)
    return int(found[1]) if found else None
