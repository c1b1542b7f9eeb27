"""The addresses of „Bedarf melden“ and „Barriere melden“."""

from __future__ import annotations

from django.urls import path

from exchange.needs.views import barrier_page, need_page, thanks_page

urlpatterns = [
    path("bedarf-melden/", need_page, name="need-report"),
    path("bedarf-melden/danke/", thanks_page, name="need-thanks"),
    path("bedarf-melden/danke/antwort-folgt/", thanks_page, {"answered": True}, name="need-thanks-answer"),
    path("barriere-melden/", barrier_page, name="barrier-report"),
]
