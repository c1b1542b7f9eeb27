"""Giving documents their vectors: where they are delivered, never in a process that writes or answers.

A few documents get them at once. Many, an import or a first rebuild, are indexed without: they are found by their words
in seconds, and `fill_in` brings the vectors afterwards, some documents at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from search.documents import PreparedDocument
from search.engine import MOST_VECTORS
from search.meaning.encoder import encoder
from search.meaning.kept import forget_old, known, make
from search.meaning.passages import passages
from search.models import VectorRequest
from search.outbox import enqueue

#: So many documents get new vectors within a delivery, and in one turn of `fill_in`: about a fifth of a second.
AT_ONCE = 6
_BATCH = 50
_CLAIM = timedelta(seconds=60)

Describe = Callable[[Sequence[int]], Mapping[int, PreparedDocument]]


def with_vectors(documents: Sequence[PreparedDocument]) -> list[PreparedDocument]:
    """The documents with their vectors; as they are when meaning is switched off.

    What would take too long is left for `fill_in`.
    """
    model = encoder()
    if model is None or not documents:
        return list(documents)
    own = [passages(prepared.document) for prepared in documents]
    vectors = known(model, (text for texts in own for text in texts))
    missing = list(dict.fromkeys(text for texts in own for text in texts if text not in vectors))
    if len(missing) <= AT_ONCE * MOST_VECTORS:
        vectors |= make(model, missing) if missing else {}
    else:
        lacking = [
            int(prepared.id)
            for prepared, texts in zip(documents, own, strict=True)
            if prepared.id.isdigit() and not all(text in vectors for text in texts)
        ]
        VectorRequest.objects.bulk_create([VectorRequest(page_id=page) for page in lacking], ignore_conflicts=True)
    return [
        # A vector without a direction cannot be compared with another.
        replace(prepared, vectors=tuple(filter(any, (vectors[text] for text in texts if text in vectors))))
        for prepared, texts in zip(documents, own, strict=True)
    ]


def all_with_vectors(documents: Iterable[PreparedDocument]) -> Iterator[PreparedDocument]:
    """The same for any number of documents, some at a time."""
    remaining = iter(documents)
    if encoder() is None:
        yield from remaining
    while some := list(islice(remaining, _BATCH)):
        yield from with_vectors(some)


def fill_in(describe: Describe) -> int:
    """Make the vectors of some documents that lack them, and have these delivered again. Returns how many.

    `describe` gives the documents of pages as they are now. What one process has claimed the others leave alone.
    """
    model = encoder()
    if model is None:
        return 0
    pages = _claimed()
    if not pages:
        return 0
    documents = describe(pages)
    make(model, (text for prepared in documents.values() for text in passages(prepared.document)))
    with transaction.atomic():
        VectorRequest.objects.filter(page_id__in=pages).delete()
        enqueue(pages)
    if not VectorRequest.objects.exists():
        forget_old()
    return len(pages)


def meaning_fingerprint() -> str:
    """Changes with the model: vectors of two models cannot be compared."""
    model = encoder()
    return "" if model is None else model.name


def _claimed() -> list[int]:
    now = timezone.now()
    free = VectorRequest.objects.filter(Q(claimed_until__isnull=True) | Q(claimed_until__lt=now))
    candidates = list(free.order_by("pk").values_list("pk", "page_id")[:AT_ONCE])
    return [page for pk, page in candidates if free.filter(pk=pk).update(claimed_until=now + _CLAIM)]
