"""The pages beside Wagtail's own: where a term is used, merging it, free tags."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from taggit.models import Tag
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from core.vocabularies.admin.forms import TagForm, TargetForm
from core.vocabularies.load import VOCABULARIES
from core.vocabularies.merge import MergeRefused, merge
from core.vocabularies.models import Term
from core.vocabularies.tags import TagRefused, field_for, tag_to_term, tagged_models, with_usage
from core.vocabularies.uses import records_with

PAGE_SIZE = 50
#: So many records are named before merging; the number of all stands above.
NAMED = 20


def may(user: Any, vocabulary: Any, *actions: str) -> bool:
    """Merging needs „change“ and „delete“ of the vocabulary, taking a tag „add“; there are no permissions beside."""
    options = vocabulary._meta
    names = (f"{options.app_label}.{get_permission_codename(action, options)}" for action in actions)
    return all(user.has_perm(name) for name in names)


def usage_page(request: HttpRequest, vocabulary: Any, pk: int, frame: dict[str, Any]) -> HttpResponse:
    """All records with the term, drafts among them. Those that the user may not edit count but are not named."""
    _allow(request, vocabulary, "change")
    term = get_object_or_404(vocabulary, pk=pk)
    page = Paginator(records_with(term), PAGE_SIZE).get_page(request.GET.get("p"))
    rows = _rows(request.user, page.object_list)
    context = {
        **frame,
        "term": term,
        "page": page,
        "rows": rows,
        "below": _below(term),
        "merged": vocabulary.everything.filter(merged_into_id=term.pk),
    }
    return render(request, "core/vocabularies/usage.html", context)


def merge_page(request: HttpRequest, vocabulary: Any, pk: int, frame: dict[str, Any], list_url: str) -> HttpResponse:
    """First the other term is chosen (GET), then the page says what moves, then POST does it."""
    _allow(request, vocabulary, "change", "delete")
    term = get_object_or_404(vocabulary, pk=pk)
    form = TargetForm(request.POST or (request.GET if "into" in request.GET else None), term=term)
    target = form.cleaned_data["into"] if form.is_bound and form.is_valid() else None
    if request.method == "POST" and target is not None:
        try:
            merge(term, target, user=request.user)
        except MergeRefused as refused:
            messages.error(request, str(refused))
            return redirect(list_url)
        messages.success(request, f"„{term}“ ist in „{target}“ aufgegangen.")
        return redirect(list_url)
    context = {**frame, "term": term, "form": form, "target": target, "list_url": list_url}
    if target is not None:
        records = records_with(term)
        context |= {"number": len(records), "rows": _rows(request.user, records[:NAMED]), "below": _below(term)}
    return render(request, "core/vocabularies/merge.html", context)


@require_safe
def tags_page(request: HttpRequest) -> HttpResponse:
    if not _vocabularies_of(request.user):
        raise PermissionDenied
    text = request.GET.get("q", "")[:100].strip()
    rows = [row for row in with_usage() if text.casefold() in row["tag"].name.casefold()]
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("p"))
    context = {**_tags_frame("Schlagworte"), "page": page, "q": text}
    return render(request, "core/vocabularies/tags.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def tag_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the tag goes, and how many records that concerns; POST does it."""
    allowed = _vocabularies_of(request.user)
    if not allowed:
        raise PermissionDenied
    tag = get_object_or_404(Tag, pk=pk)
    owners = [owner for rows, owner in tagged_models() if rows._base_manager.filter(tag=tag).exists()]
    fitting = [name for name in allowed if all(field_for(owner, VOCABULARIES[name]) for owner in owners)]
    form = TagForm(request.POST or None, vocabularies=fitting)
    if request.method == "POST" and form.is_valid():
        vocabulary, parent = form.chosen()
        try:
            term = tag_to_term(tag, vocabulary, parent=parent, user=request.user)
        except (TagRefused, ValidationError) as refused:
            text = str(refused) if isinstance(refused, TagRefused) else " ".join(refused.messages)
            form.add_error("place", text)
        else:
            messages.success(request, f"„{term}“ gehört jetzt zu {vocabulary._meta.verbose_name_plural}.")
            return redirect("vocabulary_tags")
    usage = sum(rows._base_manager.filter(tag=tag).count() for rows, _ in tagged_models())
    frame = _tags_frame(tag.name)
    frame["breadcrumbs_items"].insert(1, {"url": reverse("vocabulary_tags"), "label": "Schlagworte"})
    return render(request, "core/vocabularies/tag.html", {**frame, "tag": tag, "form": form, "usage": usage})


def _allow(request: HttpRequest, vocabulary: type[Term], *actions: str) -> None:
    if not may(request.user, vocabulary, *actions):
        raise PermissionDenied


def _rows(user: Any, records: Any) -> list[dict[str, Any]]:
    """The records with the addresses of their forms: None for what the user may not edit, whose title stays unsaid."""
    finder = AdminURLFinder(user)
    return [{"record": record, "url": finder.get_edit_url(record.instance)} for record in records]


def _vocabularies_of(user: Any) -> list[str]:
    """The vocabularies in which the user may make terms."""
    return [name for name, vocabulary in VOCABULARIES.items() if may(user, vocabulary, "add")]


def _below(term: Any) -> list[Term]:
    return list(term.children.all()) if hasattr(term, "children") else []


def _tags_frame(title: str) -> dict[str, Any]:
    items = [{"url": reverse("wagtailadmin_home"), "label": "Start"}, {"url": "", "label": title}]
    return {"page_title": title, "header_title": title, "header_icon": "tag", "breadcrumbs_items": items}
