"""What needs a sign-off is published by no way without one; an override has a reason and stands in the history."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import PageLogEntry

from practices.actions import save_practice
from practices.imports.readers import Row
from practices.imports.run import import_rows
from practices.models import PracticeIndexPage, PracticePage
from practices.review.models import Criterion, Decision, EditorialTask, SignOffMissing
from practices.review.models.gate import sign_off_missing
from practices.review.overriding import override
from practices.review.signing import answer, request_sign_off
from practices.review.workflow import ensure_workflow
from tests import factories


def approve(page):
    sign_off = request_sign_off(page, address="firma@example.org", organisation="Muster GmbH", days=7)
    answer(sign_off, Decision.APPROVED, answered_by="Kim", organisation="Muster GmbH")


def edit(page, **fields):
    draft = PracticePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    return draft.save_revision()


def is_missing(page):
    return sign_off_missing(page.pk, PracticePage.objects.get(pk=page.pk).get_latest_revision().content)


def publish(page):
    page.get_latest_revision().publish()


def publish_by_action(page):
    save_practice(page.get_latest_revision_as_object(), publish=True)


def publish_by_import(page):
    PracticePage.objects.filter(pk=page.pk).update(external_id="1")
    row = {"id": "1", "titel": "Staplerschein", "kurzbeschreibung": "Kurz gesagt."}
    report = import_rows([Row(2, row)], publish=True)
    assert report.published == PracticePage.objects.get(pk=page.pk).live


def publish_later(page):
    edit(page, go_live_at=timezone.now() + timedelta(days=1)).publish()


def publish_as_scheduled(page):
    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    call_command("publish_scheduled")


def publish_without_the_mark(page):
    edit(page, needs_sign_off=False).publish()


RAISING = [publish, publish_later, publish_as_scheduled, publish_without_the_mark]
SAVING = [publish_by_action, publish_by_import]


@pytest.mark.parametrize("way", RAISING + SAVING)
def test_no_way_leads_past_the_sign_off_and_every_way_is_open_with_it(practice, reload, way):
    if way in RAISING:
        with pytest.raises(SignOffMissing):
            way(practice)
    else:
        way(practice)
    page = reload(practice)
    assert (page.live, page.approved_schedule) == (False, False)
    call_command("publish_scheduled")
    approve(page)
    way(reload(page))
    page = reload(page)
    assert page.live or page.approved_schedule


def test_the_buttons_of_the_admin_keep_the_text_and_say_what_is_missing(practice, reload, admin_client, form_of):
    address = reverse("wagtailadmin_pages:edit", args=[practice.pk])
    typed = form_of(practice, title="Neu getippt", **{"action-publish": "1"})
    text = admin_client.post(address, typed, follow=True).content.decode()
    assert "Freigabe durch den Praxisgeber fehlt" in text
    assert reverse("practice_review", args=[practice.pk]) in text
    page = reload(practice)
    assert (page.live, page.get_latest_revision_as_object().title) == (False, "Neu getippt")
    approve(page)
    admin_client.post(address, typed)
    page = reload(practice)
    assert (page.live, page.title) == (True, "Neu getippt")
    assert page.next_review_on is not None, "also by this button it is asked about some day"


def test_a_page_created_by_publish_is_born_as_a_draft(flow, admin_client, form_of):
    parent = PracticeIndexPage.objects.get()
    address = reverse("wagtailadmin_pages:add", args=("practices", "practicepage", parent.pk))
    fields = {"slug": "neu", "needs_sign_off": "on", "action-publish": "1"}
    admin_client.post(address, form_of(PracticePage(title="Neu", summary="Kurz."), **fields))
    page = PracticePage.objects.get(slug="neu")
    assert (page.live, page.has_unpublished_changes) == (False, True)


def test_a_copy_of_a_public_practice_is_a_draft(practice, reload):
    approve(practice)
    publish(reload(practice))
    copy = CopyPageAction(reload(practice), update_attrs={"slug": "kopie"}, keep_live=True).execute()
    assert not reload(copy).live


def test_of_several_pages_none_is_published_and_the_message_names_the_one(practice, reload, admin_client):
    other = factories.practice(live=False, title="Andere")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    both = f"{address}?id={practice.pk}&id={other.pk}&next=/redaktion/practices/"
    text = admin_client.post(both, {}, follow=True).content.decode()
    assert "Nichts wurde veröffentlicht" in text
    assert "„Staplerschein“" in text
    whole = f"{address}?id={PracticeIndexPage.objects.get().pk}&next=/redaktion/practices/"
    admin_client.post(whole, {"include_descendants": "on"})
    assert not reload(practice).live
    admin_client.post(f"{address}?id={other.pk}&next=/redaktion/practices/", {})
    assert reload(other).live, "the control: what needs none is published"


def test_a_changed_text_needs_a_new_sign_off_a_changed_date_does_not(practice, reload):
    approve(practice)
    publish(reload(practice))
    edit(practice, next_review_on="2030-01-01", contact_email="neu@example.org", slug="anders")
    assert not is_missing(practice)
    edit(practice, background="<p>Jetzt genug Leute.</p>")
    assert is_missing(practice)
    edit(practice, background="<p>Zu wenig Leute.</p>")
    assert not is_missing(practice), "the text that was agreed to"
    assert reload(practice).live, "what is public stays public"


def test_an_override_is_for_one_text_has_a_reason_and_stands_in_the_history(practice, reload, people):
    override(practice, people["writer"], "Der Betrieb besteht nicht mehr.")
    publish(reload(practice))
    assert reload(practice).live
    entry = PageLogEntry.objects.get(action="practices.sign_off.override")
    assert (entry.user, entry.data["reason"]) == (people["writer"], "Der Betrieb besteht nicht mehr.")
    edit(practice, outcome="<p>Anders.</p>")
    assert is_missing(practice)
    override(reload(practice), people["writer"], "Es war ein Versehen.", for_good=True)
    assert not is_missing(practice)
    edit(practice, outcome="<p>Noch einmal anders.</p>")
    assert not is_missing(practice)
    edit(practice, needs_sign_off=True)
    assert is_missing(practice), "somebody asks for it again"


def test_who_may_not_publish_may_not_override(practice, people, client):
    for grant in people["writer"].groups.get(name="darf veröffentlichen").page_permissions.all():
        if grant.permission.codename == "publish_page":
            grant.delete()
    client.force_login(people["writer"])
    address = reverse("practice_review", args=[practice.pk])
    assert "Auf die Freigabe verzichten" not in client.get(address).content.decode()
    client.post(address, {"override": "1", "verzicht-reason": "Weil."})
    assert not practice.sign_off_overrides.exists()
    assert is_missing(practice)


def test_setting_up_again_changes_nothing_that_the_office_has_made(flow):
    EditorialTask.objects.update(days=3)
    Criterion.objects.filter(name="Relevanz").delete()
    made = ensure_workflow()
    assert (made.workflow, made.assigned, made.criteria) == (False, False, 0)
    assert (EditorialTask.objects.get().days, Criterion.objects.count()) == (3, 9)
