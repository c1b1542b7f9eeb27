"""Addresses below /praxis/ that are no pages of the tree."""

from __future__ import annotations

from django.urls import path

from practices.views import comparison_page, pdf_page

urlpatterns = [
    path("praxis/vergleich/", comparison_page, name="practice-compare"),
    path("praxis/<slug:slug>/steckbrief.pdf", pdf_page, name="practice-pdf"),
]
