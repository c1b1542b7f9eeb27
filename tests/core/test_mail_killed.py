"""A process that dies while it sends holds up one mail for some minutes and the others for two, and none goes twice."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from core import periodic
from core.mail import sending
from core.mail.models import OutgoingMail
from core.mail.queue import SEND_MAILS

pytestmark = pytest.mark.django_db


def test_after_a_kill_the_other_mails_go_out_two_minutes_later_and_none_twice(monkeypatch):
    for number in range(3):
        written = {"subject": f"Mail {number}", "text": "Text", "html": "<p>Text</p>"}
        OutgoingMail.objects.create(to="jemand@example.org", next_try_at=timezone.now(), **written)
    monkeypatch.setattr(periodic, "_jobs", {SEND_MAILS: periodic.registered_jobs()[SEND_MAILS]})
    began, send = timezone.now(), sending._send

    def killed(message):
        raise KeyboardInterrupt

    monkeypatch.setattr(sending, "_send", killed)
    with pytest.raises(KeyboardInterrupt):
        periodic.run_due(now=began, wanted=[SEND_MAILS])
    monkeypatch.setattr(sending, "_send", send)
    assert [each.state for each in periodic.run_due(now=began + timedelta(seconds=110))] == ["elsewhere"]
    assert [each.state for each in periodic.run_due(now=began + timedelta(seconds=121))] == ["done"]
    assert [each.subject for each in mail.outbox] == ["Mail 1", "Mail 2"], "the first is left to who began it"
    OutgoingMail.objects.filter(subject="Mail 0").update(next_try_at=timezone.now())
    sending.send_waiting()
    assert [each.subject for each in mail.outbox] == ["Mail 1", "Mail 2", "Mail 0"]
