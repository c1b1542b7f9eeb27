"""A practice that somebody has locked: its pages say so, keep what was typed, and change nothing."""

from django.urls import reverse

from practices.review.models import Checklist, Criterion, SignOff
from practices.review.signing import request_sign_off

ASKED = {"ask": "1", "address": "chefin@betrieb.example", "organisation": "Beispiel GmbH", "days": "21"}


def text(response):
    return " ".join(response.content.decode().split())


def test_a_locked_practice_says_why_nothing_can_be_asked_and_shows_what_was(practice, people, client):
    sign_off = request_sign_off(practice, address="alt@betrieb.example", organisation="Alt GmbH", days=9)
    client.force_login(people["reviewer"])
    address = reverse("practice_review", args=[practice.pk])
    assert "Link senden" in text(client.get(address)), "control: it is not locked yet"
    practice.locked, practice.locked_by = True, people["writer"]
    practice.save()
    shown = client.get(address)
    assert shown.status_code == 200
    assert "Die Seite ist von writer gesperrt. Bitte lassen Sie sie im Formular entsperren." in text(shown)
    assert "alt@betrieb.example" in text(shown)
    assert "Link senden" not in text(shown)
    assert "Link zurückziehen" not in text(shown)
    sent = client.post(address, {**ASKED, "message": "Bitte bis Freitag"})
    assert sent.status_code == 409
    assert "von writer gesperrt" in text(sent)
    assert "Bitte bis Freitag" in text(sent), "it came while somebody wrote"
    assert client.post(address, {"override": "1", "verzicht-reason": "Nicht mehr erreichbar"}).status_code == 409
    client.post(reverse("practice_withdraw", args=[practice.pk, sign_off.pk]))
    assert [each.pk for each in SignOff.objects.filter(withdrawn_at=None)] == [sign_off.pk]
    assert not practice.sign_off_overrides.exists()
    practice.locked = False
    practice.save()
    assert client.post(address, ASKED).status_code == 302


def test_a_locked_practice_keeps_what_was_typed_into_its_checklist(practice, people, client):
    client.force_login(people["reviewer"])
    address = reverse("practice_checklist", args=[practice.pk])
    criterion = Criterion.objects.first()
    typed = {f"answer-{criterion.pk}": "teils", f"note-{criterion.pk}": "Zahlen fehlen noch"}
    practice.locked, practice.locked_by = True, people["writer"]
    practice.save()
    assert "Prüfung speichern" not in text(client.get(address))
    sent = client.post(address, typed)
    assert sent.status_code == 409
    assert "von writer gesperrt" in text(sent)
    assert "Zahlen fehlen noch" in text(sent)
    assert not Checklist.objects.exists()
    practice.locked = False
    practice.save()
    assert client.post(address, typed).status_code == 302
    assert Checklist.objects.exists()
