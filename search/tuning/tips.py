"""Which pages the editors put above the hits of a query."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from search.german.tokens import tokenize
from search.tuning.kept import Kept
from search.tuning.models import Tip
from search.tuning.words import read_words

MOST_TIPS = 3

_Words = tuple[str, ...]
#: words of the query -> page and last day of each tip
_Tips = dict[_Words, list[tuple[int, date | None]]]


def _words(text: str) -> _Words:
    return tuple(token.exact for token in tokenize(text))


def _read() -> _Tips:
    found: _Tips = {}
    for tip in Tip.objects.filter(active=True).order_by("pk"):
        for query in read_words(tip.queries):
            found.setdefault(_words(query), []).append((tip.page_id, tip.until))
    return found


_kept: Kept[_Tips] = Kept("tips", _read, {})


def tips_for(text: str) -> tuple[int, ...]:
    """Ids of the pages for a query, at most MOST_TIPS; whether somebody may see them is for the caller to ask."""
    today = timezone.localdate()
    tips = _kept.get().get(_words(text), []) if text else []
    return tuple(dict.fromkeys(page for page, until in tips if until is None or until >= today))[:MOST_TIPS]
