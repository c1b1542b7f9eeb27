"""Who gets the mail that a visitor writes about a page: never shown, only written to by the form."""

from __future__ import annotations

from typing import Any

from django.conf import settings


def mail_to(page: Any) -> str:
    """The address behind a practice, a network or a partner: its own, its deputy's, its network's, the office's.

    Empty when there is none of these. The network's takes part whether the visitor may see that page or not.
    """
    network = getattr(page, "verbund", None)
    return (
        getattr(page, "contact_email", "")
        or getattr(page, "deputy_email", "")
        or getattr(network, "contact_email", "")
        or settings.OFFICE_EMAIL
    )


def takes_mail(page: Any) -> bool:
    """Whether the page offers its form."""
    return bool(mail_to(page))
