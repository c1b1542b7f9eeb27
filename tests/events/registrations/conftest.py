import re
from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from core.mail.models import OutgoingMail
from events.registrations.forms import _SALT, QUICKEST
from tests import factories


@pytest.fixture
def event(lists):
    """Twenty days ahead, on site, three seats."""
    return factories.event(
        title="Werkstatt Verbund",
        slug="werkstatt",
        starts_at=timezone.now() + timedelta(days=20),
        ends_at=timezone.now() + timedelta(days=20, hours=3),
        format="vor-ort",
        registration_enabled=True,
        capacity_onsite=3,
    )


@pytest.fixture
def mails():
    """Subjects of the mails to an address, the oldest first."""

    def to(address):
        return list(OutgoingMail.objects.filter(to=address).order_by("pk").values_list("template", flat=True))

    return to


@pytest.fixture
def link():
    """The path of the self-service page, from the last mail to an address."""

    def to(address):
        mail = OutgoingMail.objects.filter(to=address).order_by("-pk").first()
        return re.search(r"http://[^/]+(/anmeldung/\S+/)", mail.text)[1]

    return to


@pytest.fixture
def filled():
    """What a person sends who took their time."""

    def data(email="anna@example.org", **more):
        signer = signing.TimestampSigner(salt=_SALT)
        opened = signing.dumps("offen", salt=_SALT)
        value, _, _ = opened.rpartition(":")
        value, _, _ = value.rpartition(":")
        early = timezone.now() - timedelta(seconds=QUICKEST + 5)
        stamp = signing.b62_encode(int(early.timestamp()))
        opened = signing.Signer(salt=_SALT).sign(f"{value}:{stamp}")
        assert signer.unsign(opened)
        return {"name": "Anna Beispiel", "email": email, "consent": "on", "opened": opened, **more}

    return data
