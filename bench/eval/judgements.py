"""The judged set: one YAML file for each kind of query, the names of practices with grades from 0 to 3."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

import yaml

FOLDER = Path(__file__).parent / "judgements"

#: The kinds, in the order of the report, with the least number of queries each.
KINDS = {
    "compound": 20,
    "word_form": 20,
    "transliteration": 12,
    "typing_mistake": 20,
    "synonym": 12,
    "paraphrase": 20,
    "several_words": 12,
    "filter": 12,
    "english": 12,
    "prefix": 12,
    "phrase": 12,
    "nonsense": 12,
}

Half = Literal["tune", "held-out"]


@dataclass(frozen=True)
class Judged:
    """One query. `filters` are facet parameters; `grades` maps slugs of practices to 1, 2 or 3: all others are 0."""

    kind: str
    text: str
    grades: Mapping[str, int]
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    note: str = ""
    half: Half = "tune"

    @property
    def parameters(self) -> str:
        """The query string of the API; this many results show all that recall looks at."""
        return urlencode({"q": self.text, "anzahl": "20", **self.filters}, doseq=True)


def judged_set(folder: Path = FOLDER) -> list[Judged]:
    """All judged queries, kind by kind, each in its half.

    Raises:
        KeyError, TypeError, ValueError: a file is not as it has to be.
    """
    found: list[Judged] = []
    for kind in KINDS:
        queries = [_judged(kind, entry) for entry in yaml.safe_load((folder / f"{kind}.yaml").read_text())]
        held_out = sorted(range(len(queries)), key=lambda place: _hash(queries[place]))[1::2]
        found += [replace(query, half="held-out") if i in held_out else query for i, query in enumerate(queries)]
    return found


def _hash(judged: Judged) -> bytes:
    """Decides the half, by nothing that anybody could have an interest in."""
    return hashlib.sha256(judged.parameters.encode()).digest()


def _judged(kind: str, entry: Mapping[str, object]) -> Judged:
    unknown = set(entry) - {"query", "grades", "filters", "note"}
    if unknown:
        raise ValueError(f"{kind}, {entry.get('query')}: {', '.join(sorted(unknown))}?")
    grades, filters = entry["grades"] or {}, entry.get("filters") or {}
    if not isinstance(grades, dict) or not isinstance(filters, dict):
        raise TypeError(f"{kind}, {entry['query']}: grades and filters are mappings")
    return Judged(
        kind,
        str(entry["query"]),
        {str(name): int(grade) for name, grade in grades.items()},
        {str(key): tuple(str(value) for value in values) for key, values in filters.items()},
        str(entry.get("note") or ""),
    )
