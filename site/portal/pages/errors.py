"""Error pages. They do with as little as possible, since what they report may be what they would need."""

from __future__ import annotations

from django.db import DatabaseError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from wagtail.models import Page, Site

from core.visibility import unrestricted


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form was sent without a valid token: cookies are off, or the page stood open for too long."""
    return render(request, "403.html", {"csrf": True}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """410 for what once stood here and was withdrawn, so that search engines forget it; 404 for everything else."""
    if _was_public(request):
        return render(request, "410.html", status=410)
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)


def _was_public(request: HttpRequest) -> bool:
    """Whether a page that the public could once read has this address. A draft that never was public is unknown."""
    try:
        site = Site.find_for_request(request)
        if site is None:
            return False
        path = site.root_page.url_path.rstrip("/") + request.path
        over = Q(live=False) | Q(expire_at__lte=timezone.now())
        once = Page.objects.filter(over, url_path=path, first_published_at__isnull=False)
        return bool(unrestricted(None, once).exists())
    except DatabaseError:
        return False
