"""Scores by kind and half, as tables for people and as JSON for comparisons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from bench.eval.judgements import KINDS, Judged
from bench.eval.metrics import ndcg, recall, silence


@dataclass(frozen=True)
class Scored:
    """What one system found for one query, and how good that is."""

    system: str
    judged: Judged
    found: tuple[str, ...]
    ndcg: float
    recall: float


def score(system: str, judged: Judged, found: Sequence[str]) -> Scored:
    """A question that nothing answers scores 1 in both measures when nothing was found, else 0."""
    if not judged.grades:
        return Scored(system, judged, tuple(found), silence(found), silence(found))
    return Scored(system, judged, tuple(found), ndcg(found, judged.grades), recall(found, judged.grades))


def tables(scores: Sequence[Scored], engines: Iterable[str]) -> str:
    """nDCG@10 and recall@20 of all systems by kind, then nDCG@10 of our engines in both halves."""
    systems = list(dict.fromkeys(item.system for item in scores))
    parts = [
        _table("nDCG@10", scores, systems, lambda item: item.ndcg),
        _table("recall@20 (grades 2 and 3)", scores, systems, lambda item: item.recall),
    ]
    for half in ("tune", "held-out"):
        chosen = [item for item in scores if item.judged.half == half]
        parts.append(_table(f"nDCG@10, {half} half", chosen, list(engines), lambda item: item.ndcg))
    return "\n\n".join(parts)


def failures(scores: Iterable[Scored], system: str, number: int, half: str | None = None) -> str:
    """The worst queries of one system: what came, with grades, and what should have come."""
    chosen = [s for s in scores if s.system == system and s.ndcg < 1 and half in (None, s.judged.half)]
    lines = [f"Worst of {system}:"]
    for item in sorted(chosen, key=lambda s: s.ndcg)[:number]:
        judged = item.judged
        filters = "".join(f" {key}={','.join(values)}" for key, values in judged.filters.items())
        lines.append(f"\n{item.ndcg:.2f}  {judged.kind} ({judged.half}): {judged.text}{filters}")
        lines.append(f"      came: {_graded(item.found[:10], judged.grades) or 'nothing'}")
        missing = [name for name in judged.grades if name not in item.found[:10]]
        if missing:
            lines.append(f"      missing: {_graded(missing, judged.grades)}")
    return "\n".join(lines)


def as_json(scores: Iterable[Scored]) -> dict[str, Any]:
    """Everything that was measured: means by system and kind, and each query with what came."""
    scores = list(scores)
    systems = dict.fromkeys(item.system for item in scores)
    return {
        "means": {
            system: {
                name: {
                    "queries": len(group),
                    "ndcg@10": round(fmean(item.ndcg for item in group), 4),
                    "recall@20": round(fmean(item.recall for item in group), 4),
                }
                for name, group in _groups([item for item in scores if item.system == system])
            }
            for system in systems
        },
        "queries": [
            {
                "system": item.system,
                "kind": item.judged.kind,
                "half": item.judged.half,
                "query": item.judged.text,
                "filters": {key: list(values) for key, values in item.judged.filters.items()},
                "ndcg@10": round(item.ndcg, 4),
                "recall@20": round(item.recall, 4),
                "found": list(item.found),
            }
            for item in scores
        ],
    }


def _groups(scores: Sequence[Scored]) -> list[tuple[str, list[Scored]]]:
    """Those of each kind that occurs, then all, then all but nonsense."""
    groups = [(kind, [item for item in scores if item.judged.kind == kind]) for kind in KINDS]
    groups += [("all", list(scores)), ("all but nonsense", [i for i in scores if i.judged.kind != "nonsense"])]
    return [(name, group) for name, group in groups if group]


def _table(title: str, scores: Sequence[Scored], systems: Sequence[str], measure: Callable[[Scored], float]) -> str:
    lines = [f"{title:28}{'queries':>8}" + "".join(f"{system:>15}" for system in systems)]
    for name, group in _groups(scores):
        values = [[measure(item) for item in group if item.system == system] for system in systems]
        cells = "".join(f"{fmean(column):15.3f}" if column else f"{'–':>15}" for column in values)
        lines.append(f"{name:28}{max(len(column) for column in values):8}{cells}")
    return "\n".join(lines)


def _graded(names: Iterable[str], grades: Mapping[str, int]) -> str:
    return ", ".join(f"{name} ({grades.get(name, 0)})" for name in names)
