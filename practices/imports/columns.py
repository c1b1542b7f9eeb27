"""The columns of import and export: names that spreadsheets outside rely on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.vocabularies.models import Branch, CompanySize, Region, TargetGroup, Term, Topic


class Kind(StrEnum):
    TEXT = "text"
    RICH_TEXT = "rich_text"
    TERMS = "terms"
    TAGS = "tags"
    VERBUND = "verbund"
    YEAR = "year"
    EVIDENCE = "evidence"
    FLAG = "flag"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is the heading in the file, `field` the model's; `limit` is the longest text in characters."""

    name: str
    field: str
    kind: Kind
    limit: int = 0
    vocabulary: type[Term] | None = None

    @property
    def is_list(self) -> bool:
        return self.kind in (Kind.TERMS, Kind.TAGS)


RICH_TEXT_LIMIT = 100_000

COLUMNS: tuple[Column, ...] = (
    Column("id", "external_id", Kind.TEXT, 100),
    Column("titel", "title", Kind.TEXT, 255),
    Column("kurzbeschreibung", "summary", Kind.TEXT, 500),
    Column("ausgangslage", "background", Kind.RICH_TEXT, RICH_TEXT_LIMIT),
    Column("vorgehen", "approach", Kind.RICH_TEXT, RICH_TEXT_LIMIT),
    Column("ergebnis", "outcome", Kind.RICH_TEXT, RICH_TEXT_LIMIT),
    Column("uebertragbarkeit", "transferability", Kind.RICH_TEXT, RICH_TEXT_LIMIT),
    Column("branchen", "branches", Kind.TERMS, 120, vocabulary=Branch),
    Column("regionen", "regions", Kind.TERMS, 120, vocabulary=Region),
    Column("themen", "topics", Kind.TERMS, 120, vocabulary=Topic),
    Column("verbund", "verbund", Kind.VERBUND, 255),
    Column("zielgruppen", "target_groups", Kind.TERMS, 120, vocabulary=TargetGroup),
    Column("betriebsgroesse", "company_sizes", Kind.TERMS, 120, vocabulary=CompanySize),
    Column("jahr", "year", Kind.YEAR),
    Column("evidenz", "evidence", Kind.EVIDENCE, 120),
    Column("schlagworte", "tags", Kind.TAGS, 100),
    Column("bild", "image", Kind.IMAGE, 255),
    Column("bild_alternativtext", "image_alt", Kind.TEXT, 250),
    Column("slug", "slug", Kind.TEXT, 255),
    Column("beispieldaten", "is_example", Kind.FLAG),
)
BY_NAME = {column.name: column for column in COLUMNS}

MAX_ITEMS = 100
