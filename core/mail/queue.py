"""Writing mails: in the caller's transaction, so that a mail goes out exactly when what it tells of has happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.validators import validate_email
from django.db import transaction
from django.template import Context, Engine
from django.template.loader import render_to_string
from django.utils import timezone

from core.background import do_soon
from core.mail.models import OutgoingMail
from core.site_name import site_name

#: The name of the job that sends.
SEND_MAILS = "mails-senden"


def queue_mail(
    template: str,
    to: str,
    context: Mapping[str, Any],
    *,
    headers: Mapping[str, str] | None = None,
    about: str = "",
) -> OutgoingMail:
    """Write a mail; it is sent after the commit, and never when the transaction is rolled back.

    `template` names templates/mail/<template>.subject.txt, .txt and .html; beside `context` they know SITE_NAME and
    BASE_URL (without a slash at its end). `headers` are further ones. `about` names the record it belongs to.

    Raises:
        ValidationError: `to` is no mail address.
        ValueError: a header has a line break.
    """
    validate_email(to)
    headers = dict(headers or {})
    if any("\n" in part or "\r" in part for pair in headers.items() for part in pair):
        raise ValueError("A header of a mail must not have a line break.")
    known = {"SITE_NAME": site_name(), "BASE_URL": settings.BASE_URL, **context}
    # Whatever came into the subject with the context, it is one line: a line break would begin a header.
    subject = " ".join(_plain(f"mail/{template}.subject.txt", known).split())
    mail = OutgoingMail.objects.create(
        template=template,
        to=to,
        about=about,
        subject=subject if len(subject) <= 200 else f"{subject[:199]}…",
        text=_plain(f"mail/{template}.txt", known).strip() + "\n",
        html=render_to_string(f"mail/{template}.html", known),
        headers=headers,
        next_try_at=timezone.now(),
    )
    transaction.on_commit(lambda: do_soon(SEND_MAILS))
    return mail


def forget_mails(about: str) -> None:
    """Erase the mails of a record, also those that still wait."""
    OutgoingMail.objects.filter(about=about).delete()


def _plain(name: str, context: Mapping[str, Any]) -> str:
    """A template of plain text: nothing is escaped there."""
    return str(Engine.get_default().get_template(name).render(Context(dict(context), autoescape=False)))
