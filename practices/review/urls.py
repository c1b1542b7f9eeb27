"""The address that a firm gets."""

from __future__ import annotations

from django.urls import path

from practices.review.views import sign_off_page

urlpatterns = [path("freigabe/<str:key>/", sign_off_page, name="practice-sign-off")]
