"""The addresses of „Praxisbeispiel einreichen“."""

from __future__ import annotations

from django.urls import path

from practices.submission.views import start_page, step_page, submission_page

urlpatterns = [
    path("praxisbeispiel-einreichen/", start_page, name="submission-start"),
    path("praxisbeispiel-einreichen/<str:key>/", submission_page, name="submission"),
    path("praxisbeispiel-einreichen/<str:key>/<slug:step>/", step_page, name="submission-step"),
]
