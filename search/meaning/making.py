"""Giving documents their vectors: never in a process that writes or answers, and never while something is delivered.

A document is indexed at once, with the vectors that were made before: it is found by its words in a second. `fill_in`
makes those that are missing, a little at a time, and has the document delivered again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from search.documents import PreparedDocument
from search.meaning.encoder import Encoder, encoder
from search.meaning.kept import forget_old, known, make
from search.meaning.passages import passages
from search.models import VectorRequest
from search.outbox import enqueue

#: One turn of `fill_in` begins no passage after so many seconds, since what is published meanwhile waits for its end.
TURN = 0.3
_BATCH = 50
_CLAIM = timedelta(seconds=60)

Describe = Callable[[Sequence[int]], Mapping[int, PreparedDocument]]


def with_vectors(documents: Sequence[PreparedDocument]) -> list[PreparedDocument]:
    """The documents with the vectors that are there; the others are asked of `fill_in`.

    As they are when meaning is switched off.
    """
    model = encoder()
    if model is None or not documents:
        return list(documents)
    own = [passages(prepared.document) for prepared in documents]
    vectors = known(model, (text for texts in own for text in texts))
    lacking = [
        int(prepared.id)
        for prepared, texts in zip(documents, own, strict=True)
        if prepared.id.isdigit() and not all(text in vectors for text in texts)
    ]
    if lacking:
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


def fill_in(describe: Describe) -> bool:
    """Make missing vectors for about TURN seconds, one at least; pages that have all of theirs are delivered again.

    Whether there was anything to do. `describe` gives the documents of pages as they are now. Each vector is kept at
    once, so that the next turn goes on where this one stopped. One process at a time does it, whichever comes first:
    the others leave the processor to those who ask something.
    """
    model = encoder()
    if model is None:
        return False
    ends = time.monotonic() + TURN
    worked = False
    while (not worked or time.monotonic() < ends) and (page := _claimed()) is not None:
        worked = True
        texts = [text for prepared in describe([page]).values() for text in passages(prepared.document)]
        if not _filled(model, texts, ends):
            VectorRequest.objects.filter(page_id=page).update(claimed_until=None)
            break
        with transaction.atomic():
            VectorRequest.objects.filter(page_id=page).delete()
            enqueue([page])
        if not VectorRequest.objects.exists():
            forget_old()
    return worked


def meaning_fingerprint() -> str:
    """Changes with the model: vectors of two models cannot be compared."""
    model = encoder()
    return "" if model is None else model.name


def _filled(model: Encoder, texts: Sequence[str], ends: float) -> bool:
    """Make the vectors of `texts` that are missing, until the time is over. Whether all are there now."""
    there = known(model, texts)
    missing = [text for text in dict.fromkeys(texts) if text not in there]
    for made, text in enumerate(missing, start=1):
        make(model, [text])
        if time.monotonic() >= ends:
            return made == len(missing)
    return True


def _claimed() -> int | None:
    """The next page without vectors, if nobody is at it: what was asked for last, as an editor may wait for it."""
    now = timezone.now()
    if VectorRequest.objects.filter(claimed_until__gte=now).exists():
        return None
    last = VectorRequest.objects.order_by("-pk").first()
    if last is None:
        return None
    free = VectorRequest.objects.filter(Q(claimed_until__isnull=True) | Q(claimed_until__lt=now), pk=last.pk)
    return last.page_id if free.update(claimed_until=now + _CLAIM) else None
