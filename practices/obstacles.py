"""What stood in the way of practices and what helped, gathered for readers."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Count, F
from django.http import HttpRequest

from core.visibility import visible_to
from practices.paging import one_page

OBSTACLES_ON_A_PAGE = 20


def obstacles_shown(request: HttpRequest) -> dict[str, Any]:
    """What the page „Stolpersteine und was half“ shows: its types with counts, and the obstacles of the chosen one.

    Only rows of practices that the visitor may see count, and only such as say something; those without a type come
    last and only under „Alle“. Five queries at most.
    """
    practices = visible_to(request.user, apps.get_model("practices", "PracticePage").objects.all())
    rows = apps.get_model("practices", "PracticeObstacle").objects.filter(page__in=practices.order_by().values("pk"))
    rows = rows.exclude(description="")
    kinds = [
        {"slug": slug, "label": label, "count": count}
        for slug, label, count in rows.filter(kind__isnull=False)
        .values_list("kind__slug", "kind__label")
        .annotate(count=Count("pk"))
        .order_by("kind__order", "kind__label")
    ]
    chosen = next((kind["slug"] for kind in kinds if kind["slug"] == request.GET.get("typ")), "")
    if chosen:
        rows = rows.filter(kind__slug=chosen)
    rows = rows.select_related("kind", "page").order_by(
        F("kind__order").asc(nulls_last=True), "kind__label", "page__title", "sort_order", "pk"
    )
    return {"kinds": kinds, "chosen": chosen, "items": one_page(request, rows, OBSTACLES_ON_A_PAGE)}
