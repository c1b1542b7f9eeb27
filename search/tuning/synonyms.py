"""The synonyms that hold now, and the set to begin with."""

from __future__ import annotations

from pathlib import Path

import yaml
from django.db import transaction

from search.german.synonyms import Synonyms
from search.tuning.kept import Kept
from search.tuning.models import LoadedStart, Synonym

START = Path(__file__).parent / "data" / "start_synonyms.yaml"


def _read() -> Synonyms:
    return Synonyms(synonym.as_rule() for synonym in Synonym.objects.filter(active=True).order_by("pk"))


_kept: Kept[Synonyms] = Kept("synonyms", _read, Synonyms())


def current_synonyms() -> Synonyms:
    """What editors keep, at most some seconds old. Never fails: without a database it is what was known before."""
    return _kept.get()


@transaction.atomic
def load_start_synonyms() -> int:
    """Load those of the start set that never were; returns how many. What editors changed or deleted stays so."""
    done = set(LoadedStart.objects.values_list("key", flat=True))
    number = 0
    for entry in yaml.safe_load(START.read_text(encoding="utf-8")):
        words, targets = entry["woerter"], entry.get("findet_auch", [])
        key = f"{words[0]}{' →' if targets else ''}"[:100]
        if key in done:
            continue
        synonym = Synonym(
            words="\n".join(words), targets="\n".join(targets), start_key=key, note="aus dem Startbestand"
        )
        synonym.full_clean()
        synonym.save()
        LoadedStart.objects.create(key=key)
        number += 1
    return number
