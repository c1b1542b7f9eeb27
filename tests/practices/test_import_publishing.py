"""What an import is asked to publish: what is public afterwards, and what each other row is told."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.management import call_command
from django.utils import timezone

from practices.imports import jobs
from practices.imports.models import ImportJob
from practices.imports.readers import Row
from practices.imports.run import import_rows
from practices.models import PracticePage
from tests import factories
from tests.practices.test_import_pages import START, job_after, shown, step, upload

pytestmark = pytest.mark.django_db(transaction=True)
SIGN_OFF = "Es fehlt die Freigabe durch den Praxisgeber"


@pytest.fixture(autouse=True)
def site(settings, tmp_path):
    settings.SEARCH_EMBEDDED_FOLDER = tmp_path / "search"
    settings.IMPORTS_FOLDER = tmp_path / "imports"
    factories.make_site()


def draft(external_id, **fields):
    """A practice that is not public yet, as an editor left it."""
    page = factories.practice(live=False, title=f"Beispiel {external_id}", external_id=external_id)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save()
    page.save_revision()
    return page


def row(page, title=None):
    return Row(2, {"id": page.external_id, "titel": title or page.title, "kurzbeschreibung": page.summary})


def lock(page, user):
    PracticePage.objects.filter(pk=page.pk).update(locked=True, locked_by=user, locked_at=timezone.now())


def plan(page):
    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now() + timedelta(days=3)
    revision.save()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, ""),
        ({"needs_sign_off": True}, SIGN_OFF),
        ({"go_live_at": timezone.now() + timedelta(days=9)}, "ist für den"),
        ({"expire_at": timezone.now() - timedelta(days=9)}, "abgelaufen"),
    ],
)
def test_what_is_counted_as_published_is_public_and_every_other_row_says_why_not(fields, told):
    page = draft("A-1", **fields)
    trial = import_rows([row(page, "Neuer Titel")], publish=True, dry_run=True)
    report = import_rows([row(page, "Neuer Titel")], publish=True)
    assert (trial.published, trial.notes) == (report.published, report.notes)
    page.refresh_from_db()
    assert (report.published, page.live) == ((0, False) if told else (1, True))
    assert report.changed == 1
    assert page.get_latest_revision_as_object().title == "Neuer Titel"
    assert [told in note for _, note in report.notes] == ([True] if told else [])
    revisions = page.revisions.count()
    again = import_rows([row(page, "Neuer Titel")], publish=True)
    assert (again.unchanged, again.published, page.revisions.count()) == (1, 0, revisions)


def test_without_publish_nothing_is_said_about_it():
    assert import_rows([row(draft("A-1", needs_sign_off=True), "Neu")]).notes == []


def test_a_locked_page_refuses_what_would_change_it_and_names_the_lock(django_user_model):
    office = django_user_model.objects.create_superuser("büro")
    other = django_user_model.objects.create_superuser("Kim Beispiel")
    page = draft("A-1")
    lock(page, other)
    for user in (office, None):
        report = import_rows([row(page, "Anders")], user=user, publish=True)
        assert "von Kim Beispiel gesperrt" in report.problems[0].reason
        same = import_rows([row(page)], user=user, publish=True)
        assert (same.unchanged, same.published) == (1, 0)
        assert "von Kim Beispiel gesperrt" in same.notes[0][1]
    page.refresh_from_db()
    assert (page.get_latest_revision_as_object().title, page.live) == ("Beispiel A-1", False)
    mine = import_rows([row(page, "Anders")], user=other, publish=True)
    assert (mine.changed, mine.published) == (1, 1), "whose lock it is may"


def test_what_is_planned_is_not_changed_by_anyone_before_its_day():
    page = draft("A-1")
    plan(page)
    report = import_rows([row(page, "Anders")])
    assert "geplant" in report.problems[0].reason
    assert PracticePage.objects.get().get_latest_revision_as_object().title == "Beispiel A-1"


def test_the_command_names_the_row_and_counts_only_what_is_public(tmp_path, capsys):
    draft("A-1", needs_sign_off=True)
    file = tmp_path / "a.csv"
    file.write_text("id;titel;kurzbeschreibung\nA-1;Beispiel A-1;Neu.\nA-2;Zwei;Kurz.\n")
    call_command("import_practices", str(file), "--publish")
    out = capsys.readouterr().out
    assert "1 veröffentlicht, 1 nicht" in out
    assert f"Zeile 2: Bleibt ein Entwurf: {SIGN_OFF}" in out


def test_the_page_of_the_import_tells_it_before_and_after_and_in_the_file(admin_client):
    draft("A-1", needs_sign_off=True)
    rows = ["id;titel;kurzbeschreibung", "A-1;Beispiel A-1;Neu.", "A-2;Zwei;Kurz."]
    job = job_after(upload(admin_client, rows))
    step(admin_client, job, "pruefen", heading_0="id", heading_1="titel", heading_2="kurzbeschreibung", publish="on")
    jobs.work()
    before = shown(admin_client, job)
    assert "1 zu veröffentlichen" in before
    assert SIGN_OFF in before
    step(admin_client, job, "importieren")
    jobs.work()
    after = shown(admin_client, job)
    assert "1 veröffentlicht" in after
    assert "1 nicht veröffentlicht" in after
    only = shown(admin_client, job, ergebnis="nicht-veroeffentlicht")
    assert SIGN_OFF in only
    assert "Zwei" not in only
    assert PracticePage.objects.filter(live=True).count() == 1
    answer = admin_client.get(f"{START}{job.pk}/abgelehnt.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert SIGN_OFF in book["Nicht veröffentlicht"]["A2"].value
    assert ImportJob.objects.get().state == ImportJob.State.DONE
