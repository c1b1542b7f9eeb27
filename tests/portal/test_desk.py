"""The editor's home and its reports: everything in one place, only what somebody may see, and never slower."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from portal.desk.reports import REPORTS
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from core.links.models import Link, LinkUse, Reason
from core.permissions.groups import make_groups
from core.permissions.roles import READING, VERBUND_TEAM
from partners.teams import make_team
from practices.models import PracticePage
from practices.review.models import DatedTaskState, EditorialTask
from practices.review.signing import request_sign_off
from practices.upkeep.models import Answer, ReviewRequest
from search.tuning.models import DailyQuery
from tests import factories

HOME = "/redaktion/"


@pytest.fixture
def workflow(site):
    editors = Group.objects.create(name="Prüfung")
    task = GroupApprovalTask.objects.create(name="Fachredaktion")
    task.groups.add(editors)
    made = Workflow.objects.create(name="Praxisbeispiele")
    WorkflowTask.objects.create(workflow=made, task=task, sort_order=0)
    return made


def fill(workflow, user, number, verbund=None, beginning="Beispiel"):
    """`number` practices of which each has something in every list."""
    today = timezone.localdate()
    for n in range(number):
        page = factories.practice(title=f"{beginning} {factories.number()}", verbund=verbund)
        PracticePage.objects.filter(pk=page.pk).update(next_review_on=today - timedelta(days=n))
        page = PracticePage.objects.get(pk=page.pk)
        ReviewRequest.objects.create(
            page=page, due_on=page.next_review_on, asked="contact", answer=Answer.CHANGED, answered_at=timezone.now()
        )
        page.save_revision(user=user)
        workflow.start(page, user)
        link = Link.objects.create(
            url=f"https://{page.slug}.example.com/",
            state=Link.State.BROKEN,
            reason=Reason.NOT_FOUND,
            first_failed_on=today,
            next_check_at=timezone.now(),
        )
        LinkUse.objects.create(link=link, page=page)
        request_sign_off(page, address="firma@example.org", organisation="Muster GmbH", days=14)
        back = factories.practice(title=f"{beginning} {factories.number()}, zurück", verbund=verbund)
        back.save_revision(user=user)
        workflow.start(back, user).current_task_state.reject(user=user, comment="Bitte Zahlen nennen.")
        DailyQuery.objects.create(day=today, text=f"gesucht {page.slug}", searches=5, without_result=5)


def member(user_model, network, name="team"):
    """Somebody of a Verbund-Team."""
    roles = make_groups()
    user = user_model.objects.create_user(name)
    user.groups.add(roles[VERBUND_TEAM], make_team(Group.objects.create(name=network.title), network).group)
    return user


def text(response):
    return " ".join(response.content.decode().split())


def test_the_home_shows_all_lists_with_their_number_and_a_way_to_the_whole(workflow, admin_client, admin_user):
    fill(workflow, admin_user, 7)
    shown = text(admin_client.get(HOME))
    for report in REPORTS.values():
        assert str(report.page_title) in shown
    for number in (
        "Zurück an mich (7)",
        "Praxisgeber (7)",
        "Wartet auf mich (7)",
        "Von mir eingereicht (7)",
        "Defekte Links (7)",
        "bestätigt (7)",
    ):
        assert number in shown
    assert "Gesucht und nicht gefunden" in shown
    assert "gesucht beispiel-" in shown
    assert "Seite nicht gefunden" in shown
    for name in REPORTS:
        assert f'href="/redaktion/berichte/{name}/"' in shown


def test_what_waits_longest_past_its_day_is_first_and_says_so(site, admin_client, admin_user):
    made = Workflow.objects.create(name="Praxisbeispiele")
    WorkflowTask.objects.create(workflow=made, task=EditorialTask.objects.create(name="Fachredaktion"), sort_order=0)
    for title, days in (("Bald", 3), ("Zu spät", -2)):
        page = factories.practice(title=title)
        page.save_revision(user=admin_user)
        state = made.start(page, admin_user).current_task_state
        DatedTaskState.objects.filter(pk=state.pk).update(due_on=timezone.localdate() + timedelta(days=days))
    content = admin_client.get("/redaktion/berichte/aufgaben/?export=csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content), delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["Zu spät", "Bald"]
    assert [row[2].endswith("überfällig") for row in rows[1:]] == [True, False]


def test_where_nothing_is_to_be_done_nothing_is_said(site, admin_client):
    shown = text(admin_client.get(HOME))
    for heading in ("Wartet auf mich (", "Defekte Links (", "Gesucht und nicht gefunden ("):
        assert heading not in shown


def test_the_home_takes_as_many_queries_for_many_as_for_some(workflow, admin_client, admin_user):
    fill(workflow, admin_user, 6)
    admin_client.get(HOME)
    with CaptureQueriesContext(
        connection,
    ) as some:
        admin_client.get(HOME)
    fill(workflow, admin_user, 12)
    with CaptureQueriesContext(connection) as many:
        admin_client.get(HOME)
    assert len(many) == len(some)
    assert len(some) < 60


@pytest.mark.parametrize("name", REPORTS)
def test_each_report_opens_with_as_many_queries_for_many_and_downloads(name, workflow, admin_client, admin_user):
    fill(workflow, admin_user, 2, beginning="=HYPERLINK(1)")
    url = f"/redaktion/berichte/{name}/"
    admin_client.get(url)
    with CaptureQueriesContext(connection) as few:
        shown = text(admin_client.get(url))
    beginning = "gesucht hyperlink" if name == "gesucht" else "=HYPERLINK(1)"
    assert beginning in shown
    fill(workflow, admin_user, 3)
    with CaptureQueriesContext(connection) as more:
        admin_client.get(url)
    assert len(more) == len(few)
    content = admin_client.get(f"{url}?export=csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content), delimiter=";"))
    assert rows[0] == [cell.heading for cell in REPORTS[name].cells]
    guarded = beginning if name == "gesucht" else f"'{beginning}"
    assert any(row[0].startswith(guarded) for row in rows)
    file = b"".join(admin_client.get(f"{url}?export=xlsx").streaming_content)
    sheet = openpyxl.load_workbook(io.BytesIO(file)).active
    assert sheet.max_row == len(rows)
    assert {cell.data_type for cell in sheet["A"]} == {"s"}


def test_a_team_sees_its_own_verbund_and_no_other(workflow, client, admin_user, django_user_model):
    own, other = factories.network(title="Unser Verbund"), factories.network(title="Anderer Verbund")
    fill(workflow, admin_user, 1, own, "Eigenes")
    fill(workflow, admin_user, 1, other, "Fremdes")
    client.force_login(member(django_user_model, own))
    pages = [client.get(HOME), *(client.get(f"/redaktion/berichte/{name}/") for name in REPORTS)]
    pages += [client.get(f"/redaktion/berichte/{name}/?export=csv") for name in REPORTS]
    assert {page.status_code for page in pages} == {200}
    assert "Eigenes" in text(pages[0])
    for page in pages:
        assert "Fremdes" not in text(page)
        assert "gesucht fremdes" not in text(page)


def test_whoever_only_reads_sees_the_lists(workflow, client, admin_user, django_user_model):
    fill(workflow, admin_user, 1)
    user = django_user_model.objects.create_user("lesen")
    user.groups.add(make_groups()[READING])
    client.force_login(user)
    assert "bestätigt (1)" in text(client.get(HOME))
    assert "Beispiel" in text(client.get("/redaktion/berichte/faellig/"))


@pytest.mark.parametrize("name", REPORTS)
def test_without_a_right_to_pages_there_are_no_reports(name, site, client, django_user_model):
    user = django_user_model.objects.create_user("lesen")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(HOME).status_code == 200
    assert client.get(f"/redaktion/berichte/{name}/").status_code in (302, 403)
    assert f"/berichte/{name}/" not in text(client.get(HOME))


def test_what_is_missing_is_kept_with_the_practice_as_the_newest_draft_has_it(site, admin_client):
    page = factories.practice(title="Kran", abstract="<p>x</p>")
    assert "Ausgangslage" in page.lacking
    assert "Zusammenfassung" not in page.lacking
    draft = page.get_latest_revision_as_object()
    draft.background = "<p>So war es.</p>"
    draft.save_revision()
    page.refresh_from_db()
    assert page.background == ""
    assert "Ausgangslage" not in page.lacking
    assert "Vorgehen" in text(admin_client.get("/redaktion/berichte/unvollstaendig/"))
