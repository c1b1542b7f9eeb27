"""The page „Suchindex“ of the admin, and its button."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from search.health.overview import index_states
from search.models import Consumer
from search.rebuilding import RebuildRunning, request_rebuild
from search.running import indices

PERMISSION = "search.change_consumer"


@permission_required(PERMISSION)
@require_safe
def index_page(request: HttpRequest) -> HttpResponse:
    states = index_states()
    context = {
        "states": states,
        "busy": any(state.is_rebuilding or state.is_wanted for state in states),
        "header_title": "Suchindex",
        "header_icon": "search",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Start"},
            {"url": "", "label": "Suchindex"},
        ],
    }
    return render(request, "search/admin/index_page.html", context)


@permission_required(PERMISSION)
@require_POST
def rebuild_index(request: HttpRequest) -> HttpResponse:
    """Ask for a rebuild of the index that is named in the form; whoever delivers to it does it in the background."""
    name = request.POST.get("index", "")
    known = {index.name for index in indices()} | set(Consumer.objects.values_list("name", flat=True))
    if name not in known:
        messages.error(request, "Diesen Index gibt es nicht mehr.")
        return redirect("search_index_page")
    try:
        request_rebuild(name)
    except RebuildRunning as running:
        done = f": {running.progress.done} von {running.progress.total} Einträgen" if running.progress else ""
        messages.warning(request, f"Ein Neuaufbau läuft schon{done}.")
    else:
        messages.success(request, "Der Neuaufbau beginnt gleich. Bis er fertig ist, antwortet der bisherige Index.")
    return redirect("search_index_page")
