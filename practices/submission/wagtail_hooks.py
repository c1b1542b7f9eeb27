"""Submissions in the admin: menu, addresses, rights."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from practices.submission import admin


class _SubmissionsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(admin.SEE))


@hooks.register("register_admin_urls")
def submission_urls() -> list[URLPattern]:
    return [
        path("einreichungen/", admin.overview, name="practice_submissions"),
        path("einreichungen/<int:pk>/", admin.detail, name="practice_submission"),
    ]


@hooks.register("register_admin_menu_item")
def submissions_menu_item() -> MenuItem:
    return _SubmissionsItem(admin.TITLE, reverse("practice_submissions"), icon_name="mail", order=112)


@hooks.register("register_permissions")
def submission_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="practice_submission", codename__in=["view_submission", "change_submission"]
    )
