"""Confirming in the admin: who has asked by telephone notes it here. A page with a button; a GET changes nothing."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from practices.access import may_change
from practices.models import PracticePage
from practices.upkeep.answering import confirm


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_page(request: HttpRequest, pk: int) -> HttpResponse:
    page = get_object_or_404(PracticePage.objects.live(), pk=pk)
    if not may_change(request.user, page) or not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    if request.method == "POST":
        confirm(page, by="Redaktion", user=request.user)
        messages.success(request, f"„{page.title}“ ist heute als aktuell bestätigt.")
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {
        "header_title": "Als aktuell bestätigen",
        "header_icon": "check",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Start"},
            {"url": reverse("wagtailadmin_pages:edit", args=(page.pk,)), "label": page.title},
            {"url": "", "label": "Als aktuell bestätigen"},
        ],
        "page": page,
        "questions": page.review_requests.order_by("-sent_at")[:10],
    }
    return render(request, "practices/upkeep/admin_confirm.html", context)
