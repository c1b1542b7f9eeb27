"""The periodic jobs of the foundations."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import call_command

from core.mail.queue import SEND_MAILS
from core.mail.sending import LEASE, erase_old, send_waiting
from core.periodic import register_periodic


def register() -> None:
    """Called once, when Django is ready. Mails first: they are waited for."""
    register_periodic(SEND_MAILS, timedelta(seconds=20), send_waiting, lease=LEASE)
    register_periodic("geplantes-veroeffentlichen", timedelta(minutes=5), _publish_scheduled)
    register_periodic("mails-loeschen", timedelta(hours=6), erase_old)


def _publish_scheduled() -> str:
    call_command("publish_scheduled", verbosity=0)
    return "erledigt"
