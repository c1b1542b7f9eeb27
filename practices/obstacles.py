"""What stood in the way of practices and what helped, gathered for readers."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.http import HttpRequest

from core.visibility import visible_to
from practices.paging import one_page

OBSTACLES_ON_A_PAGE = 20


def obstacles_shown(request: HttpRequest) -> dict[str, Any]:
    """What the page „Stolpersteine und was half“ shows: the obstacles of practices that the visitor may see.

    Only such as say something. Three queries, however many there are.
    """
    practices = visible_to(request.user, apps.get_model("practices", "PracticePage").objects.all())
    rows = apps.get_model("practices", "PracticeObstacle").objects.filter(page__in=practices.order_by().values("pk"))
    rows = rows.exclude(description="").select_related("page").order_by("page__title", "sort_order", "pk")
    return {"items": one_page(request, rows, OBSTACLES_ON_A_PAGE)}
