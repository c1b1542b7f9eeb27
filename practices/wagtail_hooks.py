"""Practices in the admin: their list, and help while writing one."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from wagtail import hooks

from practices.listing import PracticeListing
from practices.writing_help import writing_help

practice_listing = PracticeListing("practices")


@hooks.register("register_admin_viewset")
def register_practice_listing() -> PracticeListing:
    return practice_listing


@hooks.register("register_admin_urls")
def writing_help_url() -> list[URLPattern]:
    return [path("praxisbeispiele-schreiben/hinweise/", writing_help, name="practice_writing_help")]


@hooks.register("insert_editor_js")
def writing_help_script() -> str:
    return format_html('<script src="{}"></script>', static("js/admin-writing-help.js"))
