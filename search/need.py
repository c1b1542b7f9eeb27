"""`/suche/anliegen/`: somebody describes a situation in some sentences and sees the practices that fit it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from search.engine import EngineUnavailable
from search.likeness import LONGEST_NEED, fitting


# Without a token: the answer changes nothing, and the token would need a cookie. By POST, because what a person tells
# of a firm must stand neither in an address nor in the log of a server.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def need_page(request: HttpRequest) -> HttpResponse:
    """The form, and below it what fits. Nothing that was typed is kept or logged."""
    situation = request.POST.get("anliegen", "").strip() if request.method == "POST" else ""
    context: dict[str, object] = {"situation": situation, "longest": LONGEST_NEED, "asked": request.method == "POST"}
    status = 200
    if request.method == "POST":
        if not situation:
            context["problem"] = _("Bitte beschreiben Sie Ihr Anliegen in ein paar Sätzen.")
            status = 400
        elif len(situation) > LONGEST_NEED:
            context["problem"] = _(
                "Der Text hat %(length)s Zeichen, möglich sind %(most)s. Bitte kürzen Sie ihn auf das Wichtigste."
            ) % {
                "length": number_format(len(situation), force_grouping=True),
                "most": number_format(LONGEST_NEED, force_grouping=True),
            }
            status = 400
        else:
            try:
                context["hits"] = fitting(situation, "praxis", user=request.user)
            except EngineUnavailable:
                context["problem"] = _("Die Suche ist gerade nicht erreichbar. Bitte versuchen Sie es in einer Minute.")
                status = 503
    response = render(request, "search/need.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response
