"""The admin: vocabularies as a menu of their own, our additions to its style."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import DismissibleMenuItem, MenuItem
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from core.editing_session import still_there
from core.mail.admin import MailViewSet
from core.permissions.limits import choosable, limit_of
from core.vocabularies import merge, tags
from core.vocabularies.admin import views
from core.vocabularies.admin.viewsets import VIEWSETS
from core.vocabularies.load import VOCABULARIES
from core.vocabularies.models import Term
from core.vocabularies.uses import is_used


class _TagsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return any(views.may(request.user, vocabulary, "add") for vocabulary in VOCABULARIES.values())


class VocabularyGroup(SnippetViewSetGroup):
    menu_label = "Vokabulare"
    menu_icon = "tag"
    menu_order = 300
    items = VIEWSETS

    def get_submenu_items(self) -> list[MenuItem]:
        tags_item = _TagsItem("Schlagworte", reverse("vocabulary_tags"), icon_name="tag", order=len(VIEWSETS) + 1)
        return [*super().get_submenu_items(), tags_item]


register_snippet(VocabularyGroup)


@hooks.register("register_admin_urls")
def vocabulary_urls() -> list[Any]:
    return [
        path("noch-angemeldet/", still_there, name="still_there"),
        path("schlagworte/", views.tags_page, name="vocabulary_tags"),
        path("schlagworte/<int:pk>/", views.tag_page, name="vocabulary_tag"),
    ]


@hooks.register("before_bulk_action")
def keep_used_terms(request: HttpRequest, action: str, objects: list[Any], view: Any) -> HttpResponse | None:
    """Of several terms none is deleted when one of them is used; the message names it."""
    used = [term for term in objects if isinstance(term, Term) and is_used(term)] if action == "delete" else []
    if not used:
        return None
    names = ", ".join(f"„{term}“" for term in used)
    messages.error(request, f"Nichts wurde gelöscht, denn das wird noch benutzt: {names}.")
    return redirect(f"{type(used[0]).snippet_viewset.url_namespace}:list")


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action(merge.LOG_ACTION)(_Merged)
    actions.register_action(tags.LOG_ACTION)(_TagTaken)


class _Merged(LogFormatter):
    label = "Begriffe zusammenführen"

    def format_message(self, log_entry: Any) -> str:
        return f"„{log_entry.data.get('old', '')}“ ist hier aufgegangen"


class _TagTaken(LogFormatter):
    label = "Schlagwort übernehmen"

    def format_message(self, log_entry: Any) -> str:
        return f"Aus dem Schlagwort „{log_entry.data.get('tag', '')}“ übernommen"


@hooks.register("register_admin_viewset")
def mails() -> MailViewSet:
    return MailViewSet("mails")


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("construct_page_chooser_queryset")
def choose_own_pages(pages: Any, request: HttpRequest) -> Any:
    return choosable(request.user, pages)


@hooks.register("construct_reports_menu")
def hide_what_tells_of_others(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """The report that `OwnPagesOnly` closes."""
    if limit_of(request.user) is not None:
        menu_items[:] = [item for item in menu_items if item.name != "page-types-usage"]


@hooks.register("construct_homepage_summary_items", order=1000)
def count_no_pages_of_others(request: HttpRequest, items: list[Any]) -> None:
    """Wagtail counts all pages of the site. Last of all: what is taken away has to be there."""
    if limit_of(request.user) is not None:
        items[:] = [item for item in items if not isinstance(item, PagesSummaryItem)]


@hooks.register("register_permissions")
def view_permission() -> QuerySet[Permission]:
    """May be given to a group: look at the lists of all pages, drafts too, without changing any."""
    return Permission.objects.filter(content_type__app_label="wagtailcore", codename="view_page")


@hooks.register("insert_editor_js")
def keep_text_script() -> str:
    return format_html('<script src="{}"></script>', static("js/admin-keep-text.js"))


@hooks.register("construct_help_menu")
def leave_out_english_help(request: HttpRequest, items: list[Any]) -> None:
    """What Wagtail would have editors read elsewhere, in English, and marks with a number until they have."""
    items[:] = [item for item in items if not isinstance(item, DismissibleMenuItem)]
