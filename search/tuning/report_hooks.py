"""The admin of what people look for and of tips, in the menu „Suche“; `search.tuning.wagtail_hooks` imports it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet

from search.tuning.models import Tip
from search.tuning.report import PERMISSION, TITLE, report_csv, report_page
from search.tuning.understood_page import understood_page


class _CreateTip(CreateView):
    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "queries": self.request.GET.get("suchanfragen", "")[:200]}


class TipViewSet(ModelViewSet):
    model = Tip
    name = "tipps"
    url_prefix = "suche/tipps"
    icon = "pick"
    menu_label = "Redaktionstipps"
    add_view_class = _CreateTip
    list_display = ["__str__", "active", "until", "changed_at"]
    list_filter = ["active"]
    search_fields = ["queries"]
    list_per_page = 50
    form_fields = ["queries", "page", "active", "until"]
    panels = [FieldPanel("queries"), FieldPanel("page"), FieldPanel("active"), FieldPanel("until")]
    inspect_view_enabled = False
    copy_view_enabled = False


tips = TipViewSet()


class _ItemFor(MenuItem):
    """A menu item that is shown to those who have one permission."""

    def __init__(self, label: str, url: str, permission: str, **more: Any) -> None:
        super().__init__(label, url, **more)
        self._permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(self._permission))


@hooks.register("register_admin_viewset")
def tip_viewset() -> TipViewSet:
    return tips


@hooks.register("register_search_menu_item")
def report_menu_item() -> MenuItem:
    return _ItemFor(TITLE, reverse("search_tuning_report"), PERMISSION, icon_name="view", order=50)


@hooks.register("register_search_menu_item")
def tip_menu_item() -> MenuItem:
    return _ItemFor("Redaktionstipps", reverse("tipps:index"), "search_tuning.change_tip", icon_name="pick", order=150)


@hooks.register("register_search_menu_item")
def understood_menu_item() -> MenuItem:
    url = reverse("search_tuning_understood")
    return _ItemFor("Suche verstehen", url, PERMISSION, icon_name="help", order=200)


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    return [
        path("suche/gesucht/", report_page, name="search_tuning_report"),
        path("suche/gesucht.csv", report_csv, name="search_tuning_report_csv"),
        path("suche/verstehen/", understood_page, name="search_tuning_understood"),
    ]


@hooks.register("insert_editor_js")
def prefilled_title() -> str:
    return format_html('<script src="{}"></script>', static("js/admin-prefilled-title.js"))


@hooks.register("register_permissions")
def report_permissions() -> QuerySet[Permission]:
    """May be given to a group: see what is looked for; keep tips."""
    wanted = Q(content_type__model="dailyquery") | Q(content_type__model="tip") & ~Q(codename="view_tip")
    return Permission.objects.filter(wanted, content_type__app_label="search_tuning")
