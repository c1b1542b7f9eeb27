"""The door of the admin: an address that names a page of others answers like one that names none.

Wagtail checks what can be done with a page, but some of its views name a page before they check, or do not check at all
(the explorer's heading, the list of a chooser, what a bulk action may not do). One door is surer than a list of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.views.pages.search import page_filter_search
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from core.permissions.limits import choosable, limit_of

#: Parameters that name pages, in the addresses of choosers and of bulk actions.
_PARAMETERS = ("target_pages[]", "childOf", "parent_page_id", "parent")
#: Where images and documents are named, by the beginning of the namespace or the app's label.
_FILES = {"wagtailimages": get_image_model, "wagtaildocs": get_document_model}
_IDS_ARE_PAGES = ("wagtailadmin_choose_page_chosen_multiple",)
#: Tells the last page of each type that anybody edited.
_CLOSED = ("page_types_usage", "page_types_usage_results")


class OwnPagesOnly:
    """404 in the admin for pages, images and documents of a Verbund to which somebody is not limited. Without a limit
    it costs the question whether there is one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Mapping[str, Any]) -> None:
        if not request.path.startswith(reverse("wagtailadmin_home")) or limit_of(request.user) is None:
            return
        match = request.resolver_match
        if match is None or match.url_name in _CLOSED:
            raise Http404
        if (kind := _kind_of_file(match.namespace, kwargs)) and _names_files_of_others(request, kind, kwargs):
            raise Http404
        explorable = policy_registry.get_by_type(Page).explorable_instances(request.user)
        ids_are_pages = match.url_name in _IDS_ARE_PAGES or kwargs.get("model_name") == "page"
        if ids_are_pages and "all" in request.GET.getlist("id"):
            request.GET = _all_that_may_be_seen(request.GET, explorable)
        named = {*_in_path(kwargs, match.namespace), *_in_query(request.GET, ids_are_pages)}
        if not named:
            return
        for pages in (explorable, choosable(request.user, Page.objects.all())):
            named -= set(pages.filter(pk__in=named).values_list("pk", flat=True))
            if not named:
                return
        raise Http404


def _kind_of_file(namespace: str, kwargs: Mapping[str, Any]) -> type[Model] | None:
    place = str(kwargs.get("app_label") or namespace)
    return next((kind() for start, kind in _FILES.items() if place.startswith(start)), None)


def _names_files_of_others(request: HttpRequest, kind: type[Model], kwargs: Mapping[str, Any]) -> bool:
    values = [*kwargs.values(), *request.GET.getlist("id")]
    named = {number for value in values for number in _number(value)}
    if not named:
        return False
    policy = policy_registry.get_by_type(kind)
    known = policy.instances_user_has_any_permission_for(request.user, ["add", "change", "choose"])
    return bool(named - set(known.filter(pk__in=named).values_list("pk", flat=True)))


def _in_path(kwargs: Mapping[str, Any], namespace: str) -> Iterator[int]:
    for name, value in kwargs.items():
        if "page" in name or name == "destination_id" or (name == "pk" and namespace == "wagtailadmin_pages"):
            yield from _number(value)


def _in_query(query: QueryDict, ids_are_pages: bool) -> Iterator[int]:
    for parameter in (*_PARAMETERS, *(["id"] if ids_are_pages else [])):
        for value in query.getlist(parameter):
            yield from _number(value)


def _all_that_may_be_seen(query: QueryDict, explorable: PageQuerySet) -> Any:
    """A bulk action's „all of this list“ as the ids of those that the list shows: Wagtail would name the others."""
    parent = next(_number(query.get("childOf")), None)
    searched = query.get("q", "")
    pages = explorable.filter(depth__gt=1)
    if parent is not None:
        above = get_object_or_404(Page, pk=parent)
        pages = pages.descendant_of(above) if searched else pages.child_of(above)
    found = page_filter_search(searched, pages)[0].results() if searched else pages
    changed = query.copy()
    changed.setlist("id", [str(page.pk) for page in found])
    return changed


def _number(value: Any) -> Iterator[int]:
    text = str(value)
    if text.isascii() and text.isdigit() and len(text) < 18:
        yield int(text)
