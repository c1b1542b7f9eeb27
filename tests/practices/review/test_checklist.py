"""The checklist: criteria of the office, answers for a text, visible at the form and in a report."""

from io import BytesIO

import openpyxl
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practices.models import PracticePage
from practices.review.checking import checklist_of
from practices.review.fingerprint import NOT_CONTENT, fingerprint
from practices.review.models import Checklist, Criterion
from practices.review.reports import ReviewReport
from tests import factories

REPORT = "/redaktion/reports/pruefung/"


def fill(client, page, **answers):
    """`relevanz=("ja", "Notiz")`, by the criterion's name."""
    data = {}
    for name, (value, note) in answers.items():
        key = Criterion.objects.get(name__iexact=name).pk
        data |= {f"answer-{key}": value, f"note-{key}": note}
    return client.post(reverse("practice_checklist", args=[page.pk]), data)


def cells(response):
    sheet = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content))).active
    headings, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def test_answers_are_kept_for_the_text_and_shown_at_the_form(practice, people, client, reload):
    client.force_login(people["reviewer"])
    assert Criterion.objects.count() == 10
    shown = client.get(reverse("practice_checklist", args=[practice.pk])).content.decode()
    assert "Übertragbarkeit" in shown
    assert fill(client, practice, relevanz=("ja", "Viele haben das."), wirkung=("teils", "")).status_code == 302
    fill(client, practice, relevanz=("ja", "Viele haben das."), wirkung=("nein", "Keine Zahlen."))
    edit = reverse("wagtailadmin_pages:edit", args=[practice.pk])
    assert Checklist.objects.get().user == people["reviewer"]
    html = " ".join(client.get(edit).content.decode().split())
    assert "1 ja, 1 nein" in html
    assert "Keine Zahlen." in html
    assert "Der Text hat sich seitdem geändert" not in html
    draft = reload(practice).get_latest_revision_as_object()
    draft.outcome = "<p>Anders.</p>"
    draft.save_revision()
    assert "Der Text hat sich seitdem geändert" in " ".join(client.get(edit).content.decode().split())
    assert "Keine Zahlen." in client.get(reverse("practice_checklist", args=[practice.pk])).content.decode()
    fill(client, practice, relevanz=("ja", ""))
    assert Checklist.objects.count() == 2
    assert checklist_of(practice).counts == "1 ja"


def test_a_note_without_an_answer_is_refused_and_not_lost(practice, people, client):
    client.force_login(people["reviewer"])
    response = fill(client, practice, relevanz=("", "Wichtige Notiz."), wirkung=("vielleicht", ""))
    assert response.status_code == 422
    assert "fehlt die Antwort" in response.content.decode()
    assert "Wichtige Notiz." in response.content.decode()
    assert not Checklist.objects.exists()


def test_the_report_has_a_row_a_practice_and_an_answer_a_criterion(practice, people, client, reload):
    client.force_login(people["reviewer"])
    fill(client, practice, relevanz=("ja", "=1+1"))
    factories.practice(title="Ungeprüft")
    html = client.get(REPORT).content.decode()
    assert "Staplerschein" in html
    assert "fehlt (nicht angefordert)" in html
    assert "export=xlsx" in html
    assert "export=csv" in html
    assert "Staplerschein" not in client.get(REPORT, {"state": "ungeprueft"}).content.decode()
    assert "Ungeprüft" not in client.get(REPORT, {"state": "in-arbeit"}).content.decode()
    reload(practice).get_workflow().start(reload(practice), people["writer"])
    assert "Staplerschein" in client.get(REPORT, {"state": "in-arbeit"}).content.decode()
    assert "Staplerschein" not in client.get(REPORT, {"state": "zu-spaet"}).content.decode()
    rows = cells(client.get(REPORT, {"export": "xlsx"}))
    row = next(row for row in rows if row["Praxisbeispiel"] == "Staplerschein")
    assert (row["Relevanz"], row["Relevanz: Notiz"], row["Stufe im Workflow"]) == ("ja", "=1+1", "Fachredaktion")
    assert "'=1+1" in client.get(REPORT, {"export": "csv"}).content.decode(), "no formula runs"


def test_the_report_takes_no_query_more_for_more_rows(practice, people, client):
    client.force_login(people["reviewer"])

    def queries():
        with CaptureQueriesContext(connection) as context:
            client.get(REPORT)
        return len(context)

    queries()
    few = queries()
    for _ in range(3):
        fill(client, factories.practice(needs_sign_off=True, live=False), relevanz=("ja", ""))
    assert queries() <= few + 1


def test_who_may_edit_no_practice_sees_neither_report_nor_pages(practice, client):
    user = get_user_model().objects.create_user("fremd", "", "geheim")
    client.force_login(user)
    assert not ReviewReport.is_open_to(user)
    for address in (REPORT, reverse("practice_review", args=[practice.pk]), reverse("practice_checklist", args=[1])):
        assert client.get(address).status_code in (302, 404)


def test_the_same_text_has_the_same_fingerprint_however_often_it_is_saved(flow, reload):
    practice = factories.practice(live=False)
    topics = [factories.topic("b"), factories.topic("a")]
    draft = reload(practice).get_latest_revision_as_object()
    draft.topics = topics
    draft.steps = [("step", {"title": "Eins", "text": "", "weeks": 0, "involved": ""})]
    draft.tags.add("Stapler", "Brille")
    first = draft.save_revision()
    draft.topics = topics[::-1]
    second = draft.save_revision()
    first.publish()
    third = reload(practice).save_revision()
    prints = {fingerprint(revision.content) for revision in (first, second, third)}
    assert len(prints) == 1
    third.refresh_from_db()
    assert fingerprint(third.content) in prints
    other = reload(practice)
    other.steps = [("step", {"title": "Zwei", "text": "", "weeks": 0, "involved": ""})]
    assert fingerprint(other.save_revision().content) not in prints


def test_what_the_software_works_out_by_itself_is_no_content():
    own = {field.name for field in PracticePage._meta.local_fields if not field.editable and field.name != "page_ptr"}
    assert own - NOT_CONTENT == set()
