"""A mailbox that there is not is given up at once; one that is busy is tried again."""

from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from core.mail.models import OutgoingMail
from core.mail.sending import send_waiting


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "state"), [(550, "aufgegeben"), (553, "aufgegeben"), (450, "wartet")])
def test_what_the_mail_server_says_of_a_mailbox_decides(monkeypatch, code, state):
    def refuse(message):
        raise SMTPRecipientsRefused({message.to[0]: (code, b"no")})

    monkeypatch.setattr(EmailMultiAlternatives, "send", refuse)
    OutgoingMail.objects.create(to="weg@example.org", subject="x", text="x", html="x", next_try_at=timezone.now())
    send_waiting()
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.attempts) == (state, 1)
    assert str(code) in mail.error
