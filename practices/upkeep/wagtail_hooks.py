"""The admin: addresses that take no mail, confirming by hand, and what the history of a practice says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter

from practices.models import PracticePage
from practices.upkeep.answering import LOG_CONFIRMED
from practices.upkeep.confirm_view import confirm_page
from practices.upkeep.models import UndeliverableAddress


class UndeliverableAddressViewSet(ModelViewSet):
    model = UndeliverableAddress
    name = "nicht-zustellbar"
    icon = "mail"
    menu_label = "Nicht zustellbare Adressen"
    add_to_settings_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = ["address", "noted_at", "note"]
    search_fields = ["address", "note"]
    ordering = ["-noted_at"]
    panels = [FieldPanel("address"), FieldPanel("note")]


addresses = UndeliverableAddressViewSet()


@hooks.register("register_admin_viewset")
def address_viewset() -> UndeliverableAddressViewSet:
    return addresses


@hooks.register("register_permissions")
def address_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="practice_upkeep", content_type__model="undeliverableaddress"
    ).exclude(codename__startswith="view_")


@hooks.register("register_admin_urls")
def confirm_url() -> list[URLPattern]:
    return [path("praxisbeispiele-bestaetigen/<int:pk>/", confirm_page, name="practice_confirm")]


@hooks.register("register_page_header_buttons")
def confirm_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(page, PracticePage) and page.live and page.permissions_for_user(user).can_publish():
        url = reverse("practice_confirm", args=(page.pk,))
        yield Button("Als aktuell bestätigen", url=url, icon_name="check", priority=64)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action(LOG_CONFIRMED)(_Confirmed)


class _Confirmed(LogFormatter):
    label = "Als aktuell bestätigen"

    def format_message(self, log_entry: Any) -> str:
        return f"Als aktuell bestätigt ({log_entry.data.get('by', '')})"
