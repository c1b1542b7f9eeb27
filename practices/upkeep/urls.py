"""The address of the question."""

from __future__ import annotations

from django.urls import path

from practices.upkeep.views import answer_page

urlpatterns = [path("praxisbeispiel-bestaetigen/<str:key>/", answer_page, name="practice-review")]
