"""What an event's page shows besides its own columns, as far as the visitor may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.utils import timezone
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.files import offered
from core.visibility import visible_to
from partners.models import VerbundPage


@dataclass
class Day:
    """A day of the plan with its sessions, in the editor's order."""

    day: date
    sessions: list[Any] = field(default_factory=list)


def shown_with(page: Any, user: Any) -> dict[str, Any]:
    """The template's context."""
    practices = apps.get_model("practices", "PracticePage").objects.filter(
        pk__in=[link.practice_id for link in page.practice_links.all()]
    )
    networks = VerbundPage.objects.filter(pk__in=[link.network_id for link in page.network_links.all()])
    practices_list = list(visible_to(user, practices).order_by("title"))
    networks_list = list(visible_to(user, networks).order_by("title"))
    return {
        "practices_list": practices_list,
        "networks_list": networks_list,
        "has_examples": not page.is_example and _has_examples(page, [*practices_list, *networks_list]),
        "organisers": organisers(page, user),
        "days": days(page),
        "documents": offered(block.value for block in page.documents),
        "material_files": offered(block.value for block in page.materials if block.block_type == "document"),
        "recordings": [block.value for block in page.materials if block.block_type == "recording"],
    }


def _has_examples(page: Any, presented: Sequence[Any]) -> bool:
    """Whether something on the page of a real event is invented: it is then told apart."""
    shown = [*page.programme, *page.documents, *(page.materials if page.is_past else ())]
    return any(block.value.get("is_example") for block in shown) or any(each.is_example for each in presented)


def days(page: Any) -> list[Day]:
    """The day plan. A session without a day is of the day of the one before it, the first of the event's own."""
    found: list[Day] = []
    current = timezone.localtime(page.starts_at).date()
    for block in page.programme:
        current = block.value.get("day") or current
        if not found or found[-1].day != current:
            found.append(Day(current))
        found[-1].sessions.append(block)
    return found


def organisers(page: Any, user: Any) -> PageQuerySet:
    """The partners and networks that hold the event, as far as `user` may see them, by title."""
    held = Page.objects.filter(pk__in=[link.page_id for link in page.organiser_links.all()])
    return visible_to(user, held).order_by("title")
