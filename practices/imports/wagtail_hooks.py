"""The import in the admin's menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from practices.imports.views import job_page, may_import, report, start


class _ImportItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_import(request.user)


@hooks.register("register_admin_urls")
def import_urls() -> list[URLPattern]:
    return [
        path("praxisbeispiele-importieren/", start, name="practice_imports"),
        path("praxisbeispiele-importieren/<uuid:pk>/", job_page, name="practice_import"),
        path("praxisbeispiele-importieren/<uuid:pk>/abgelehnt.xlsx", report, name="practice_import_report"),
    ]


@hooks.register("register_admin_menu_item")
def import_menu_item() -> MenuItem:
    return _ImportItem("Import", reverse("practice_imports"), icon_name="upload", order=115)
