"""Vectors made before, kept in the database: a text is encoded once, on whatever host, in whatever index it stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from search.engine import DIMENSIONS
from search.meaning.encoder import Encoder
from search.models import TextVector

#: A vector that nobody asked for in so long is forgotten; that it was asked for is noted once in a while.
FORGOTTEN_AFTER = timedelta(days=90)
_NOTED_AFTER = timedelta(days=10)
_AT_ONCE = 400


def known(encoder: Encoder, texts: Iterable[str]) -> dict[str, bytes]:
    """Vectors of those of `texts`, passages, that were encoded before. One query for each 400 texts."""
    keys = {_key(encoder, text): text for text in texts}
    found: dict[str, bytes] = {}
    ageing: list[str] = []
    now = timezone.now()
    wanted = list(keys)
    for start in range(0, len(wanted), _AT_ONCE):
        for row in TextVector.objects.filter(key__in=wanted[start : start + _AT_ONCE]):
            if len(row.vector) == DIMENSIONS:
                found[keys[row.key]] = bytes(row.vector)
            if row.used_at < now - _NOTED_AFTER:
                ageing.append(row.key)
    if ageing:
        TextVector.objects.filter(key__in=ageing[:_AT_ONCE]).update(used_at=now)
    return found


def make(encoder: Encoder, texts: Iterable[str]) -> dict[str, bytes]:
    """Encode passages and keep their vectors; up to a fifth of a second each."""
    wanted = list(dict.fromkeys(texts))
    made = dict(zip(wanted, encoder.passages(wanted), strict=True))
    now = timezone.now()
    TextVector.objects.bulk_create(
        [TextVector(key=_key(encoder, text), vector=vector, used_at=now) for text, vector in made.items()],
        ignore_conflicts=True,
        batch_size=_AT_ONCE,
    )
    return made


def forget_old() -> None:
    """Delete what nobody has asked for in FORGOTTEN_AFTER."""
    TextVector.objects.filter(used_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()


def _key(encoder: Encoder, text: str) -> str:
    return hashlib.blake2b(f"{encoder.name}\n{text}".encode("utf-8", "replace"), digest_size=20).hexdigest()
