"""The address that the form asks while somebody writes a practice."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from practices.actions import NoPracticeIndex, practice_index
from practices.writing_panel import hints

#: Characters of each text that are looked at.
MOST_CHARACTERS = 60_000


@require_POST
def writing_help(request: HttpRequest) -> HttpResponse:
    """The panel's content for what is typed: `title`, `summary`, `text` (plain), `page`."""
    try:
        allowed = practice_index().permissions_for_user(request.user).can_add_subpage()
    except NoPracticeIndex:
        allowed = False
    if not allowed:
        raise PermissionDenied
    given = {name: request.POST.get(name, "")[:MOST_CHARACTERS] for name in ("title", "summary", "text")}
    page = request.POST.get("page", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 18 else None
    context = hints(given["title"], given["summary"], given["text"], number, request.user)
    response = render(request, "practices/panels/writing_hints.html", context)
    response["Cache-Control"] = "no-store"
    return response
