"""Records that are like something: like another record, like a situation that somebody describes."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.utils import timezone

from search.engine import EngineHit, EngineRequest, EngineUnavailable
from search.facets import FacetValues, registered_facets
from search.german.query import TextQuery, parse
from search.hits import as_hit, labelled, visible
from search.meaning.query import meaning_of, meaning_of_record
from search.nearby import nearby
from search.query import Sort, clean_text
from search.results import Hit
from search.running import ask

#: Likeness from which a record is worth being named beside another.
ALIKE = 0.3
#: Characters of a described situation.
LONGEST_NEED = 2000
#: What is like a page is looked for once in so many seconds: with many records that takes a while. Whether it may be
#: seen is looked at every time.
_KEPT_SECONDS = 600.0
_MOST_KEPT = 1000
_kept: dict[tuple[int, str, str, int], tuple[float, tuple[int, ...]]] = {}


def nearest(page_id: int, text: str, art: str, limit: int) -> tuple[int, ...]:
    """Ids of records of a kind that are like `text`, what a page says in short, without that page; the nearest first.

    They were public when the index was written: who shows them has to look whether the visitor may see them. Empty
    when meaning is switched off or no engine answers: a page must not fail because of the search.
    """
    key = (page_id, text, art, limit)
    now = time.monotonic()
    until, found = _kept.get(key, (0.0, ()))
    if until > now:
        return found
    meaning = meaning_of_record(text)
    if meaning is None:
        return ()
    try:
        hits = ask(
            lambda engine: engine.similar(meaning, {"art": (art,)}, _now(), limit, least=ALIKE, without=[str(page_id)])
        ).value
    except EngineUnavailable:
        return ()
    found = tuple(int(hit.document.id) for hit in hits if hit.document.id.isdigit())
    if len(_kept) >= _MOST_KEPT:
        _kept.clear()
    # Not longer than labels where those are not kept at all, as in tests.
    _kept[key] = (now + (_KEPT_SECONDS if settings.SEARCH_TERMS_KEPT else 0.0), found)
    return found


def fitting(situation: str, art: str, *, user: Any = None) -> tuple[Hit, ...]:
    """Records of a kind that fit a situation told in some sentences: by their words and by meaning; at most
    `search.nearby.MOST`.

    For its meaning the beginning is read (see `search.meaning.harmless`): what is wanted stands there, and all of it
    would take a second.

    Raises:
        EngineUnavailable: no engine can answer.
    """
    # What looks like the query language is punctuation here.
    words = clean_text("".join(sign if sign.isalnum() else " " for sign in situation))
    text = parse(words.lower())
    if text.is_empty:
        return ()
    request = EngineRequest(
        text=text,
        filters={"art": (art,)},
        groups=(),
        sort=Sort.RELEVANCE,
        offset=0,
        limit=0,
        now=_now(),
    )
    query, found = nearby(request, (), lambda: meaning_of(clean_text(situation), remember=False))
    return _hits(found, query, user)


def _hits(found: Any, text: TextQuery, user: Any) -> tuple[Hit, ...]:
    hits: list[EngineHit] = visible(found, user)
    values: dict[str, FacetValues] = {}
    for key, facet in registered_facets().items():
        wanted = labelled(hits, key)
        values[key] = facet.load(wanted) if wanted else {}
    return tuple(as_hit(hit, text, values) for hit in hits)


def _now() -> Any:
    return timezone.now().replace(second=0, microsecond=0)
