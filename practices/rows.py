"""The short rows that belong to a practice: its terms, obstacles, participants and links to other pages.

A practice has twelve kinds of them in twelve tables. Its public page reads all in one query; a preview, whose rows
stand in a revision and in no table, takes them from the page object. Both give the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import F, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce

from practices.choices import Relation, Solved

TERMS = ("branches", "regions", "topics", "target_groups", "company_sizes", "instruments")


@dataclass(frozen=True, slots=True)
class Term:
    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class Obstacle:
    kind: str
    description: str
    remedy: str
    solved: str

    @property
    def solved_shown(self) -> str:
        return str(dict(Solved.choices).get(self.solved, ""))


@dataclass(frozen=True, slots=True)
class Participant:
    """`partner_id` is 0 when the organisation has no page here."""

    partner_id: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class RelatedPractice:
    kind: str
    target_id: int

    @property
    def kind_shown(self) -> str:
        return str(dict(Relation.choices).get(self.kind, ""))


@dataclass(slots=True)
class Rows:
    """Each list in the order of the vocabulary, or in the one that editors gave; `blocks` and `events` are page ids."""

    terms: dict[str, list[Term]] = field(default_factory=lambda: {name: [] for name in TERMS})
    tags: list[str] = field(default_factory=list)
    obstacles: list[Obstacle] = field(default_factory=list)
    participants: list[Participant] = field(default_factory=list)
    relations: list[RelatedPractice] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)
    events: list[int] = field(default_factory=list)

    @property
    def page_ids(self) -> set[int]:
        """All pages that the practice points to."""
        partners = {row.partner_id for row in self.participants if row.partner_id}
        return partners | {row.target_id for row in self.relations} | set(self.blocks) | set(self.events)


def read_rows(page: Any) -> Rows:
    """The rows of a practice as they stand in the database. One query."""
    practice = apps.get_model("practices", "PracticePage")
    parts = [_terms(practice, name, page.pk) for name in TERMS]
    parts += [
        _part("tag", _rows("PracticeTag", content_object_id=page.pk), place=F("pk"), a=F("tag__name")),
        _part(
            "obstacle",
            _rows("PracticeObstacle", page_id=page.pk),
            a=F("kind__label"),
            b=F("description"),
            c=F("remedy"),
            d=F("solved"),
        ),
        _part(
            "participant",
            _rows("PracticeParticipant", page_id=page.pk),
            ref=F("partner_id"),
            a=F("name"),
            b=F("role"),
        ),
        _part("relation", _rows("PracticeRelation", page_id=page.pk), ref=F("target_id"), a=F("kind")),
        _part("block", _rows("PracticeBuildingBlock", page_id=page.pk), ref=F("block_id")),
        _part(
            "event",
            apps.get_model("events", "EventPractice").objects.filter(practice_id=page.pk),
            place=F("pk"),
            ref=F("event_id"),
        ),
    ]
    return _sorted_out(parts[0].union(*parts[1:], all=True))


def given_rows(page: Any) -> Rows:
    """The rows of the page object as it is: of a preview, say. A query for each kind that is not in it."""
    rows = Rows(tags=[tag.name for tag in page.tags.all()])
    for name in TERMS:
        rows.terms[name] = [Term(term.slug, term.label) for term in getattr(page, name).all()]
    rows.obstacles = [
        Obstacle(row.kind.label if row.kind else "", row.description, row.remedy, row.solved)
        for row in page.obstacles.all()
    ]
    rows.participants = [Participant(row.partner_id or 0, row.name, row.role) for row in page.participants.all()]
    rows.relations = [RelatedPractice(row.kind, row.target_id) for row in page.relations.all()]
    rows.blocks = [row.block_id for row in page.building_block_links.all()]
    events = apps.get_model("events", "EventPractice").objects.filter(practice_id=page.pk)
    rows.events = list(events.order_by("pk").values_list("event_id", flat=True))
    return rows


def _rows(model: str, **of: int) -> QuerySet[Any]:
    return apps.get_model("practices", model)._default_manager.filter(**of)


def _terms(practice: Any, name: str, page_id: int) -> QuerySet[Any]:
    relation = practice._meta.get_field(name)
    term = relation.m2m_reverse_field_name()
    rows = relation.remote_field.through._default_manager.filter(
        **{relation.m2m_field_name(): page_id, f"{term}__merged_into__isnull": True}
    )
    return _part(name, rows, place=F(f"{term}__order"), then=Value(0), a=F(f"{term}__slug"), b=F(f"{term}__label"))


def _part(what: str, rows: QuerySet[Any], **columns: Any) -> QuerySet[Any]:
    """One of the selects that are put together: which kind, its place, what decides where places are the same, a page,
    up to four texts."""
    nothing = Value("", output_field=TextField())
    return (
        rows.order_by()
        .annotate(
            row_kind=Value(what, output_field=TextField()),
            row_place=Coalesce(columns.get("place", F("sort_order")), Value(0), output_field=IntegerField()),
            row_then=Cast(columns.get("then", F("pk")), IntegerField()),
            row_ref=Coalesce(columns.get("ref", Value(0)), Value(0), output_field=IntegerField()),
            **{
                f"row_{key}": Coalesce(Cast(columns[key], TextField()), nothing) if key in columns else nothing
                for key in "abcd"
            },
        )
        .values_list("row_kind", "row_place", "row_then", "row_ref", "row_a", "row_b", "row_c", "row_d")
    )


def _sorted_out(found: Iterable[tuple[str, int, int, int, str, str, str, str]]) -> Rows:
    rows = Rows()
    # Rows without a place come as they were made; terms of the same order by their labels.
    for kind, _, _, ref, a, b, c, d in sorted(found, key=lambda row: (*row[:3], row[5])):
        match kind:
            case "tag":
                rows.tags.append(a)
            case "obstacle":
                rows.obstacles.append(Obstacle(a, b, c, d))
            case "participant":
                rows.participants.append(Participant(ref, a, b))
            case "relation":
                rows.relations.append(RelatedPractice(a, ref))
            case "block":
                rows.blocks.append(ref)
            case "event":
                rows.events.append(ref)
            case _:
                rows.terms[kind].append(Term(a, b))
    return rows
