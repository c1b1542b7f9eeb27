"""The admin's page „Suche verstehen“."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from search.german.alternatives import Alternative
from search.german.query import Clause
from search.german.stopwords import STOP_WORDS
from search.german.tokens import tokenize
from search.query import MAX_TEXT_LENGTH, clean_text
from search.tuning.report import PERMISSION
from search.tuning.synonyms import current_synonyms
from search.tuning.understood import Explained, Understood, understand

TITLE = "Suche verstehen"
_LEVELS = {"exact": "wie geschrieben", "stem": "andere Form", "parts": "Teil einer Zusammensetzung"}
_KINDS = {"phrase": "Wortfolge", "prefix": "Wortanfang", "near": "ähnlich geschrieben"}
_ZONES = {"title": "Titel", "lead": "Kurzbeschreibung und Begriffe", "body": "Text"}
_ENGINES = {"embedded": "Eingebetteter Index", "elasticsearch": "Elasticsearch"}
#: Ways of a clause that are shown for a record: the others add a tenth of their score.
_WAYS = 3


@permission_required(PERMISSION)
@require_safe
def understood_page(request: HttpRequest) -> HttpResponse:
    typed = clean_text(request.GET.get("q", "")[: 4 * MAX_TEXT_LENGTH])[:MAX_TEXT_LENGTH]
    context: dict[str, Any] = {
        "header_title": TITLE,
        "header_icon": "help",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Start"},
            {"url": "", "label": TITLE},
        ],
        "typed": typed,
        "max_length": MAX_TEXT_LENGTH,
    }
    if typed:
        understood = understand(typed, current_synonyms(), user=request.user)
        context |= {
            "tokens": _tokens(typed),
            "clauses": [_clause(clause) for clause in understood.text.clauses],
            "excluded": [clause.surface for clause in understood.text.excluded],
            "tolerant": understood.tolerant,
            "engines": [(_engine(answer.name), answer.total, answer.problem) for answer in understood.engines],
            "explained_engine": _engine(understood.explained_engine),
            "explained": [_explained(each) for each in understood.explained],
            "by_meaning": _by_meaning(understood),
        }
    return render(request, "search_tuning/understood.html", context)


def _tokens(typed: str) -> list[dict[str, Any]]:
    return [
        {
            "surface": token.surface,
            "exact": token.exact,
            "stem": token.stem,
            "parts": ", ".join(token.parts),
            "is_stop_word": token.exact in STOP_WORDS,
        }
        for token in tokenize(typed)
    ]


def _clause(clause: Clause) -> dict[str, Any]:
    """A clause: its own ways to match, and the synonyms that bring others."""
    return {
        "surface": clause.surface,
        "is_phrase": clause.must,
        "ways": [_way(each) for each in clause.alternatives if not each.origin],
        "synonyms": list(_origins(clause.alternatives)),
    }


def _origins(alternatives: Iterable[Alternative]) -> dict[str, None]:
    return dict.fromkeys(each.origin for each in alternatives if each.origin)


def _way(alternative: Alternative) -> str:
    how = _LEVELS[alternative.level]
    if kind := _KINDS.get(alternative.kind):
        how = kind if alternative.level == "exact" else f"{kind} ({how})"
    between = " " if alternative.kind == "phrase" else " + "
    return f"{how}: {between.join(alternative.terms)}"


def _explained(each: Explained) -> dict[str, Any]:
    return {
        "title": each.hit.document.title,
        "url": each.hit.document.url,
        "place": each.place,
        "score": each.hit.score,
        "place_by_words": each.place_by_words,
        "score_of_words": each.score_of_words,
        "clauses": [
            {
                "surface": matched.clause.surface,
                "ways": [
                    {
                        "what": _way(way.alternative),
                        "origin": way.alternative.origin,
                        "zone": _ZONES[way.zone],
                        "weight": way.weight,
                    }
                    for way in matched.ways[:_WAYS]
                ],
                "more": max(0, len(matched.ways) - _WAYS),
            }
            for matched in each.clauses
        ],
    }


def _by_meaning(understood: Understood) -> bool:
    """Whether meaning had a say in the order."""
    return any(each.score_of_words is not None for each in understood.explained)


def _engine(name: str) -> str:
    return _ENGINES.get(name, name)
