"""Practices in the admin: their list, and help while writing one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from wagtail import hooks

from practices.access import practices_of
from practices.imports.views import may_import
from practices.listing import PracticeListing
from practices.writing_help import writing_help

practice_listing = PracticeListing("practices")


@hooks.register("register_admin_viewset")
def register_practice_listing() -> PracticeListing:
    return practice_listing


@hooks.register("construct_main_menu")
def leave_out_a_list_without_use(request: HttpRequest, items: list[Any]) -> None:
    """Who neither finds a practice nor may add one would come to an empty list."""
    if not may_import(request.user) and not practices_of(request.user).exists():
        address = reverse("practices:index")
        items[:] = [item for item in items if getattr(item, "url", "") != address]


@hooks.register("register_admin_urls")
def writing_help_url() -> list[URLPattern]:
    return [path("praxisbeispiele-schreiben/hinweise/", writing_help, name="practice_writing_help")]


@hooks.register("insert_editor_js")
def writing_help_script() -> str:
    return format_html('<script src="{}"></script>', static("js/admin-writing-help.js"))
