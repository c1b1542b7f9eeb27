"""The addresses of the exchange."""

from __future__ import annotations

from django.urls import path

from exchange.searches.views import end_page, manage_page, subscribe_page

app_name = "exchange"
urlpatterns = [
    path("suche/benachrichtigen/", subscribe_page, name="subscribe"),
    path("suche/benachrichtigen/<str:key>/", manage_page, name="manage"),
    path("suche/benachrichtigen/<str:key>/beenden/", end_page, name="end"),
]
