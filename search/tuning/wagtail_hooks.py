"""The admin of the synonyms, in the menu „Suche“."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from search.tuning import report_hooks
from search.tuning.models import Synonym
from search.tuning.overlaps import groups_with
from search.tuning.synonyms import load_start_synonyms
from search.tuning.words import read_words

__all__ = ["report_hooks"]


class _Signed:
    """Notes who changed a synonym, and says where else its words stand."""

    request: HttpRequest

    def save_instance(self) -> Any:
        self.form.instance.changed_by = self.request.user  # type: ignore[attr-defined]
        saved = super().save_instance()  # type: ignore[misc]
        for word, others in groups_with(read_words(saved.words), without=saved.pk).items():
            messages.warning(
                self.request, f"„{word}“ steht auch in: {'; '.join(others)}. Beides gilt; wollen Sie es zusammenlegen?"
            )
        return saved


class _Index(IndexView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        load = Button("Startbestand laden", url=reverse("search_tuning_load_start"), icon_name="download", priority=90)
        return [*super().header_more_buttons, load]


class _Create(_Signed, CreateView):
    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "words": self.request.GET.get("woerter", "")[:200]}


class _Edit(_Signed, EditView):
    pass


class SynonymViewSet(ModelViewSet):
    model = Synonym
    name = "synonyme"
    url_prefix = "suche/synonyme"
    icon = "order"
    menu_label = "Synonyme"
    index_view_class = _Index
    add_view_class = _Create
    edit_view_class = _Edit
    list_display = ["__str__", "active", "changed_at"]
    list_filter = ["active"]
    search_fields = ["words", "targets", "note"]
    list_per_page = 50
    form_fields = ["words", "targets", "note", "active"]
    panels = [FieldPanel("words"), FieldPanel("targets"), FieldPanel("note"), FieldPanel("active")]
    inspect_view_enabled = False
    copy_view_enabled = False


synonyms = SynonymViewSet()


class _SynonymMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("search_tuning.change_synonym"))


@hooks.register("register_admin_viewset")
def synonym_viewset() -> SynonymViewSet:
    return synonyms


@hooks.register("register_search_menu_item")
def synonym_menu_item() -> MenuItem:
    return _SynonymMenuItem("Synonyme", reverse("synonyme:index"), icon_name="order", order=100)


@permission_required("search_tuning.add_synonym")
@require_http_methods(["GET", "HEAD", "POST"])
def load_start(request: HttpRequest) -> HttpResponse:
    """A page with a button, and what the button does."""
    if request.method != "POST":
        items = [
            {"url": reverse("wagtailadmin_home"), "label": "Start"},
            {"url": reverse("synonyme:index"), "label": "Synonyme"},
            {"url": "", "label": "Startbestand laden"},
        ]
        context = {"header_title": "Startbestand laden", "header_icon": "download", "breadcrumbs_items": items}
        return render(request, "search/admin/load_start.html", context)
    number = load_start_synonyms()
    if number:
        messages.success(request, f"{number} Synonyme aus dem Startbestand wurden geladen.")
    else:
        messages.info(request, "Der Startbestand war schon geladen.")
    return redirect("synonyme:index")


@hooks.register("register_admin_urls")
def start_url() -> list[URLPattern]:
    return [path("suche/synonyme/startbestand/", load_start, name="search_tuning_load_start")]


@hooks.register("register_permissions")
def synonym_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="search_tuning", content_type__model="synonym").exclude(
        codename__startswith="view_"
    )
