"""The shape of a practice in the API. A field may be added; one that is there keeps its name and meaning."""

from __future__ import annotations

from datetime import date

from ninja import Schema
from pydantic import Field

from core.files import FileOut
from core.references import ReferenceOut
from partners.records import HTML, RecordOut
from search.records import RecordPage

MEASURE = "Eine Zahl („12“), eine Spanne („12–15“), „nicht erhoben“ oder leer."


class StepOut(Schema):
    title: str
    text: str | None = ""
    weeks: int | None = Field(None, description="Dauer in Wochen.")
    involved: str | None = ""


class ConditionOut(Schema):
    condition: str
    necessity: str = Field("muss", description="muss oder hilfreich.")
    kind: str | None = Field("", description="personal, geld, technik, partner, recht, sonstiges oder leer.")


class ObstacleOut(Schema):
    """Was im Weg stand, und was half."""

    kind: str = Field(description="Kürzel der Art.")
    description: str
    remedy: str
    solved: str = Field(description="ja, teils, nein oder leer.")


class EffectOut(Schema):
    """Ein Indikator vorher und nachher, oder warum es keine Zahl gibt."""

    indicator: str
    unit: str
    before: float | None
    after: float | None
    as_of: date | None
    method: str = Field(description="einschaetzung, befragung, zaehlung, extern oder leer.")
    source: str
    why_none: str


class ParticipantOut(Schema):
    partner: ReferenceOut | None = Field(description="null, wenn die Organisation hier keine Seite hat.")
    name: str = Field(description="Name einer Organisation ohne Seite.")
    role: str


class RelationOut(Schema):
    kind: str = Field(description="baut-auf, variante-von oder ersetzt-durch.")
    practice: ReferenceOut


class PracticeFileOut(FileOut):
    accessibility: str = Field(description="ja, teils, nein oder ungeprueft.")


class LinkOut(Schema):
    title: str
    url: str


class VideoOut(LinkOut):
    captions: bool = Field(False, description="Das Video hat Untertitel.")
    transcript: str | None = ""


class ChangeNoteOut(Schema):
    date: date
    text: str


class PracticeOut(RecordOut):
    external_id: str | None = Field(description="Die Kennung (id) aus der Importdatei.")
    verbund: ReferenceOut | None
    year: int | None
    example_kind: str
    network_type: str
    stage: str = Field(description="idee, pilot, eingefuehrt, verstetigt, beendet, abgebrochen oder leer.")
    stage_reason: str
    started_on: date | None
    ended_on: date | None
    ongoing: bool
    abstract: str = Field(description=HTML)
    background: str = Field(description=HTML)
    goals: str = Field(description=HTML)
    approach: str = Field(description=HTML)
    steps: list[StepOut]
    outcome: str = Field(description=HTML)
    failures: str = Field(description=HTML)
    transferability: str = Field(description=HTML)
    core_parts: str = Field(description=HTML)
    adaptable_parts: str = Field(description=HTML)
    suited_for: str
    not_suited_for: str
    conditions: list[ConditionOut]
    obstacles: list[ObstacleOut]
    effects: list[EffectOut]
    evidence: str = Field(description="hinweis, erprobt, gemessen, extern-evaluiert oder leer.")
    effort_setup: str = Field(description=f"Personentage für den Aufbau. {MEASURE}")
    effort_running: str = Field(description=f"Personentage im Jahr. {MEASURE}")
    cost_setup: str = Field(description=f"Sachkosten in Euro für den Aufbau. {MEASURE}")
    cost_running: str = Field(description=f"Sachkosten in Euro im Jahr. {MEASURE}")
    cost_drivers: str
    funding: str
    instruments: list[str] = Field(description="Kürzel der Förderinstrumente.")
    self_sustaining: str = Field(description="ja, teils, nein, offen oder leer.")
    social_partners: str
    participants: list[ParticipantOut]
    building_blocks: list[ReferenceOut]
    related: list[RelationOut]
    events: list[ReferenceOut] = Field(description="Wo es vorgestellt wurde.")
    tags: list[str]
    quotes: list[str]
    videos: list[VideoOut]
    files: list[PracticeFileOut]
    links: list[LinkOut]
    sources: str
    easy_language: str = Field(description=f"Fassung in Leichter Sprache. {HTML}")
    offers: list[str] = Field(description="Wozu die Ansprechperson bereit ist: telefonat, besuch, vortrag, mentoring.")
    change_notes: list[ChangeNoteOut]
    confirmed_on: date | None
    is_unconfirmed: bool = Field(description="Niemand hat auf die Nachfrage geantwortet, ob es noch stimmt.")
    licence: str
    licence_url: str


class PracticesOut(RecordPage):
    results: list[PracticeOut]
