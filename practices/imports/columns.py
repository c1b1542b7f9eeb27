"""The columns of import and export: names that spreadsheets outside rely on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.vocabularies.models import Branch, CompanySize, Instrument, ObstacleType, Region, TargetGroup, Term, Topic
from practices.blocks import ACCESSIBILITY, CONDITION_KINDS, NECESSITIES
from practices.choices import (
    Evidence,
    ExampleKind,
    Licence,
    Method,
    NetworkType,
    Relation,
    SelfSustaining,
    Solved,
    Stage,
)


class Kind(StrEnum):
    """What a cell holds. `values` reads each, `told` writes it."""

    TEXT = "text"  # of one line
    LINES = "lines"
    RICH_TEXT = "rich_text"
    SLUG = "slug"
    TERMS = "terms"
    TERM = "term"
    TAGS = "tags"
    YEAR = "year"
    NUMBER = "number"
    DECIMAL = "decimal"
    MEASURE = "measure"
    DATE = "date"
    CHOICE = "choice"
    FLAG = "flag"
    EMAIL = "email"
    URL = "url"
    IMAGE = "image"
    DOCUMENT = "document"
    VERBUND = "verbund"
    PARTNER = "partner"
    BUILDING_BLOCK = "building_block"
    BUILDING_BLOCKS = "building_blocks"
    PRACTICE = "practice"
    #: Entries with several parts: rows of their own table, or blocks.
    ROWS = "rows"
    BLOCKS = "blocks"


#: A cell lists things by name.
LISTS = (Kind.TERMS, Kind.TAGS, Kind.BUILDING_BLOCKS)
#: A cell lists entries with parts.
ENTRIES = (Kind.ROWS, Kind.BLOCKS)


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is the heading in the file, `field` the model's; `limit` is the longest text in characters, the highest
    number, or how many entries there may be. Of entries, `parts` are what each may have, `main` is what a cell without
    names of parts lists, and `block` is the kind of block."""

    name: str
    field: str
    kind: Kind
    limit: int = 0
    vocabulary: type[Term] | None = None
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = False
    default: str = ""
    parts: tuple[Column, ...] = ()
    main: str = ""
    block: str = ""

    @property
    def is_list(self) -> bool:
        return self.kind in LISTS


RICH_TEXT_LIMIT = 100_000
UNASSIGNED = "nicht_zugeordnet"
ID = "id"


def _choice(name: str, field: str, choices: Sequence[tuple[str, Any]], default: str = "") -> Column:
    return Column(
        name, field, Kind.CHOICE, choices=tuple((value, str(label)) for value, label in choices), default=default
    )


def _rich(name: str, field: str) -> Column:
    return Column(name, field, Kind.RICH_TEXT, RICH_TEXT_LIMIT)


def _terms(name: str, field: str, vocabulary: type[Term]) -> Column:
    return Column(name, field, Kind.TERMS, 120, vocabulary=vocabulary)


def _text(name: str, field: str, limit: int, *, required: bool = False) -> Column:
    return Column(name, field, Kind.TEXT, limit, required=required)


def _lines(name: str, field: str, limit: int, *, required: bool = False) -> Column:
    return Column(name, field, Kind.LINES, limit, required=required)


def _flag(name: str, field: str) -> Column:
    return Column(name, field, Kind.FLAG)


def _rows(name: str, field: str, limit: int, main: str, *parts: Column) -> Column:
    return Column(name, field, Kind.ROWS, limit, parts=parts, main=main)


def _blocks(name: str, field: str, limit: int, block: str, main: str, *parts: Column) -> Column:
    return Column(name, field, Kind.BLOCKS, limit, parts=parts, main=main, block=block)


_WHOSE_PICTURE = _choice("lizenz", "licence", Licence.choices)

COLUMNS: tuple[Column, ...] = (
    _text(ID, "external_id", 100),
    _text("titel", "title", 255, required=True),
    _text("kurzbeschreibung", "summary", 500),
    _rich("ausgangslage", "background"),
    _rich("vorgehen", "approach"),
    _rich("ergebnis", "outcome"),
    _rich("uebertragbarkeit", "transferability"),
    _terms("branchen", "branches", Branch),
    _terms("regionen", "regions", Region),
    _terms("themen", "topics", Topic),
    Column("verbund", "verbund", Kind.VERBUND, 255),
    _terms("zielgruppen", "target_groups", TargetGroup),
    _terms("betriebsgroesse", "company_sizes", CompanySize),
    Column("jahr", "year", Kind.YEAR),
    _choice("evidenz", "evidence", Evidence.choices),
    Column("schlagworte", "tags", Kind.TAGS, 100),
    Column("bild", "image", Kind.IMAGE, 255),
    _text("bild_alternativtext", "image_alt", 250),
    Column("slug", "slug", Kind.SLUG, 255),
    _flag("beispieldaten", "is_example"),
    _rich("zusammenfassung", "abstract"),
    _rich("ziele", "goals"),
    _blocks(
        "umsetzungsschritte", "steps", 30, "step", "titel",
        _text("titel", "title", 120, required=True),
        Column("wochen", "weeks", Kind.NUMBER, 520),
        _text("beteiligte", "involved", 250),
        _lines("text", "text", 2000),
    ),
    Column("bausteine", "building_block_links", Kind.BUILDING_BLOCKS, 255),
    _rich("was_nicht_funktioniert_hat", "failures"),
    _rows(
        "wirkungen", "effects", 30, "indikator",
        _text("indikator", "indicator", 200),
        _text("einheit", "unit", 50),
        Column("vorher", "before", Kind.DECIMAL),
        Column("nachher", "after", Kind.DECIMAL),
        Column("stichtag", "as_of", Kind.DATE),
        _choice("methode", "method", Method.choices),
        _text("quelle", "source", 300),
        _text("warum_keine", "why_none", 300),
    ),
    _text("evidenz_begruendung", "evidence_reason", 300),
    _rows(
        "stolpersteine", "obstacles", 30, "beschreibung",
        Column("art", "kind", Kind.TERM, 120, vocabulary=ObstacleType),
        _lines("beschreibung", "description", 1500),
        _lines("was_half", "remedy", 1500),
        _choice("geloest", "solved", Solved.choices),
    ),
    _rich("kern", "core_parts"),
    _rich("anpassbar", "adaptable_parts"),
    _lines("geeignet_fuer", "suited_for", 1000),
    _lines("nicht_geeignet_fuer", "not_suited_for", 1000),
    _blocks(
        "voraussetzungen", "conditions", 30, "condition", "bedingung",
        _text("bedingung", "condition", 300, required=True),
        _choice("noetig", "necessity", NECESSITIES, default="muss"),
        _choice("art", "kind", CONDITION_KINDS),
    ),
    _choice("art_des_beispiels", "example_kind", ExampleKind.choices),
    _rows(
        "beteiligte", "participants", 30, "name",
        Column("partner", "partner", Kind.PARTNER, 255),
        _text("name", "name", 200),
        _text("rolle", "role", 200),
    ),
    _choice("netzwerktyp", "network_type", NetworkType.choices),
    _lines("sozialpartner", "social_partners", 1000),
    Column("laufzeit_von", "started_on", Kind.DATE),
    Column("laufzeit_bis", "ended_on", Kind.DATE),
    _flag("laeuft_noch", "ongoing"),
    _choice("umsetzungsstand", "stage", Stage.choices),
    _lines("warum_beendet", "stage_reason", 1000),
    Column("aufwand_aufbau", "effort_setup", Kind.MEASURE, 40),
    Column("aufwand_laufend", "effort_running", Kind.MEASURE, 40),
    Column("sachkosten_aufbau", "cost_setup", Kind.MEASURE, 40),
    Column("sachkosten_laufend", "cost_running", Kind.MEASURE, 40),
    _lines("kostentreiber", "cost_drivers", 1000),
    _lines("finanzierung", "funding", 1000),
    _terms("foerderinstrumente", "instruments", Instrument),
    _choice("traegt_sich_ohne_foerderung", "self_sustaining", SelfSustaining.choices),
    _blocks(
        "bilder", "pictures", 20, "picture", "bild",
        Column("bild", "image", Kind.IMAGE, 255, required=True),
        _text("alternativtext", "alt", 250, required=True),
        _text("unterschrift", "caption", 250),
        _text("nachweis", "credit", 150),
        _WHOSE_PICTURE,
        _flag("personen_erkennbar", "shows_people"),
        _flag("einverstanden", "consent"),
    ),
    _blocks(
        "videos", "videos", 10, "video", "adresse",
        _text("titel", "title", 150, required=True),
        Column("adresse", "url", Kind.URL, 500, required=True),
        _flag("untertitel", "captions"),
        _lines("abschrift", "transcript", 20_000),
    ),
    _blocks(
        "stimmen", "quotes", 10, "quote", "text",
        _lines("text", "text", 800, required=True),
        _text("von", "speaker", 150, required=True),
        _flag("einverstanden", "consent"),
    ),
    _blocks(
        "dateien", "files", 30, "file", "datei",
        Column("datei", "document", Kind.DOCUMENT, 255, required=True),
        _choice("lizenz", "licence", Licence.choices, default=Licence.CC_BY.value),
        _choice("barrierefreiheit", "accessibility", ACCESSIBILITY, default="ungeprueft"),
    ),
    _blocks(
        "links", "links", 30, "link", "adresse",
        _text("titel", "title", 150, required=True),
        Column("adresse", "url", Kind.URL, 500, required=True),
    ),
    _lines("quellen", "sources", 3000),
    _rows(
        "verwandte_beispiele", "relations", 30, "beispiel",
        _choice("beziehung", "kind", Relation.choices, default=Relation.BUILDS_ON.value),
        Column("beispiel", "target", Kind.PRACTICE, 255, required=True),
    ),
    _rich("leichte_sprache", "easy_language"),
    _choice("lizenz", "licence", Licence.choices, default=Licence.CC_BY.value),
    _blocks(
        "aenderungshinweise", "change_notes", 50, "note", "text",
        Column("datum", "date", Kind.DATE, required=True),
        _text("text", "text", 300, required=True),
    ),
    _text("ansprechperson", "contact_role", 150),
    Column("ansprechperson_email", "contact_email", Kind.EMAIL, 254),
    Column("vertretung_email", "deputy_email", Kind.EMAIL, 254),
    _flag("bereit_zu_telefonat", "offers_call"),
    _flag("bereit_zu_besuch", "offers_visit"),
    _flag("bereit_zu_vortrag", "offers_talk"),
    _flag("bereit_zu_mentoring", "offers_mentoring"),
    _flag("braucht_freigabe", "needs_sign_off"),
    Column("pruefung_alle_monate", "review_interval_months", Kind.NUMBER, 60, default="12"),
    Column("bestaetigt_am", "confirmed_on", Kind.DATE),
    Column("naechste_pruefung", "next_review_on", Kind.DATE),
    _lines(UNASSIGNED, "unassigned_text", 100_000),
)  # fmt: skip
BY_NAME = {column.name: column for column in COLUMNS}

MAX_ITEMS = 100
