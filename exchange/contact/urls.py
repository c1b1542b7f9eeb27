"""The addresses of „Kontakt“."""

from __future__ import annotations

from django.urls import path

from exchange.contact.views import contact_page, thanks_page

urlpatterns = [
    path("kontakt/<int:page_id>/", contact_page, name="contact"),
    path("kontakt/<int:page_id>/danke/", thanks_page, name="contact-thanks"),
]
