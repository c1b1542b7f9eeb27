"""Generated practices for benchmarks: German words of the field, five facets, the same for the same number."""

from __future__ import annotations

import random
from collections.abc import Iterator

from search.documents import Document, PreparedDocument, prepare

WORDS = [
    "Weiterbildung",
    "Betrieb",
    "Verbund",
    "Schulung",
    "Stapler",
    "Qualifizierung",
    "Bedarf",
    "Kurs",
    "Beratung",
    "Fachkräfte",
    "Zulieferer",
    "Industrie",
    "Netzwerk",
    "Pflege",
    "Energie",
    "Hochvolttechnik",
    "Fahrzeugzulieferindustrie",
    "Lernwerkstatt",
    "Betriebsrat",
    "Digitalisierung",
    "Werkstatt",
    "Schichtarbeit",
    "Mitarbeitende",
    "Führungskraft",
    "Förderung",
    "Teilqualifikation",
    "Maschine",
    "Anlage",
    "Roboter",
    "Wasserstoff",
    "Handwerk",
]
FACETS = {"branche": 30, "region": 400, "thema": 30, "zielgruppe": 11, "groesse": 5}


def documents(number: int) -> Iterator[PreparedDocument]:
    """So many prepared documents of about 300 words, one by one."""
    rolls = random.Random(number)

    def words(count: int) -> str:
        return " ".join(rolls.choice(WORDS) for _ in range(count))

    for key in range(number):
        terms = {
            facet: tuple(f"{facet}-{rolls.randrange(size)}" for _ in range(1 + rolls.randrange(2)))
            for facet, size in FACETS.items()
        }
        document = Document(
            id=str(key + 1),
            type="praxis",
            title=f"{words(5)} {key}",
            url=f"/praxis/{key}/",
            summary=words(15),
            body=words(280),
            terms=terms,
        )
        yield prepare(document, {})
