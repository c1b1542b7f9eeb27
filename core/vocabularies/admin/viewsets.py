"""One list and form a vocabulary: the tree indented, how often each term is used, merging."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import DeleteView, IndexView, SnippetViewSet

from core.models import Branch, CompanySize, Instrument, ObstacleType, Region, TargetGroup, Topic
from core.vocabularies.admin.forms import TermForm
from core.vocabularies.admin.views import may, merge_page, usage_page
from core.vocabularies.models import Term
from core.vocabularies.tree import in_tree_order
from core.vocabularies.uses import counts, is_used


def _indented(term: Any) -> SafeString:
    return format_html('<span class="term-depth-{}">{}</span>', min(getattr(term, "depth_shown", 0), 4), term.label)


class _UsageColumn(Column):
    def get_value(self, instance: Any) -> SafeString:
        url = reverse(f"{type(instance).snippet_viewset.url_namespace}:usage", args=[instance.pk])
        return format_html('<a href="{}">{}</a>', url, getattr(instance, "usage_shown", 0))


class TermIndexView(IndexView):
    """In the order of the tree unless a column is clicked or something is searched. A few queries, however many."""

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.request.GET.get("ordering") or self.is_searching:
            ordered: QuerySet[Any] = super().order_queryset(queryset)
            return ordered
        places = [When(pk=term.pk, then=Value(n)) for n, (term, _) in enumerate(self._tree)]
        return queryset.order_by(Case(*places, default=Value(len(places)))) if places else queryset

    @cached_property
    def _tree(self) -> list[tuple[Any, int]]:
        return list(in_tree_order(self.model._default_manager.all()))

    def _get_title_column(self, *args: Any, **kwargs: Any) -> Any:
        return super()._get_title_column(*args, **kwargs, accessor=_indented)

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        paginator, page, rows, has_others = super().paginate_queryset(queryset, page_size)
        depths = {term.pk: depth for term, depth in self._tree}
        usage = counts(self.model)
        rows = list(rows)
        for term in rows:
            term.depth_shown, term.usage_shown = depths.get(term.pk, 0), usage[term.pk]
        page.object_list = rows
        return paginator, page, rows, has_others

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        buttons: list[Any] = super().get_list_more_buttons(instance)
        if may(self.request.user, self.model, "change", "delete"):
            url = reverse(f"{self.model.snippet_viewset.url_namespace}:merge", args=[instance.pk])
            buttons.append(Button("Zusammenführen", url=url, icon_name="resubmit", priority=25))
        return buttons


class TermDeleteView(DeleteView):
    """Only what nothing uses can be deleted; else the page says where it is used."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if is_used(self.object):
            messages.error(request, f"„{self.object}“ wird benutzt und lässt sich darum nicht löschen.")
            return redirect(f"{self.model.snippet_viewset.url_namespace}:usage", self.object.pk)
        return super().dispatch(request, *args, **kwargs)


class TermViewSet(SnippetViewSet):
    index_view_class = TermIndexView
    delete_view_class = TermDeleteView
    list_display = ["label", "slug", "code", _UsageColumn("usage", label="Benutzt")]
    list_per_page = 500
    ordering = ["order", "label"]
    #: By the database, so that a part of a word finds and nothing waits for an index.
    search_backend_name = None
    search_fields = ["label", "slug", "synonyms", "code"]
    copy_view_enabled = False

    def get_edit_handler(self) -> Any:
        panels = ObjectList(self.model.panels, base_form_class=TermForm)
        return panels.bind_to_model(self.model)

    @property
    def usage_view(self) -> Any:
        @require_safe
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            return usage_page(request, self.model, pk, self._frame(pk, "Wo benutzt"))

        return view

    @property
    def merge_view(self) -> Any:
        @require_http_methods(["GET", "HEAD", "POST"])
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            return merge_page(request, self.model, pk, self._frame(pk, "Zusammenführen"), reverse(self._name("list")))

        return view

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("merge/<int:pk>/", self.merge_view, name="merge")]

    def _name(self, view: str) -> str:
        return f"{self.url_namespace}:{view}"

    def _frame(self, pk: int, title: str) -> dict[str, Any]:
        term: Term = get_object_or_404(self.model, pk=pk)
        return {
            "page_title": f"{title}: {term.label}",
            "header_title": f"{title}: {term.label}",
            "header_icon": self.icon,
            "edit_url": reverse(self._name("edit"), args=[pk]),
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": "Start"},
                {"url": reverse(self._name("list")), "label": self.model._meta.verbose_name_plural},
                {"url": reverse(self._name("edit"), args=[pk]), "label": term.label},
                {"url": "", "label": title},
            ],
        }


def _viewset(vocabulary: type[Term], icon_name: str) -> type[TermViewSet]:
    class ViewSet(TermViewSet):
        model = vocabulary
        icon = icon_name

    return ViewSet


VIEWSETS = tuple(
    _viewset(vocabulary, icon)
    for vocabulary, icon in (
        (Branch, "tag"),
        (Region, "globe"),
        (Topic, "list-ul"),
        (TargetGroup, "group"),
        (CompanySize, "order"),
        (Instrument, "form"),
        (ObstacleType, "warning"),
    )
)
