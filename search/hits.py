"""A document found, as people see it: what was found is marked, its terms have labels, its kind a name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from search.documents import Document
from search.engine import EngineHit
from search.facets import FacetValues
from search.german.highlight import highlight
from search.german.query import TextQuery
from search.results import Hit
from search.sources import source_of, visible_ids

#: Facets whose labels stand below a hit, in this order.
LABEL_FACETS = ("branche", "region", "verbund")
#: The facet whose value stands beside a hit in words, before its facts.
EVIDENCE = "evidenz"
PASSAGE_LENGTH = 220
PASSAGES = 2


def visible(hits: Sequence[EngineHit], user: Any) -> list[EngineHit]:
    """Those of `hits` that `user` may see now: the index may be seconds behind. One database query."""
    return among(hits, visible_ids(user, ids_of(hits)))


def ids_of(hits: Iterable[EngineHit]) -> set[int]:
    return {int(hit.document.id) for hit in hits if hit.document.id.isdigit()}


def among(hits: Iterable[EngineHit], ids: Collection[int]) -> list[EngineHit]:
    """Those of `hits` whose ids are among `ids`."""
    return [hit for hit in hits if hit.document.id.isdigit() and int(hit.document.id) in ids]


def labelled(hits: Iterable[EngineHit], key: str) -> set[str]:
    """The values of a facet whose labels `as_hit` needs."""
    if key not in (*LABEL_FACETS, EVIDENCE):
        return set()
    return {slug for hit in hits for slug in hit.document.terms.get(key, ())}


def as_hit(hit: EngineHit, text: TextQuery, values: Mapping[str, FacetValues]) -> Hit:
    """A hit with marks for `text`; `values` has the labels of its terms, by facet key."""
    document = hit.document
    source = source_of(document.type)
    title = highlight(document.title, text)
    summary = highlight(document.summary, text)
    passages = highlight(document.body, text, length=PASSAGE_LENGTH, fragments=PASSAGES) if text.clauses else []
    return Hit(
        document=document,
        score=round(hit.score, 4),
        title_html=title[0] if title else "",
        summary_html=summary[0] if summary else "",
        passages_html=tuple(passage for passage in passages if "<mark>" in passage),
        kind_label=document.label or (str(source.label) if source else document.type),
        labels=tuple(_labels(document, values)),
        given={key: given for key in (*LABEL_FACETS, EVIDENCE) if (given := _given(document, key, values))},
        date_label=_date(document),
        is_over=_is_over(document),
    )


def _labels(document: Document, values: Mapping[str, FacetValues]) -> Iterable[str]:
    for key in LABEL_FACETS:
        if key == "verbund" and document.type == "verbund":
            continue
        labels = _given(document, key, values)
        if labels:
            if len(labels) > 3:
                some = {"some": ", ".join(labels[:2]), "number": len(labels) - 2}
                yield gettext("%(some)s und %(number)s weitere") % some
            else:
                yield ", ".join(labels)


def _given(document: Document, key: str, values: Mapping[str, FacetValues]) -> tuple[str, ...]:
    return tuple(values[key][slug].label for slug in document.terms.get(key, ()) if slug in values.get(key, {}))


def _is_over(document: Document) -> bool:
    """As the engines sort: past its end, or, without one, past its beginning."""
    ends = document.ends_at or document.starts_at
    return ends is not None and ends < timezone.now()


def _date(document: Document) -> str:
    if document.starts_at is None:
        return ""
    return date_format(timezone.localtime(document.starts_at), "j.\u00a0F Y")
