"""Telling owners of links that stay broken: one mail a page, once for each break."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from core.links.models import Link, LinkUse
from core.mail.queue import queue_mail

_AT_ONCE = 200
_owners: dict[type[Any], Callable[[Any], str]] = {}


def register_owner(model: type[Any], address: Callable[[Any], str]) -> None:
    """Who is told about pages of this type: `address(page)`, or empty for the office. Called in `AppConfig.ready()`."""
    _owners[model] = address


def broken_uses() -> Any:
    """Broken links of live pages, as uses with link and page."""
    return LinkUse.objects.filter(link__state=Link.State.BROKEN, page__live=True).select_related("link", "page")


def report_broken() -> str:
    """Write to the owners of pages with links that broke since they were last told."""
    if not settings.LINK_CHECK:
        return ""
    pages = broken_uses().filter(reported_at=None).values_list("page_id", flat=True).order_by("page_id").distinct()
    told = sum(_report(page) for page in Page.objects.filter(pk__in=list(pages[:_AT_ONCE])).specific())
    return f"{told} Mails" if told else ""


@transaction.atomic
def _report(page: Page) -> int:
    uses = list(broken_uses().filter(page_id=page.pk, reported_at=None).order_by("link__url"))
    find = _owners.get(type(page))
    to = (find(page) if find else "") or settings.OFFICE_EMAIL
    if not uses or not to:
        return 0
    context = {
        "page": page,
        "page_url": settings.BASE_URL + (page.url or "/"),
        "links": [{"url": use.link.url, "reason": use.link.get_reason_display()} for use in uses],
        "is_office": to == settings.OFFICE_EMAIL,
        "office": settings.OFFICE_EMAIL,
    }
    queue_mail("broken_links", to, context, about=f"links:{page.pk}")
    LinkUse.objects.filter(pk__in=[use.pk for use in uses]).update(reported_at=timezone.now())
    return 1
