"""What can happen to a need: reported, and its address erased."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from core.mail.queue import forget_mails, queue_mail
from exchange.needs.models import Need

#: So long the address of who reported is kept.
ADDRESS_KEPT = timedelta(days=180)


@transaction.atomic
def report(need: Need) -> Need:
    """Keep a need and tell the office, if it has an address. A mail that cannot be sent undoes nothing."""
    need.save()
    if settings.OFFICE_EMAIL:
        headers = {"Reply-To": need.email} if need.email else {}
        queue_mail("need", settings.OFFICE_EMAIL, {"need": need}, headers=headers, about=_mails(need))
    return need


def erase_addresses() -> str:
    """Erase the addresses of needs that were reported ADDRESS_KEPT ago."""
    late = Need.objects.filter(created_at__lt=timezone.now() - ADDRESS_KEPT).exclude(email="")
    number = 0
    for need in late:
        with transaction.atomic():
            forget_mails(_mails(need))
            Need.objects.filter(pk=need.pk).update(email="")
        number += 1
    return f"{number} gelöscht"


def _mails(need: Need) -> str:
    return f"need:{need.pk}"
