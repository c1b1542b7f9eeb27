"""The import in the admin: upload, preview, run; resumable, and only for those who may."""

import io
import json
from datetime import timedelta

import openpyxl
import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.models import GroupPagePermission, PageLogEntry

from core import periodic
from practices.imports import jobs
from practices.imports.models import ImportedRow, ImportJob
from practices.models import PracticeIndexPage, PracticePage
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

START = "/redaktion/praxisbeispiele-importieren/"


@pytest.fixture(autouse=True)
def site(settings, tmp_path):
    settings.SEARCH_EMBEDDED_FOLDER = tmp_path / "search"
    settings.IMPORTS_FOLDER = tmp_path / "imports"
    factories.make_site()
    factories.branch("handel", "Handel")


@pytest.fixture
def editor(client, django_user_model):
    """May add practices, but not publish."""
    user = django_user_model.objects.create_user("redaktion")
    group = Group.objects.create(name="Team")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group, page=PracticeIndexPage.objects.get(), permission=Permission.objects.get(codename="add_page")
    )
    user.groups.add(group)
    client.force_login(user)
    return client


def upload(client, rows, name="beispiele.csv"):
    content = "\n".join(rows) if isinstance(rows, list) else rows
    data = content.encode() if isinstance(content, str) else content
    return client.post(START, {"file": SimpleUploadedFile(name, data)})


def job_after(response):
    assert response.status_code == 302, response.content.decode()
    return ImportJob.objects.get(pk=response["Location"].rstrip("/").rsplit("/", 1)[-1])


def shown(client, job, **parameters):
    response = client.get(f"{START}{job.pk}/", parameters)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def step(client, job, name, **data):
    return client.post(f"{START}{job.pk}/", {"schritt": name, **data})


def test_nothing_is_written_before_the_editor_has_seen_the_verdicts(editor):
    job = job_after(upload(editor, ["id;titel;branchen", "A-1;Eins;Handel", "A-2;Zwei;Weltraum", ";;Handel"]))
    jobs.work()
    text = shown(editor, job)
    assert "1 neu" in text
    assert "2 abgelehnt" in text
    assert "Weltraum" in text
    assert "Der Titel fehlt" in text
    assert "1 Zeile als Entwurf importieren" in text
    assert not PracticePage.objects.exists()
    step(editor, job, "importieren")
    jobs.work()
    assert [page.title for page in PracticePage.objects.all()] == ["Eins"]
    assert PracticePage.objects.get().owner == job.user
    assert set(PageLogEntry.objects.filter(page=PracticePage.objects.get().pk).values_list("user", flat=True)) == {
        job.user.pk
    }, "the history says who it was"
    assert not PracticePage.objects.get().live
    assert "Stand: fertig." in shown(editor, job)
    assert "Zwei" in shown(editor, job, ergebnis="refused")
    assert "Eins" not in shown(editor, job, ergebnis="refused")


def test_other_headings_are_assigned_and_remembered(editor):
    rows = ["Projektname;Was geschah;Zeile im Original", "Eins;Viel.;7"]
    job = job_after(upload(editor, rows))
    jobs.work()
    preview = shown(editor, job)
    assert "Der Titel fehlt" in preview
    assert "Keine Überschrift ist der Spalte „titel“ zugeordnet" in preview
    assert "Nicht übernommen wird: „projektname“, „was geschah“, „zeile im original“." in preview
    refused = step(editor, job, "pruefen", heading_1="vorgehen")
    assert refused.status_code == 422
    assert "der Spalte „titel“" in refused.content.decode()
    twice = step(editor, job, "pruefen", heading_0="titel", heading_1="titel")
    assert "Mehrere Überschriften" in twice.content.decode()
    step(editor, job, "pruefen", heading_0="titel", heading_1="vorgehen")
    jobs.work()
    preview = shown(editor, job)
    assert "Keine Überschrift ist" not in preview
    assert "Nicht übernommen wird: „zeile im original“." in preview
    assert preview.index("Noch nicht zugeordnet (1)") < preview.index("Zugeordnet (2)")
    step(editor, job, "importieren")
    jobs.work()
    assert PracticePage.objects.get().approach == "<p>Viel.</p>"
    again = job_after(upload(editor, rows))
    assert again.mapping == {"projektname": "titel", "was geschah": "vorgehen", "zeile im original": ""}


def test_the_report_is_corrected_and_uploaded_again(editor):
    job = job_after(upload(editor, ["id;titel;branchen", "A-1;Eins;Handel", "A-2;=1+1;Weltraum"]))
    jobs.work()
    step(editor, job, "importieren")
    jobs.work()
    response = editor.get(f"{START}{job.pk}/abgelehnt.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    heading, row = book.active.iter_rows(values_only=True)
    assert heading == ("fehler", "zeile im original", "id", "titel", "branchen")
    assert "Weltraum" in row[0]
    assert row[1:4] == ("3", "A-2", "=1+1")
    assert book.active["D2"].data_type == "s"
    book.active["E2"] = "Handel"
    file = io.BytesIO()
    book.save(file)
    again = job_after(upload(editor, file.getvalue(), "abgelehnt.xlsx"))
    jobs.work()
    step(editor, again, "importieren")
    jobs.work()
    assert {page.external_id for page in PracticePage.objects.all()} == {"A-1", "A-2"}


def test_an_import_that_was_interrupted_goes_on_and_does_nothing_twice(editor, monkeypatch):
    job = job_after(upload(editor, ["titel", *(f"Titel {n}" for n in range(30))]))
    jobs.work()
    step(editor, job, "importieren")
    taken = jobs._take
    calls = []

    def dies(*arguments):
        calls.append(1)
        taken(*arguments)
        if len(calls) == 11:
            # After the row was written, before the transaction ends: as a process that is killed.
            raise KeyboardInterrupt

    monkeypatch.setattr(jobs, "_take", dies)
    with pytest.raises(KeyboardInterrupt):
        jobs.work()
    assert PracticePage.objects.count() == 10
    monkeypatch.setattr(jobs, "_take", taken)
    assert "10 von 30" in shown(editor, job)
    jobs.work()
    # Rows without an id always create: each exactly once all the same.
    assert sorted(PracticePage.objects.values_list("title", flat=True)) == sorted(f"Titel {n}" for n in range(30))


def test_a_long_import_gives_others_their_turn(editor, monkeypatch):
    job = job_after(upload(editor, ["titel", *(f"Titel {n}" for n in range(5))]))
    monkeypatch.setattr(jobs, "TURN", 0.0)
    assert jobs.work() == "0 Zeilen"
    assert job.rows.filter(verdict="").count() == 5
    monkeypatch.setattr(jobs, "TURN", 60.0)
    assert jobs.work() == "5 Zeilen"


def test_a_process_that_was_killed_holds_an_import_up_for_a_minute_and_no_row_is_done_twice(editor, monkeypatch):
    job = job_after(upload(editor, ["titel", "Eins", "Zwei", "Drei"]))
    jobs.work()
    step(editor, job, "importieren")
    taken, began = jobs._take, timezone.now()

    def killed(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(periodic, "_jobs", {jobs.IMPORTS: periodic.registered_jobs()[jobs.IMPORTS]})
    monkeypatch.setattr(jobs, "_take", killed)
    with pytest.raises(KeyboardInterrupt):
        periodic.run_due(now=began, wanted=[jobs.IMPORTS])

    def meanwhile(job, row, importer):
        """The process that was thought dead goes on as well, with the row after this one."""
        taken(job, row, importer)
        if (following := job.rows.filter(number=row.number + 1).first()) and row.number == 2:
            taken(job, following, importer)

    monkeypatch.setattr(jobs, "_take", meanwhile)
    assert [each.state for each in periodic.run_due(now=began + timedelta(seconds=50))] == ["elsewhere"]
    assert [each.state for each in periodic.run_due(now=began + timedelta(seconds=61))] == ["done"]
    assert sorted(PracticePage.objects.values_list("title", flat=True)) == ["Drei", "Eins", "Zwei"]


def test_a_second_click_imports_nothing_twice_and_a_stopped_job_ends(editor):
    job = job_after(upload(editor, ["titel", "Eins", "Zwei"]))
    jobs.work()
    step(editor, job, "importieren")
    step(editor, job, "importieren")
    jobs.work()
    assert PracticePage.objects.count() == 2
    assert (
        "nicht mehr möglich"
        in editor.post(f"{START}{job.pk}/", {"schritt": "importieren"}, follow=True).content.decode()
    )
    other = job_after(upload(editor, ["titel", "Drei"]))
    step(editor, other, "abbrechen")
    jobs.work()
    assert PracticePage.objects.count() == 2
    assert "Stand: abgebrochen." in shown(editor, other)


def test_who_may_not_publish_cannot_import_published(editor, admin_client):
    job = job_after(upload(editor, ["titel", "Eins"]))
    jobs.work()
    assert "Gleich veröffentlichen" not in shown(editor, job)
    step(editor, job, "pruefen", heading_0="titel", publish="on")
    jobs.work()
    step(editor, job, "importieren")
    jobs.work()
    assert not PracticePage.objects.get().live


def test_imports_are_seen_by_who_made_them_and_by_nobody_without_the_right(editor, client, django_user_model):
    job = job_after(upload(editor, ["titel", "Eins"]))
    other = django_user_model.objects.create_user("andere")
    other.groups.set(Group.objects.filter(name="Team"))
    client.force_login(other)
    assert client.get(f"{START}{job.pk}/").status_code == 404
    assert client.get(f"{START}{job.pk}/abgelehnt.xlsx").status_code == 404
    group = Group.objects.create(name="Lesen")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    other.groups.set([group])
    for address in (START, f"{START}{job.pk}/", f"{START}{job.pk}/abgelehnt.xlsx"):
        assert client.get(address).status_code in (302, 403)
    client.logout()
    assert client.get(START).status_code == 302


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.pdf", b"%PDF", "Dieses Format kennt der Import nicht"),
        ("a.xlsx", b"%PDF-1.4", "„a.xlsx“ ist keine lesbare Excel-Datei"),
        ("a.csv", b"", "leer"),
        ("<b>.csv", b"\x00\x00", "ist keine CSV-Datei"),
    ],
)
def test_what_cannot_be_read_is_told_on_the_form_and_leaves_nothing(editor, settings, name, content, says):
    response = upload(editor, content, name)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert "<b>.csv" not in response.content.decode()
    assert not ImportJob.objects.exists()
    folder = settings.IMPORTS_FOLDER
    assert not folder.exists() or not list(folder.iterdir())


def test_old_imports_are_erased_with_all_that_was_in_the_file(editor, settings):
    job = job_after(upload(editor, ["titel", "Eins"]))
    jobs.erase_old()
    assert ImportedRow.objects.exists()
    ImportJob.objects.update(changed_at=timezone.now() - jobs.KEPT)
    jobs.erase_old()
    assert not ImportedRow.objects.exists()
    assert not job.folder.exists()


def test_a_json_file_with_lists_is_taken_and_shown(editor):
    job = job_after(upload(editor, json.dumps({"titel": "Eins", "branchen": ["Handel"]}), "a.jsonl"))
    jobs.work()
    step(editor, job, "importieren")
    jobs.work()
    assert [branch.slug for branch in PracticePage.objects.get().branches.all()] == ["handel"]
