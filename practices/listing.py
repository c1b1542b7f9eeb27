"""The admin's list of practices: the columns and filters that editors ask for, and the export of what it shows."""

from __future__ import annotations

from copy import copy
from typing import Any

import django_filters
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import Button

from core.vocabularies.models import Branch, Region
from partners.models import VerbundPage
from practices.access import practices_of
from practices.choices import TierReached
from practices.imports.download import export_response
from practices.imports.errors import UnreadableFile
from practices.models import PracticePage
from practices.tiers import progress

STATES = (("live", "veröffentlicht"), ("changed", "veröffentlicht, mit Entwurf"), ("draft", "Entwurf"))
EXPORTS = (("xlsx", "Als Excel herunterladen"), ("csv", "Als CSV herunterladen"), ("jsonl", "Als JSONL herunterladen"))
NOT_GIVEN = "nicht angegeben"


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


class GivenColumn(Column):
    """A value, or that there is none: a cell is never empty."""

    def get_value(self, instance: Any) -> Any:
        return super().get_value(instance) or NOT_GIVEN


class TermsColumn(Column):
    """The labels of a vocabulary field, the first three of them."""

    def get_value(self, instance: Any) -> str:
        labels = [term.label for term in getattr(instance, self.accessor).all()]
        return (", ".join(labels[:3]) + (" …" if len(labels) > 3 else "")) or NOT_GIVEN


class TierColumn(Column):
    """The tier with a bar for the next one, and what that lacks, each with a link to its field."""

    cell_template_name = "practices/panels/tier_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> Any:
        context = super().get_cell_context_data(instance, parent_context)
        context["progress"] = progress(instance)
        context["edit_url"] = reverse("wagtailadmin_pages:edit", args=[instance.pk])
        return context


class PracticeIndexView(IndexView):
    """Reads what its columns show with the page of results, not row by row. Exports what its filters leave."""

    FORMATS = tuple(name for name, _ in EXPORTS)
    #: Wagtail's own export knows nothing of the import.
    show_export_buttons = False

    def get_base_queryset(self) -> QuerySet[Any]:
        pages = practices_of(self.request.user)
        if self.is_export:
            return pages.defer_streamfields()
        return self.annotate_queryset(pages).select_related("verbund").prefetch_related("branches", "regions")

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [
            *super().header_more_buttons,
            *(
                Button(label, url=self.get_export_url(name), icon_name="download", priority=90 + place)
                for place, (name, label) in enumerate(EXPORTS)
            ),
        ]

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> StreamingHttpResponse | HttpResponseRedirect:
        try:
            return export_response([page.pk for page in queryset], spreadsheet_format)
        except UnreadableFile as problem:
            messages.error(self.request, problem.message)
            kept = self.request.GET.copy()
            kept.pop("export", None)
            return HttpResponseRedirect(f"{self.request.path}?{kept.urlencode()}")


def _wagtails(name: str, width: str | None = None) -> Column:
    """A column of Wagtail's own list, in another width: titles are long, and stand beside more columns here."""
    column = copy(next(column for column in IndexView.base_columns if column.name == name))
    column.width = width
    return column


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
        _wagtails("bulk_actions"),
        _wagtails("title", "28%"),
        GivenColumn("verbund", label="Verbund", accessor="verbund.title", width="12%"),
        TermsColumn("branches", label="Branchen", accessor="branches", width="11%"),
        TermsColumn("regions", label="Regionen", accessor="regions", width="9%"),
        TierColumn("tier", label="Stufe", sort_key="tier", width="13%"),
        GivenColumn("year", label="Jahr", sort_key="year", width="5%"),
        _wagtails("latest_revision_created_at", "8%"),
        _wagtails("status", "10%"),
    ]
