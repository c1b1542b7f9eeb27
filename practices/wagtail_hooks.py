"""The admin's list of practices, with the columns and filters that editors ask for."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet

from core.vocabularies.models import Branch, Region
from partners.models import VerbundPage
from practices.access import practices_of
from practices.choices import TierReached
from practices.models import PracticePage
from practices.writing_help import writing_help

STATES = (("live", "veröffentlicht"), ("changed", "veröffentlicht, mit Entwurf"), ("draft", "Entwurf"))


class PracticeFilterSet(PageFilterSet):
    """State, tier, network, branch and region; a branch or region includes those below it."""

    state = django_filters.ChoiceFilter(label="Status", choices=STATES, method="filter_state")
    tier = django_filters.ChoiceFilter(label="Stufe", choices=TierReached.choices)
    verbund = django_filters.ModelChoiceFilter(label="Verbund", queryset=VerbundPage.objects.order_by("title"))
    branches = django_filters.ModelChoiceFilter(label="Branche", queryset=Branch.objects.all(), method="filter_tree")
    regions = django_filters.ModelChoiceFilter(
        label="Region", queryset=Region.objects.filter(parent=None), method="filter_tree"
    )

    class Meta:
        model = PracticePage
        fields = ["state", "tier", "verbund", "branches", "regions"]

    def filter_state(self, pages: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        match value:
            case "live":
                return pages.filter(live=True)
            case "changed":
                return pages.filter(live=True, has_unpublished_changes=True)
            case _:
                return pages.filter(live=False)

    def filter_tree(self, pages: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        terms = type(value).objects
        below = terms.filter(parent=value) | terms.filter(parent__parent=value) | terms.filter(pk=value.pk)
        return pages.filter(**{f"{name}__in": below}).distinct()


class TermsColumn(Column):
    """The labels of a vocabulary field, the first three of them."""

    def get_value(self, instance: Any) -> str:
        labels = [term.label for term in getattr(instance, self.accessor).all()]
        return ", ".join(labels[:3]) + (" …" if len(labels) > 3 else "")


class PracticeIndexView(IndexView):
    """Reads what its columns show with the page of results, not row by row."""

    def get_base_queryset(self) -> QuerySet[Any]:
        pages = self.annotate_queryset(practices_of(self.request.user))
        return pages.select_related("verbund").prefetch_related("branches", "regions")


class PracticeListing(PageListingViewSet):
    model = PracticePage
    index_view_class = PracticeIndexView
    icon = "doc-full"
    menu_label = "Praxisbeispiele"
    menu_order = 110
    add_to_admin_menu = True
    filterset_class = PracticeFilterSet
    list_per_page = 50
    columns = [
        *(column for column in IndexView.base_columns if column.name in ("bulk_actions", "title")),
        Column("verbund", label="Verbund", accessor="verbund.title", width="15%"),
        TermsColumn("branches", label="Branchen", accessor="branches", width="14%"),
        TermsColumn("regions", label="Regionen", accessor="regions", width="12%"),
        Column("tier", label="Stufe", accessor="get_tier_display", sort_key="tier", width="10%"),
        Column("year", label="Jahr", sort_key="year", width="6%"),
        *(column for column in IndexView.base_columns if column.name in ("latest_revision_created_at", "status")),
    ]


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
