"""What is stored of a document: fields to match, to count and to sort by, and the document itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

import tantivy

from search.documents import PreparedDocument, microseconds, stored_fields
from search.engines.embedded.vectors import number_of
from search.ranking import FIELDS, field_texts
from search.written import as_json

#: `expires_us` of what never expires, and of the mark that a removed document leaves: it has been expired for ever.
NEVER = 2**62
REMOVED = -(2**62)
#: `ends_us` of what has no date.
UNDATED = -(2**62)

#: Between a facet's key and a value, between a sort key and the id. No key of a facet holds the first; what stands
#: before the second has only letters, digits and spaces, which sort after it.
FACET_SEPARATOR = "\x1f"
KEY_SEPARATOR = "\x00"

#: How long the mark of a removed document is kept: a write that is older and comes later still would win.
REMEMBERED = timedelta(hours=1)

# Beyond every datetime of Python, so that keys are positive and all of one length.
_FAR = 10**18
_MISSING_KEY = "~"


def build_schema() -> tantivy.Schema:
    """The fields; SCHEMA_VERSION in search.documents rises with them.

    A sort key is text and ends with the id: tantivy sorts by one field only, and such a field is a whole order.
    All values of all facets stand in one field: keys need not be known in advance, and all are counted at once
    (half the time of a JSON field, in which a slug like a date would not be found).
    """
    builder = tantivy.SchemaBuilder()
    for name in FIELDS:
        # The terms were made in Python and are joined by spaces. Places are kept for phrases.
        builder.add_text_field(name, tokenizer_name="whitespace", index_option=index_option(name))
    for name in ("id", "facets", "entry_key", "title_key", "newest_key", "coming_key", "over_key"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("version", "expires_us", "lower_us", "ends_us", "removed_us"):
        builder.add_integer_field(name, fast=True)
    # By this number the document's vectors are found, and the document by its vectors.
    builder.add_integer_field("number", fast=True, indexed=True)
    builder.add_bytes_field("stored", stored=True)
    return builder.build()


def index_option(field: str) -> Literal["freq", "position"]:
    """What is kept of a field's terms; queries have to name it too."""
    return "freq" if field.endswith("_parts") else "position"


def row(prepared: PreparedDocument, version: int) -> tantivy.Document:
    """A document as it is stored."""
    document = prepared.document
    made = tantivy.Document()
    for field, text in field_texts(prepared).items():
        made.add_text(field, text)
    for key, slugs in prepared.facets.items():
        for slug in dict.fromkeys(slugs):
            made.add_text("facets", facet_term(key, slug))
    made.add_text("id", encodable(prepared.id))
    made.add_text("entry_key", encodable(f"{prepared.id}{KEY_SEPARATOR}{prepared.fingerprint}"))
    made.add_text("title_key", _key(prepared.sort_title, prepared.id))
    published = document.published_at
    made.add_text("newest_key", _key(_descending(published) if published else _MISSING_KEY, prepared.id))
    if document.starts_at:
        made.add_text("coming_key", _key(_ascending(document.starts_at), prepared.id))
        made.add_text("over_key", _key(_descending(document.starts_at), prepared.id))
        made.add_integer("ends_us", microseconds(document.ends_at or document.starts_at))
    else:
        made.add_integer("ends_us", UNDATED)
    made.add_integer("expires_us", microseconds(document.expires_at) if document.expires_at else NEVER)
    made.add_integer("lower_us", microseconds(document.lower_from) if document.lower_from else NEVER)
    made.add_integer("version", version)
    made.add_integer("number", number_of(prepared.id))
    made.add_bytes("stored", as_json(stored_fields(document)))
    return made


def removal(document_id: str, version: int, now: datetime) -> tantivy.Document:
    """The mark that a removed document leaves, for its version."""
    made = tantivy.Document()
    made.add_text("id", encodable(document_id))
    made.add_integer("version", version)
    made.add_integer("expires_us", REMOVED)
    made.add_integer("removed_us", microseconds(now))
    return made


def facet_term(key: str, slug: str) -> str:
    return encodable(f"{key}{FACET_SEPARATOR}{slug}")


def encodable(text: str) -> str:
    """The text with question marks for lone surrogates, which neither tantivy nor a web page (UTF-8) can take."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _ascending(moment: datetime) -> str:
    return f"{_FAR + microseconds(moment):019d}"


def _descending(moment: datetime) -> str:
    return f"{_FAR - microseconds(moment):019d}"


def _key(first: str, document_id: str) -> str:
    return encodable(f"{first}{KEY_SEPARATOR}{document_id}")
