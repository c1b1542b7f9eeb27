"""Periodic work of apps that do not know `core`, where it is registered."""

from __future__ import annotations

from datetime import timedelta

from core.periodic import register_periodic
from search.tuning.asked import tidy


def register() -> None:
    register_periodic("suchanfragen-aufraeumen", timedelta(days=1), tidy)
