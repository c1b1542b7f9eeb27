"""Giving documents their vectors: in the process that delivers, never in one that writes or answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from django.conf import settings

from search.documents import PreparedDocument
from search.meaning.cache import VectorCache
from search.meaning.encoder import encoder
from search.meaning.passages import passages


def with_vectors(documents: Sequence[PreparedDocument]) -> list[PreparedDocument]:
    """The documents with their vectors; as they are when meaning is switched off."""
    model = encoder()
    if model is None or not documents:
        return list(documents)
    texts = [passages(prepared.document) for prepared in documents]
    cache = VectorCache(Path(settings.SEARCH_EMBEDDED_FOLDER) / "vectors.sqlite3")
    vectors = iter(cache.vectors(model, [text for each in texts for text in each]))
    return [
        # A vector without a direction cannot be compared with another.
        replace(prepared, vectors=tuple(filter(any, [next(vectors) for _ in own])))
        for prepared, own in zip(documents, texts, strict=True)
    ]


def meaning_fingerprint() -> str:
    """Changes with the model: vectors of two models cannot be compared."""
    model = encoder()
    return "" if model is None else model.name
