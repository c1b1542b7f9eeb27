"""The desk in the admin: panels of the home, addresses and menu items of the reports."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.home import LockedPagesPanel

from portal.desk.figures_page import TITLE, figures_page
from portal.desk.lists import MAY_SEE_SEARCHES, may_use
from portal.desk.panels import home_panels
from portal.desk.reports import REPORTS

_FIRST = 100


class _ReportItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_use(request.user)


@hooks.register("construct_homepage_panels")
def desk_on_the_home(request: HttpRequest, panels: list[Any]) -> None:
    """In the place of Wagtail's panels, which list without an end and ask the database for each row. Locked pages stay:
    somebody has only a few."""
    locked = [panel for panel in panels if isinstance(panel, LockedPagesPanel)]
    panels[:] = [*(home_panels() if may_use(request.user) else []), *locked]


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    return [
        path("kennzahlen/", figures_page, name="desk_figures"),
        *(
            route
            for name, report in REPORTS.items()
            for route in (
                path(f"berichte/{name}/", report.as_view(), name=f"desk_{name}"),
                path(f"berichte/{name}/liste/", report.as_view(results_only=True), name=f"desk_{name}_results"),
            )
        ),
    ]


class _FiguresItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(MAY_SEE_SEARCHES))


@hooks.register("register_reports_menu_item")
def figures_item() -> MenuItem:
    return _FiguresItem(TITLE, reverse("desk_figures"), name="kennzahlen", icon_name="table", order=_FIRST + 90)


def _register_item(number: int, name: str) -> None:
    report = REPORTS[name]

    def item() -> MenuItem:
        url = reverse(f"desk_{name}")
        return _ReportItem(
            report.page_title, url, name=f"desk-{name}", icon_name=report.header_icon, order=_FIRST + number
        )

    hooks.register("register_reports_menu_item", item)


for _number, _name in enumerate(REPORTS):
    _register_item(_number, _name)
