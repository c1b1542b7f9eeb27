"""Practices stay true: asked in time, answered by a button, said when nobody answers any more."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageLogEntry

from core.mail.models import OutgoingMail
from practices.models import PracticePage
from practices.upkeep.asking import PATIENCE, ask_all
from practices.upkeep.dates import GRACE, after_months, is_unconfirmed, set_dates, unconfirmed_from
from practices.upkeep.models import ReviewRequest, UndeliverableAddress
from practices.upkeep.owners import forget_unused
from search.delivery import deliver_everything
from search.models import OutboxEntry
from search.running import forget_engines
from search.sources import source_of
from tests import factories


@pytest.fixture
def practice(site, settings):
    settings.OFFICE_EMAIL = "buero@example.org"
    page = factories.practice(
        title="Staplerschein",
        slug="stapler",
        contact_email="projekt@example.org",
        deputy_email="vertretung@example.org",
    )
    set_fields(page, next_review_on=timezone.localdate())
    return page


def set_fields(page, **fields):
    PracticePage.objects.filter(pk=page.pk).update(**fields)


def asked():
    return list(OutgoingMail.objects.order_by("pk").values_list("to", flat=True))


def last_link():
    return re.search(r"(/praxisbeispiel-bestaetigen/\S+/)stimmt/", OutgoingMail.objects.last().text)[1]


def text(response):
    return " ".join(response.content.decode().split())


def time_passes(by=PATIENCE):
    for request in ReviewRequest.objects.all():
        ReviewRequest.objects.filter(pk=request.pk).update(sent_at=request.sent_at - by)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_months_are_counted_to_the_same_day_or_the_last_of_the_month(day, months):
    later = after_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


def test_one_mail_a_step_then_the_deputy_then_the_office_then_silence(practice):
    for _ in range(3):
        ask_all()
    assert asked() == ["projekt@example.org"]
    time_passes(PATIENCE - timedelta(minutes=5))
    assert ask_all() == ""
    time_passes(timedelta(minutes=6))
    ask_all()
    time_passes()
    ask_all()
    time_passes()
    assert ask_all() == ""
    assert asked() == ["projekt@example.org", "vertretung@example.org", "buero@example.org"]


def test_a_mail_that_cannot_be_delivered_asks_the_next_at_once(practice):
    ask_all()
    OutgoingMail.objects.update(state=OutgoingMail.State.FAILED)
    ask_all()
    assert asked()[-1] == "vertretung@example.org"


@pytest.mark.parametrize("fields", [{"live": False}, {"next_review_on": None}, {"next_review_on": date(2999, 1, 1)}])
def test_what_is_not_due_or_not_public_is_not_asked_about(practice, fields):
    set_fields(practice, **fields)
    ask_all()
    assert asked() == []


def test_following_the_links_confirms_nothing_the_button_does_once(practice, client):
    draft = practice.get_latest_revision_as_object()
    draft.title = "Noch nicht öffentlich"
    draft.save_revision()
    ask_all()
    link = last_link()
    for _ in range(2):
        assert "Stimmt noch" in text(client.get(link))
        assert "Ja, das stimmt noch" in text(client.get(f"{link}stimmt/"))
        assert "Das Projekt ist beendet" in text(client.get(f"{link}beendet/"))
        assert "An die Redaktion senden" in text(client.get(f"{link}geaendert/"))
    assert client.post(link, {"answer": "stimmt"}).status_code == 405
    practice.refresh_from_db()
    assert practice.confirmed_on is None
    assert "als aktuell bestätigt" in text(client.post(f"{link}stimmt/"))
    practice.refresh_from_db()
    today = timezone.localdate()
    assert (practice.confirmed_on, practice.next_review_on) == (today, after_months(today, 12))
    assert practice.title == "Staplerschein"
    newest = practice.get_latest_revision_as_object()
    assert (newest.title, newest.confirmed_on) == ("Noch nicht öffentlich", today)
    ask_all()
    assert len(asked()) == 1
    assert "als aktuell bestätigt" in text(client.post(f"{link}beendet/"))
    practice.refresh_from_db()
    assert practice.get_latest_revision_as_object().stage == ""
    assert PageLogEntry.objects.get(action="practices.confirmed").data == {"by": "Ansprechperson"}


def test_an_ended_project_is_proposed_as_such(practice, client):
    ask_all()
    client.post(f"{last_link()}beendet/", {"note": "Förderung ausgelaufen"})
    draft = PracticePage.objects.get(pk=practice.pk).get_latest_revision_as_object()
    assert (draft.stage, draft.stage_reason) == ("beendet", "Förderung ausgelaufen")
    practice.refresh_from_db()
    assert practice.stage == ""
    assert asked()[-1] == "buero@example.org"
    time_passes()
    assert ask_all() == ""


def test_a_foreign_link_and_one_of_an_older_question_that_another_answered_are_refused(practice, client):
    ask_all()
    first = last_link()
    time_passes()
    ask_all()
    client.post(f"{last_link()}stimmt/")
    answers = [client.get(first), client.post(f"{first}beendet/"), client.get("/praxisbeispiel-bestaetigen/x/")]
    assert {response.status_code for response in answers} == {404}
    assert len({text(response).replace(response.request["PATH_INFO"], "") for response in answers}) == 1


def test_the_verbund_is_asked_before_the_office_and_nobody_twice(practice):
    network = factories.network(contact_email="koordination@example.org")
    set_fields(practice, verbund=network, deputy_email="Projekt@example.org")
    for _ in range(4):
        ask_all()
        time_passes()
    assert asked() == ["projekt@example.org", "koordination@example.org", "buero@example.org"]
    texts = [" ".join(mail.text.split()) for mail in OutgoingMail.objects.order_by("pk")]
    assert ["Ihres Verbunds" in each for each in texts] == [False, True, False]
    assert ["an anderer Stelle" in each for each in texts] == [True, True, False]


def test_an_address_from_which_mail_comes_back_later_is_passed_over_at_once_and_from_then_on(practice):
    ask_all()
    assert ask_all() == ""
    UndeliverableAddress.objects.create(address="projekt@example.org")
    ask_all()
    assert asked() == ["projekt@example.org", "vertretung@example.org"]
    other = factories.practice(title="Kran", contact_email="PROJEKT@example.org")
    set_fields(other, next_review_on=timezone.localdate())
    ask_all()
    assert asked()[2:] == ["buero@example.org"]


def test_a_noted_address_is_erased_when_nobody_has_it_any_more(practice):
    UndeliverableAddress.objects.create(address="projekt@example.org")
    UndeliverableAddress.objects.create(address="alt@example.org")
    assert forget_unused() == "1 Adressen gelöscht"
    assert UndeliverableAddress.objects.get().address == "projekt@example.org"


def test_who_asked_by_telephone_confirms_in_the_admin_with_a_button(practice, admin_client, client):
    url = f"/redaktion/praxisbeispiele-bestaetigen/{practice.pk}/"
    assert "Als aktuell bestätigen" in text(admin_client.get(f"/redaktion/pages/{practice.pk}/edit/"))
    assert "Heute als aktuell bestätigen" in text(admin_client.get(url))
    practice.refresh_from_db()
    assert practice.confirmed_on is None
    assert client.post(url).status_code == 302
    practice.refresh_from_db()
    assert practice.confirmed_on is None
    admin_client.post(url)
    practice.refresh_from_db()
    assert practice.confirmed_on == timezone.localdate()


def test_the_page_says_so_when_nobody_confirms_it_any_more_and_stays(practice, client):
    set_fields(practice, next_review_on=timezone.localdate() - GRACE)
    assert "Nicht mehr bestätigt" not in text(client.get("/praxis/stapler/"))
    set_fields(practice, next_review_on=timezone.localdate() - GRACE - timedelta(days=1))
    shown = client.get("/praxis/stapler/")
    assert shown.status_code == 200
    assert "Nicht mehr bestätigt" in text(shown)
    assert "projekt@example.org" not in text(shown)


def test_the_list_says_of_a_hit_that_nobody_confirms_it_any_more(practice, client, settings, tmp_path):
    settings.SEARCH_EMBEDDED_FOLDER = tmp_path / "search"
    forget_engines()
    for past, is_said in ((GRACE, False), (GRACE + timedelta(days=1), True)):
        set_dates(PracticePage.objects.filter(pk=practice.pk), next_review_on=timezone.localdate() - past)
        deliver_everything()
        found = text(client.get("/praxis/", {"q": "Staplerschein"}))
        assert "Staplerschein" in found
        assert ("<dt>Aktualität</dt> <dd> nicht mehr bestätigt </dd>" in found) is is_said
    forget_engines()


def test_the_first_publication_sets_the_first_review(site):
    page = factories.practice(title="Neu", review_interval_months=6)
    page.refresh_from_db()
    assert page.next_review_on == after_months(timezone.localdate(), 6)
    assert page.confirmed_on is None


def test_what_is_ended_is_not_asked_about_again(site):
    page = factories.practice(title="Vorbei", stage="beendet")
    page.refresh_from_db()
    assert page.next_review_on is None
    set_fields(page, next_review_on=timezone.localdate())
    page = PracticePage.objects.get(pk=page.pk)
    page.save_revision().publish()
    page.refresh_from_db()
    assert (page.next_review_on, page.confirmed_on) == (None, timezone.localdate())


def test_the_search_ranks_lower_from_the_day_on_which_the_page_says_so(practice):
    today = timezone.localdate()
    last_good_day = today - GRACE
    assert not is_unconfirmed(last_good_day)
    assert unconfirmed_from(last_good_day) > timezone.now()
    assert is_unconfirmed(last_good_day - timedelta(days=1))
    assert unconfirmed_from(last_good_day - timedelta(days=1)) <= timezone.now()
    assert unconfirmed_from(None) is unconfirmed_from(date.max) is None
    assert not is_unconfirmed(date.max)


def test_a_confirmation_reaches_the_search_index(practice, client):
    source = source_of("praxis")
    set_fields(practice, next_review_on=date(2026, 1, 2))
    before = next(iter(source.describe(list(PracticePage.objects.all()))))
    assert before.lower_from.isoformat() == "2026-02-02T00:00:00+01:00"
    ask_all()
    OutboxEntry.objects.all().delete()
    client.post(f"{last_link()}stimmt/")
    assert list(OutboxEntry.objects.values_list("page_id", flat=True)) == [practice.pk]
    after = next(iter(source.describe(list(PracticePage.objects.all()))))
    assert after.lower_from > timezone.now()
