"""A search that somebody hears of by mail: asked for twice, told once, ended with one click."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.mail.models import OutgoingMail
from core.mail.queue import queue_mail
from core.mail.sending import KEPT, MOST_ATTEMPTS, erase_old, send_waiting
from exchange.searches.actions import CONFIRM_WITHIN, MOST_NOTICES, erase_unconfirmed, next_digest
from exchange.searches.digest import NAMED, send_digests
from exchange.searches.models import Frequency, SavedSearch
from search.delivery import deliver_everything
from tests import factories

ADDRESS = "ida@example.org"
FORM = {"email": ADDRESS, "frequency": "weekly", "consent": "on"}


def ask(client, parameters="q=Lernen", **changes):
    return client.post(f"/suche/benachrichtigen/?{parameters}", {**FORM, **changes})


def sent():
    """Send what waits, as the background does; the mails that went out since the last call."""
    send_waiting()
    out = list(mail.outbox)
    mail.outbox.clear()
    return out


def link(message):
    return re.search(r"https?://[^/\s]+(/suche/benachrichtigen/[^\s]+)", message.body)[1]


@pytest.fixture
def confirmed(site, client):
    ask(client)
    (message,) = sent()
    client.post(link(message))
    return SavedSearch.objects.get()


def due(saved):
    SavedSearch.objects.filter(pk=saved.pk).update(
        next_digest_at=timezone.now() - timedelta(minutes=1), new_since=timezone.now() - timedelta(hours=1)
    )


def test_nothing_is_sent_before_it_was_confirmed_by_post(site, client):
    answer = ask(client)
    assert (answer.status_code, not answer.cookies) == (200, True)
    (message,) = sent()
    assert message.to == [ADDRESS]
    assert "„Lernen“" in message.subject
    address = link(message)
    page = client.get(address)
    assert "Ja, benachrichtigen" in page.content.decode()
    assert SavedSearch.objects.get().confirmed_at is None
    assert client.post(address).status_code == 200
    assert SavedSearch.objects.get().confirmed_at is not None


def test_a_digest_tells_what_is_new_once_and_why_it_came(confirmed, client):
    due(confirmed)
    factories.practice(title="Lernen am Band", summary="Kurz gesagt")
    factories.practice(title="Kantine")
    factories.practice(title="Lernen im Entwurf", live=False)
    deliver_everything()
    send_digests()
    (message,) = sent()
    assert "Lernen am Band" in message.body
    assert "Kantine" not in message.body
    assert "Entwurf" not in message.body
    assert "Warum Sie das bekommen" in message.body
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    due(confirmed)
    send_digests()
    assert sent() == []


def test_without_news_there_is_no_mail_and_the_next_day_it_is_looked_again(confirmed):
    due(confirmed)
    deliver_everything()
    send_digests()
    assert sent() == []
    confirmed.refresh_from_db()
    assert confirmed.next_digest_at > timezone.now()


def test_of_many_news_some_are_named(confirmed):
    due(confirmed)
    for number in range(NAMED + 3):
        factories.practice(title=f"Lernen {number}")
    deliver_everything()
    send_digests()
    (message,) = sent()
    assert message.body.count("Praxisbeispiel:") == NAMED
    assert "3 weitere" in message.body


def test_what_only_comes_near_is_no_news(confirmed):
    due(confirmed)
    factories.practice(title="Lernn am Band")
    deliver_everything()
    send_digests()
    assert sent() == []


def test_one_click_ends_it_and_the_address_is_gone_at_once(confirmed, client):
    due(confirmed)
    factories.practice(title="Lernen am Band")
    deliver_everything()
    send_digests()
    (message,) = sent()
    address = re.search(r"<https?://[^/]+([^>]+)>", message.extra_headers["List-Unsubscribe"])[1]
    assert client.get(address).status_code == 200
    assert SavedSearch.objects.exists()
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not SavedSearch.objects.exists()
    assert not OutgoingMail.objects.filter(to=ADDRESS).exists()
    assert client.post(address).status_code == 200
    assert client.get(address).status_code == 404


def test_the_same_again_makes_no_second_search_and_tells_nothing(site, client):
    first, second = ask(client).content, ask(client).content
    assert first == second
    assert SavedSearch.objects.count() == 1
    assert len(sent()) == 1


def test_nobody_can_flood_a_mailbox(site, client):
    for _ in range(MOST_NOTICES + 2):
        ask(client)
        SavedSearch.objects.update(noticed_at=timezone.now() - timedelta(days=1))
    assert len(sent()) == MOST_NOTICES


def test_what_is_not_confirmed_in_time_is_erased(site, client):
    ask(client)
    SavedSearch.objects.update(created_at=timezone.now() - CONFIRM_WITHIN - timedelta(minutes=1))
    address = link(sent()[0])
    erase_unconfirmed()
    assert not SavedSearch.objects.exists()
    assert not OutgoingMail.objects.exists()
    assert client.post(address).status_code == 404


def test_the_frequency_can_be_changed(confirmed, client):
    client.post(f"/suche/benachrichtigen/{confirmed.key}/", {"frequency": "daily"})
    confirmed.refresh_from_db()
    assert confirmed.frequency == "daily"


@pytest.mark.parametrize(
    "changes",
    [{"email": ""}, {"email": "ida"}, {"email": "a@b.de\nBcc: c@d.de"}, {"consent": ""}, {"frequency": "hourly"}],
)
def test_what_cannot_be_is_given_back_with_what_to_do(site, client, changes):
    answer = ask(client, **changes)
    assert answer.status_code == 400
    assert not SavedSearch.objects.exists()


def test_a_program_that_fills_in_everything_gets_the_same_answer_and_nothing_happens(site, client):
    assert ask(client, webseite="http://example.org").content == ask(client, "q=Lernen").content
    assert SavedSearch.objects.count() == 1


def test_a_search_for_something_unknown_is_refused(site, client):
    assert ask(client, "branche=gibt-es-nicht").status_code == 400


def test_digests_go_out_in_the_morning_by_the_clock_on_the_wall():
    friday = timezone.make_aware(timezone.datetime(2027, 3, 26, 12, 0))
    assert timezone.localtime(next_digest(Frequency.DAILY, friday)).isoformat() == "2027-03-27T06:00:00+01:00"
    # In between the clocks change.
    assert timezone.localtime(next_digest(Frequency.WEEKLY, friday)).isoformat() == "2027-03-29T06:00:00+02:00"


def test_a_mail_server_that_is_away_loses_no_mail(site, client, settings):
    ask(client)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    send_waiting()
    waiting = OutgoingMail.objects.get()
    assert (waiting.state, waiting.attempts) == ("wartet", 1)
    assert waiting.next_try_at > timezone.now()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert sent() == []
    OutgoingMail.objects.update(next_try_at=timezone.now())
    assert len(sent()) == 1
    OutgoingMail.objects.update(done_at=timezone.now() - KEPT - timedelta(hours=1))
    erase_old()
    assert not OutgoingMail.objects.exists()


def test_a_mail_is_given_up_in_the_end_and_stays_to_be_seen(site, client, settings):
    ask(client)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    OutgoingMail.objects.update(attempts=MOST_ATTEMPTS - 1)
    send_waiting()
    assert OutgoingMail.objects.get().state == "aufgegeben"


def test_a_header_is_one_line_and_an_address_is_an_address(site):
    with pytest.raises(ValueError, match="line break"):
        queue_mail("saved_search_known", ADDRESS, {}, headers={"X-A": "b\nBcc: c@d.de"})
    with pytest.raises(ValidationError):
        queue_mail("saved_search_known", "ida\nBcc: c@d.de", {})
    made = queue_mail("saved_search_known", ADDRESS, {"search": "x\nBcc: c@d.de"})
    assert "\n" not in made.subject
