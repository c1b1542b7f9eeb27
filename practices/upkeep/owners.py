"""Whom to ask about a practice, in this order; without the addresses that do not take mail."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db.models.functions import Lower

from partners.models import VerbundPage
from practices.models import PracticePage
from practices.upkeep.models import Asked, UndeliverableAddress


def chain(page: PracticePage) -> list[tuple[Asked, str]]:
    """Who is responsible, each with an address, no address twice. The first is the owner. At most two queries."""
    steps = _all_steps(page)
    shut = undeliverable(address for _, address in steps)
    found: dict[str, tuple[Asked, str]] = {}
    for step, address in steps:
        if address.lower() not in shut:
            found.setdefault(address.lower(), (step, address))
    return list(found.values())


def owner(page: PracticePage) -> str:
    """The first address of the chain; empty: there is none."""
    steps = chain(page)
    return steps[0][1] if steps else ""


def address_of(page: PracticePage, step: Asked) -> str:
    """The address of a step, whether it takes mail or not; empty: there is none any more."""
    return dict(_all_steps(page)).get(step, "")


def undeliverable(addresses: Iterable[str]) -> set[str]:
    """Those of the addresses, in small letters, that the office has found not to take mail."""
    wanted = {address.lower() for address in addresses}
    return set(UndeliverableAddress.objects.filter(address__in=wanted).values_list("address", flat=True))


def forget_unused() -> str:
    """Erase noted addresses that nobody would be asked at any more."""
    used: set[str] = set()
    for model, name in (
        (PracticePage, "contact_email"),
        (PracticePage, "deputy_email"),
        (VerbundPage, "contact_email"),
    ):
        used |= set(model.objects.exclude(**{name: ""}).annotate(small=Lower(name)).values_list("small", flat=True))
    unused = UndeliverableAddress.objects.exclude(address__in=used)
    number, _ = UndeliverableAddress.objects.filter(pk__in=list(unused.values_list("pk", flat=True))).delete()
    return f"{number} Adressen gelöscht" if number else ""


def _all_steps(page: PracticePage) -> list[tuple[Asked, str]]:
    verbund = VerbundPage.objects.filter(pk=page.verbund_id).only("contact_email").first() if page.verbund_id else None
    steps = [
        (Asked.CONTACT, page.contact_email),
        (Asked.DEPUTY, page.deputy_email),
        (Asked.VERBUND, verbund.contact_email if verbund else ""),
        (Asked.OFFICE, settings.OFFICE_EMAIL),
    ]
    return [(step, address) for step, address in steps if address]
