"""The periodic jobs of the exchange."""

from __future__ import annotations

from datetime import timedelta

from core.periodic import register_periodic
from exchange.needs.actions import erase_addresses
from exchange.searches.actions import erase_unconfirmed
from exchange.searches.digest import send_digests


def register() -> None:
    """Called once, when Django is ready."""
    register_periodic("suchen-benachrichtigen", timedelta(minutes=5), send_digests, lease=timedelta(hours=1))
    register_periodic("unbestaetigte-suchen-loeschen", timedelta(hours=1), erase_unconfirmed)
    register_periodic("adressen-von-bedarfen-loeschen", timedelta(hours=6), erase_addresses)
