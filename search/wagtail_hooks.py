"""The admin's menu „Suche“: others add to it by the hook `register_search_menu_item`."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from search.health.views import PERMISSION, index_page, rebuild_index

SEARCH_MENU = Menu(register_hook_name="register_search_menu_item")


class _IndexMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


@hooks.register("register_admin_menu_item")
def search_menu() -> MenuItem:
    # Not the magnifying glass: that is Wagtail's own search field, a line above.
    return SubmenuMenuItem("Suche", SEARCH_MENU, name="search", icon_name="glasses", order=290)


@hooks.register("register_search_menu_item")
def index_menu_item() -> MenuItem:
    return _IndexMenuItem("Suchindex", reverse("search_index_page"), icon_name="resubmit", order=900)


@hooks.register("register_admin_urls")
def index_urls() -> list[URLPattern]:
    return [
        path("suche/index/", index_page, name="search_index_page"),
        path("suche/index/neu-aufbauen/", rebuild_index, name="search_index_rebuild"),
    ]


@hooks.register("register_permissions")
def index_permission() -> QuerySet[Permission]:
    """May be given to a group: see the state of the indices and have them rebuilt."""
    return Permission.objects.filter(content_type__app_label="search", codename="change_consumer")
