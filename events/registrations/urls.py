"""The addresses of registrations."""

from __future__ import annotations

from django.urls import path

from events.registrations.views import register_page, self_service_page, thanks_page

urlpatterns = [
    path("veranstaltungen/<slug:slug>/anmeldung/", register_page, name="registration"),
    path("veranstaltungen/<slug:slug>/anmeldung/danke/", thanks_page, name="registration-thanks"),
    path("anmeldung/<str:key>/", self_service_page, name="registration-self-service"),
]
