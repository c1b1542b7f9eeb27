"""The addresses of the question and its answers."""

from __future__ import annotations

from django.urls import path

from practices.upkeep import views

_BASE = "praxisbeispiel-bestaetigen/<str:key>/"

urlpatterns = [
    path(_BASE, views.question_page, name="practice-review"),
    path(f"{_BASE}stimmt/", views.still_true_page, name="practice-review-still-true"),
    path(f"{_BASE}geaendert/", views.changed_page, name="practice-review-changed"),
    path(f"{_BASE}beendet/", views.ended_page, name="practice-review-ended"),
]
