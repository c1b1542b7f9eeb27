"""What the office's lead and the funder ask for, in numbers: what there is, is read, is searched, and is missing.

Numbers only, of things and of days: no persons, no addresses, no cookies. Public content as the public sees it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.formats import date_format

from core.links.models import LinkUse
from core.links.reporting import broken_uses
from core.visibility import visible_to
from events.models import EventPage
from exchange.needs.models import Need
from partners.models import PartnerPage, VerbundPage
from portal.reads.sums import by_month, most_read
from practices.choices import Evidence, TierReached
from practices.models import BuildingBlockPage, PracticeBuildingBlock, PracticePage
from practices.upkeep.dates import GRACE
from search.sources import registered_sources
from search.tuning.models import DailyQuery

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Figure:
    """One number: under which heading, of what, and how many."""

    heading: str
    label: str
    number: int


def figures() -> list[Figure]:
    """All figures, as of now; as many queries however much there is."""
    return [*_content(), *_reads(), *_searches(), *_missing()]


def _content() -> list[Figure]:
    today = timezone.localdate()
    practices = visible_to(None, PracticePage.objects.all())
    overdue = Q(next_review_on__lt=today - GRACE)
    sums = _counted(
        practices,
        {
            "Praxisbeispiele": Count("pk"),
            "davon Vollbeschreibung": Count("pk", filter=Q(tier=TierReached.FULL)),
            "davon Kurzsteckbrief": Count("pk", filter=Q(tier=TierReached.SHORT)),
            "davon mit gemessener Wirkung": Count("pk", filter=Q(evidence__in=[Evidence.MEASURED, Evidence.EVALUATED])),
            "davon in zwölf Monaten bestätigt": Count("pk", filter=Q(confirmed_on__gte=today - YEAR)),
            "davon nicht mehr bestätigt": Count("pk", filter=overdue),
            "Verbünde mit Praxisbeispielen": Count("verbund", distinct=True),
        },
    )
    others: dict[str, Any] = {
        "Verbünde": VerbundPage,
        "Partner": PartnerPage,
        "Veranstaltungen": EventPage,
        "Bausteine": BuildingBlockPage,
    }
    counted = {label: visible_to(None, model.objects.all()).count() for label, model in others.items()}
    used = PracticeBuildingBlock.objects.filter(page__in=practices.values("pk")).count()
    found = {**sums, **counted, "Verwendungen von Bausteinen": used}
    return [Figure("Was es gibt", label, number) for label, number in found.items()]


def _reads() -> list[Figure]:
    """By month, the newest first, then what was read most."""
    names = {source.art: str(source.plural) for source in reversed(registered_sources())}
    months = by_month((timezone.localdate() - YEAR).replace(day=1))
    return [
        *(
            Figure(f"Gelesen im {date_format(month, 'F Y')}", names.get(kind, kind), number)
            for month, kinds in months
            for kind, number in kinds.items()
        ),
        *(Figure("Am meisten gelesen in 30 Tagen", title, number) for title, number in most_read()),
    ]


def _searches() -> list[Figure]:
    """By month, the newest first. Rare searches are erased after 30 days and are missing from older months."""
    first = (timezone.localdate() - YEAR).replace(day=1)
    months = DailyQuery.objects.filter(day__gte=first).annotate(month=TruncMonth("day")).values("month")
    rows = months.annotate(asked=Sum("searches"), failed=Sum("without_result"), opened=Sum("clicks")).order_by("-month")
    return [
        Figure(f"Gesucht im {date_format(row['month'], 'F Y')}", label, number)
        for row in rows
        for label, number in (
            ("Suchen", row["asked"]),
            ("davon ohne Treffer", row["failed"]),
            ("geöffnete Treffer", row["opened"]),
        )
    ]


def _missing() -> list[Figure]:
    needs = _counted(
        Need.objects.all(),
        {
            "Gemeldete Bedarfe": Count("pk"),
            "davon in zwölf Monaten": Count("pk", filter=Q(created_at__gte=timezone.now() - YEAR)),
            "davon noch nicht bearbeitet": Count("pk", filter=Q(state=Need.State.NEW)),
        },
    )
    links = {"Geprüfte Links": LinkUse.objects.count(), "davon defekt": broken_uses().count()}
    return [Figure("Was fehlt", label, number) for label, number in {**needs, **links}.items()]


def _counted(rows: QuerySet[Any], counts: dict[str, Count]) -> dict[str, int]:
    """Several counts over the same rows, by label, in one query."""
    found = rows.aggregate(**{f"number_{place}": count for place, count in enumerate(counts.values())})
    return dict(zip(counts, found.values(), strict=True))
