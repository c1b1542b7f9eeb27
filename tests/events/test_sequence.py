"""The SEQUENCE of an event rises by one with each text that becomes public, whichever way that happens."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask
from wagtail.test.utils.form_data import nested_form_data, rich_text

from events.models import EventIndexPage, EventPage
from tests import factories

STREAMS = ("programme", "documents", "materials", "registration_form")
RELATIONS = ("organiser_links", "practice_links", "network_links", "comments")


@pytest.fixture
def event(lists):
    begins = timezone.now() + timedelta(days=9)
    return factories.event(title="Werkstatt", slug="werkstatt", starts_at=begins, ends_at=begins + timedelta(hours=2))


def now(page):
    return EventPage.objects.get(pk=page.pk)


def draft(page, title, **fields):
    changed = now(page).get_latest_revision_as_object()
    changed.title = title
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed.save_revision()


def form(page, title, **more):
    data = {f"{name}-count": "0" for name in STREAMS}
    for name in RELATIONS:
        data |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0", f"{name}-MAX_NUM_FORMS": "30"}
    data |= {"description": rich_text(""), "report": rich_text(""), "title": title, "slug": page.slug}
    data |= {"summary": "Kurz.", "starts_at": f"{page.starts_at:%d.%m.%Y %H:%M}", "retention_days": "90"}
    return nested_form_data(data | {"offer_hours": "48"} | more)


def by_the_button(page, title, client):
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(page, title, **{"action-publish": "1"}))


def by_the_bulk_action(page, title, client):
    draft(page, title)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={page.pk}&next=/redaktion/", {})


def by_its_date(page, title, client):
    revision = draft(page, title)
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    call_command("publish_scheduled")


def by_a_program(page, title, client):
    draft(page, title).publish()


def by_the_workflow(page, title, client):
    workflow = Workflow.objects.create(name=title)
    task = GroupApprovalTask.objects.create(name=title)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.update_or_create(page=EventIndexPage.objects.get(), defaults={"workflow": workflow})
    draft(page, title)
    workflow.start(now(page), user=None).current_task_state.approve()


WAYS = [by_the_button, by_the_bulk_action, by_its_date, by_a_program, by_the_workflow]


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_publishing_a_change_raises_it_by_one(event, admin_client, way):
    for number in range(1, 4):
        before = now(event).sequence
        way(now(event), f"Werkstatt {number}", admin_client)
        after = now(event)
        assert (after.title, after.live, after.sequence) == (f"Werkstatt {number}", True, before + 1)


def test_ways_that_follow_each_other_never_lower_it(event, admin_client):
    sequences = []
    for number, way in enumerate([by_a_program, by_the_button, by_its_date, by_the_button, by_a_program]):
        way(now(event), f"Werkstatt {number}", admin_client)
        sequences.append(now(event).sequence)
    assert sequences == list(range(sequences[0], sequences[0] + 5))


def test_what_makes_nothing_new_public_leaves_it(event):
    before = now(event).sequence
    revision = draft(event, "Entwurf")
    assert now(event).sequence == before, "a draft"
    revision.publish()
    revision.publish()
    assert now(event).sequence == before + 1, "the same text twice"
    now(event).save()
    later = timezone.now() + timedelta(days=1)
    draft(event, "Später", go_live_at=later).publish()
    assert now(event).sequence == before + 1, "planned, not public"
    now(event).unpublish()
    assert now(event).sequence == before + 1


def test_an_event_that_is_born_by_the_button_begins_at_one(event, admin_client):
    parent = EventIndexPage.objects.get()
    address = reverse("wagtailadmin_pages:add", args=("events", "eventpage", parent.pk))
    fresh = EventPage(title="Neu", slug="neu", starts_at=event.starts_at)
    admin_client.post(address, form(fresh, "Neu", **{"action-publish": "1"}))
    page = EventPage.objects.get(slug="neu")
    assert (page.live, page.sequence) == (True, 1)
