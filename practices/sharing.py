"""Passing a practice on: its full address, a mail that only has to be addressed, the comparison."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings

#: The address of the comparison; its `p` are slugs.
COMPARISON = "/praxis/vergleich/"


def address(page: Any) -> str:
    """The full address of a page."""
    return f"{settings.BASE_URL}{page.url}"


def mail_link(page: Any) -> str:
    """A `mailto:` without a recipient, with title, summary and address."""
    body = f"{page.title}\n\n{page.summary}\n\n{address(page)}\n"
    return f"mailto:?subject={quote(page.title)}&body={quote(body)}"


def comparison_link(*slugs: str) -> str:
    """The comparison of these practices."""
    return f"{COMPARISON}?{urlencode([('p', slug) for slug in slugs])}"
