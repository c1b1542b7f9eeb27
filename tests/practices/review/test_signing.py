"""A firm signs off without an account: by a link that opens one draft and nothing else."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import PageLogEntry, WorkflowState

from core.mail.models import OutgoingMail
from practices.models import PracticePage
from practices.review.jobs import KEPT_ANSWERED, KEPT_UNANSWERED, erase_old, remind
from practices.review.models import Decision, SignOff
from practices.review.signing import request_sign_off, withdraw
from practices.review.views import PER_MINUTE
from tests import factories

WHO = {"answered_by": "Kim Muster, Personalleitung", "organisation": "Muster GmbH"}
YES = WHO | {"decision": "freigegeben"}
CHANGES = WHO | {"decision": "aendern"}


def ask(page, **fields):
    fields = {"address": "firma@example.org", "organisation": "Muster GmbH", "days": 14} | fields
    return request_sign_off(PracticePage.objects.get(pk=page.pk), **fields)


def text(response):
    return " ".join(response.content.decode().split())


def test_the_link_shows_the_draft_as_it_will_look_to_nobody_else_and_keeps_no_trace(practice, client, last_link):
    ask(practice, message="Bitte bis Freitag.")
    link = last_link()
    response = client.get(link)
    assert "Zu wenig Leute." in text(response)
    assert "Bitte bis Freitag." in text(response)
    assert response["Cache-Control"] == "private, no-store"
    assert (response["X-Robots-Tag"], response["Referrer-Policy"]) == ("noindex", "no-referrer")
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert "sessionid" not in response.cookies
    assert client.get("/praxis/stapler/").status_code == 404
    assert client.get(f"/redaktion/pages/{practice.pk}/edit/").status_code == 302
    assert "firma@example.org" not in text(response)


@pytest.mark.parametrize("how", ["unknown", "expired", "withdrawn", "newer"])
def test_a_link_that_is_over_gives_the_same_answer_as_one_that_never_was(practice, client, last_link, how):
    sign_off = ask(practice)
    link = last_link()
    if how == "unknown":
        link = "/freigabe/nie/"
    elif how == "expired":
        SignOff.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif how == "withdrawn":
        withdraw(sign_off)
    else:
        ask(practice, address="neu@example.org")
    never = client.get("/freigabe/gibt-es-nicht/")
    for response in (client.get(link), client.post(link, YES)):
        assert (response.status_code, response.content) == (404, never.content)
    assert not SignOff.objects.exclude(decision="").exists()


def test_a_get_approves_nothing_the_button_does_once_and_says_who_when_and_what(practice, client, last_link, reload):
    sign_off = ask(practice)
    link = last_link()
    for _ in range(2):
        client.get(link)
    client.head(link)
    assert SignOff.objects.get().decision == ""
    assert client.put(link).status_code == 405
    assert "freigegeben" in text(client.post(link, YES))
    kept = SignOff.objects.get()
    assert (kept.decision, kept.answered_by, kept.address) == (
        Decision.APPROVED,
        "Kim Muster, Personalleitung",
        "firma@example.org",
    )
    assert kept.revision == reload(practice).get_latest_revision()
    assert kept.answered_at is not None
    assert "freigegeben" in text(client.post(link, CHANGES | {"remark": "Doch nicht."}))
    assert SignOff.objects.get().decision == Decision.APPROVED
    assert "Zu wenig Leute." not in text(client.get(link)), "the draft is shown no more"
    entry = PageLogEntry.objects.get(action="practices.sign_off.answer")
    assert "Kim" not in str(entry.data), "the page's history is never erased"
    assert sign_off.key not in str(entry.data)


def test_who_asks_for_changes_says_which_and_nothing_typed_is_lost(practice, client, last_link):
    ask(practice)
    link = last_link()
    response = client.post(link, CHANGES | {"answered_by": ""})
    assert response.status_code == 422
    assert "sagen Sie, was geändert werden soll" in text(response)
    assert "sagen Sie, wer antwortet" in text(response)
    long = client.post(link, CHANGES | {"comment-ausgangslage": "x" * 3001, "remark": "Der Name fehlt."})
    assert "höchstens 3.000 Zeichen" in text(long)
    assert "x" * 3001 in text(long)
    assert "Der Name fehlt." in text(long)
    assert not SignOff.objects.exclude(decision="").exists()
    client.post(link, CHANGES | {"comment-ausgangslage": "Es waren zwölf.", "comment-ziele": "gibt es hier nicht"})
    comment = SignOff.objects.get().comments.get()
    assert (comment.section, comment.text) == ("ausgangslage", "Es waren zwölf.")


def test_what_the_firm_is_promised_holds_for_this_practice(practice, client, last_link, reload):
    """A practice that needs no sign-off, or is public already, is told otherwise than one that waits for the firm."""
    ask(practice)
    assert "Bevor Sie zugestimmt haben, wird nichts veröffentlicht." in OutgoingMail.objects.last().text
    assert "Öffentlich ist es noch nicht." in text(client.get(last_link()))
    answer = CHANGES | {"remark": "Nein"}
    assert "Bis dahin wird nichts veröffentlicht." in text(client.post(last_link(), answer))
    free = factories.practice(title="Lernwerkstatt", slug="lernwerkstatt")
    ask(free)
    mail = OutgoingMail.objects.last()
    assert "steht ein Praxisbeispiel" in mail.text
    assert "wird nichts veröffentlicht" not in mail.text + mail.html
    assert "Öffentlich ist es schon so." in text(client.get(last_link()))
    free = reload(free)
    free.summary = "Neu gefasst."
    free.save_revision()
    ask(reload(free))
    assert "Öffentlich ist bisher eine frühere Fassung." in text(client.get(last_link()))
    assert "wird nichts veröffentlicht" not in text(client.post(last_link(), answer))


def test_images_and_documents_of_the_draft_are_reachable_as_far_as_they_would_be_public(
    practice, client, last_link, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    picture = BytesIO()
    Picture.new("RGB", (40, 30)).save(picture, "PNG")
    practice.image = Image.objects.create(title="Halle", file=ImageFile(BytesIO(picture.getvalue()), "halle.png"))
    practice.image_alt = "Eine Halle"
    document = Document.objects.create(title="Vorlage", file=ContentFile(b"Inhalt", "vorlage.txt"))
    practice.files = [("file", {"document": document, "licence": "cc-by-4.0", "accessibility": "zugaenglich"})]
    practice.save_revision(clean=False)
    ask(practice)
    shown = client.get(last_link())
    widths = [rendition.url for rendition in practice.image.renditions.all()]
    assert len(widths) == 3
    assert all(url in text(shown) for url in widths)
    assert document.url in text(shown)
    assert client.get(document.url).status_code == 200


def test_an_editor_who_follows_the_link_sees_what_the_public_will_see(practice, admin_client, last_link):
    ask(practice)
    shown = text(admin_client.get(last_link()))
    assert "Zu wenig Leute." in shown
    assert "wagtail-userbar" not in shown


def test_more_than_some_answers_a_minute_are_refused(practice, client, last_link):
    ask(practice)
    link = last_link()
    for _ in range(PER_MINUTE):
        client.post(link, {})
    response = client.post(link, YES)
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert SignOff.objects.get().decision == ""


def test_the_draft_that_was_sent_stays_as_it_was_sent(practice, client, last_link, people, reload, form_of):
    page = reload(practice)
    page.save_revision(user=people["writer"])
    ask(page)
    client.force_login(people["writer"])
    before = reload(page).get_latest_revision()
    fields = form_of(page, title="Halb get", overwrite_revision_id=str(before.pk))
    client.post(f"/redaktion/pages/{page.pk}/edit/", fields, headers={"accept": "application/json"})
    assert "Halb get" not in text(client.get(last_link())), "autosave writes over its own user's revision only"


def test_the_firm_is_reminded_once_and_personal_data_end(practice, mailed, last_link, client):
    ask(practice, days=14)
    remind()
    assert len(mailed("sign_off_request")) == 1
    SignOff.objects.update(
        expires_at=timezone.now() + timedelta(days=4), requested_at=timezone.now() - timedelta(days=10)
    )
    remind()
    remind()
    assert mailed("sign_off_request") == ["firma@example.org"] * 2
    assert "Erinnerung" in OutgoingMail.objects.filter(template="sign_off_request").last().subject
    client.post(last_link(), YES | {"remark": "Gut.", "comment-ausgangslage": "Auch."})
    assert erase_old() == ""
    SignOff.objects.update(answered_at=timezone.now() - KEPT_ANSWERED - timedelta(hours=1))
    erase_old()
    kept = SignOff.objects.get()
    assert (kept.address, kept.answered_by, kept.organisation, kept.remark) == ("", "", "", "")
    assert not kept.comments.exists()
    assert (kept.decision, kept.revision is not None) == (Decision.APPROVED, True)
    assert not OutgoingMail.objects.filter(about=kept.mails).exists()
    ask(practice)
    SignOff.objects.filter(answered_at=None).update(expires_at=timezone.now() - KEPT_UNANSWERED - timedelta(hours=1))
    erase_old()
    assert not SignOff.objects.exclude(address="").exists()


def test_the_links_of_a_deleted_practice_are_gone(practice, client, last_link, reload):
    ask(practice)
    reload(practice).delete()
    assert client.get(last_link()).status_code == 404
    assert not SignOff.objects.exists()
    assert not WorkflowState.objects.exists()
