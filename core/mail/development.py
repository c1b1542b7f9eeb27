"""Mails of a development site: as files in DATA_DIR/mail, and as text on the console, where a link can be followed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend as FileBackend


class EmailBackend(FileBackend):
    """EMAIL_BACKEND of `portal.settings.dev`."""

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        sent = super().send_messages(email_messages)
        for message in email_messages:
            sys.stderr.write(_as_seen(message))
        sys.stderr.flush()
        return sent


def _as_seen(message: EmailMessage) -> str:
    line = "─" * 72
    return f"\n{line}\nMail an {', '.join(message.to)}\nBetreff: {message.subject}\n\n{message.body}{line}\n"
