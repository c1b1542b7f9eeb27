"""Registrations in the admin: menu, addresses, rights, and the log's words for what is done with them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from events.models import EventPage
from events.registrations.access import SEE
from events.registrations.admin import views
from events.registrations.models import Registration
from events.registrations.seats import attendances, capacity_of, taken


class _RegistrationsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(SEE))


@hooks.register("register_admin_urls")
def registration_urls() -> list[URLPattern]:
    at = "anmeldungen/<int:event_id>/"
    return [
        path("anmeldungen/", views.overview, name="registrations_overview"),
        path(at, views.participants, name="registrations"),
        path(f"{at}anmeldungen.csv", views.export, {"kind": "csv"}, name="registrations_csv"),
        path(f"{at}anmeldungen.xlsx", views.export, {"kind": "xlsx"}, name="registrations_xlsx"),
        path(f"{at}namensschilder.pdf", views.badge_sheets, name="registrations_badges"),
        path(f"{at}einlass/", views.check_in, name="registrations_check_in"),
        path(f"{at}eintragen/", views.add, name="registrations_add"),
        path(f"{at}nachricht/", views.message, name="registrations_message"),
        path(f"{at}<int:registration_id>/abmelden/", views.cancel, name="registrations_cancel"),
    ]


@hooks.register("register_admin_menu_item")
def registrations_menu_item() -> MenuItem:
    return _RegistrationsItem(views.TITLE, reverse("registrations_overview"), icon_name="group", order=125)


@hooks.register("register_permissions")
def registration_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="event_registrations", codename__in=["view_registration", "change_registration"]
    )


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action("events.registrations.export")(_Exported)
    actions.register_action("events.registrations.message")(_Written)


class _Exported(LogFormatter):
    label = "Anmeldungen exportieren"

    def format_message(self, log_entry: Any) -> str:
        return f"{log_entry.data.get('number', 0)} Anmeldungen exportiert"


class _Written(LogFormatter):
    label = "Angemeldeten schreiben"

    def format_message(self, log_entry: Any) -> str:
        return f"Nachricht an {log_entry.data.get('number', 0)} Angemeldete"


@hooks.register("after_edit_page")
def fewer_seats_than_taken(request: HttpRequest, page: Page) -> None:
    """Allowed, and said: nobody is thrown out."""
    event = page.specific
    if not isinstance(event, EventPage) or not event.registration_enabled:
        return
    for way in attendances(event):
        capacity, seated = capacity_of(event, way), taken(event, way)
        if capacity is not None and seated > capacity:
            messages.warning(
                request,
                f"{way.label}: {seated} Plätze sind vergeben, jetzt gibt es nur noch {capacity}. Niemand verliert "
                "seinen Platz; es rückt aber auch niemand nach, bis wieder Platz ist.",
            )


@hooks.register("before_delete_page")
def nobody_is_lost(request: HttpRequest, page: Page) -> HttpResponse | None:
    """An event with registrations is cancelled, not deleted: those who registered have to be told."""
    if not Registration.objects.filter(event__path__startswith=page.path).exists():
        return None
    messages.error(
        request,
        f"Zu „{page.title}“ gibt es Anmeldungen. Bitte sagen Sie die Veranstaltung ab (Feld „Abgesagt am“): Dann "
        "bekommen alle Bescheid. Löschen können Sie sie, wenn die Anmeldungen gelöscht sind.",
    )
    return redirect("wagtailadmin_explore", page.pk)
