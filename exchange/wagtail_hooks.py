"""The admin: needs in the menu „Suche“."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet

from exchange.needs.models import Need


class NeedViewSet(ModelViewSet):
    model = Need
    name = "bedarfe"
    url_prefix = "suche/bedarfe"
    icon = "help"
    list_display = ["sought", "kind", "state", "branch", "region", "created_at"]
    list_filter = ["kind", "state", "branch", "region"]
    search_fields = ["sought", "situation", "note"]
    ordering = ["-created_at"]
    copy_view_enabled = False
    panels = [
        FieldPanel("kind"),
        FieldPanel("sought"),
        FieldPanel("page_address"),
        FieldPanel("situation"),
        FieldPanel("branch"),
        FieldPanel("region"),
        FieldPanel("email", read_only=True),
        FieldPanel("state"),
        FieldPanel("note"),
    ]


needs = NeedViewSet()


class _NeedMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("exchange.change_need"))


@hooks.register("register_admin_viewset")
def need_viewset() -> NeedViewSet:
    return needs


@hooks.register("register_search_menu_item")
def need_menu_item() -> MenuItem:
    return _NeedMenuItem("Gemeldete Bedarfe und Barrieren", reverse("bedarfe:index"), icon_name="help", order=400)


@hooks.register("register_permissions")
def need_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="exchange", content_type__model="need").exclude(
        codename__startswith="view_"
    )
