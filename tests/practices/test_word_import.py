"""A Word report on its way to a draft: headings find their fields, pictures come along, nothing is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from wagtail.images import get_image_model

from practices.imports import jobs
from practices.imports.models import ImportJob
from practices.models import PracticePage
from tests import factories
from tests.practices.word_file import REL, paragraph, picture, table, written_word

START = "/redaktion/praxisbeispiele-importieren/"
RELATION = f'<Relationship Id="p" Type="{REL}/image" Target="media/a.png"/>'


@pytest.fixture
def word(tmp_path):
    return written_word(tmp_path)


@pytest.fixture
def report(site, settings, tmp_path, word):
    settings.IMPORTS_FOLDER = tmp_path / "imports"
    factories.branch("logistik", "Logistik")
    factories.branch("handel", "Handel")
    return word(
        paragraph("Staplerschein mit Brille", "T"),
        paragraph("Gruß vorweg."),
        table(("Branche", "Logistik"), ("Jahr", "2023")),
        paragraph("Ausgangssituation", "H1"),
        paragraph("Zu wenig &lt;Stapler&gt;."),
        picture("p"),
        paragraph("Umsetzungsschritte", "H1"),
        paragraph("Erst dies, dann das."),
        paragraph("Geeignet für", "H1"),
        paragraph("Lager"),
        paragraph("Was uns freute", "H1"),
        paragraph("Alle kamen."),
        relations=RELATION,
    )


def check(page):
    assert page.title == "Staplerschein mit Brille"
    assert page.background == "<p>Zu wenig &lt;Stapler&gt;.</p>"
    assert page.suited_for == "Lager"
    assert [branch.slug for branch in page.branches.all()] == ["logistik"]
    assert page.year == 2023
    for heading, text in (
        ("Text vor der ersten überschrift", "Gruß vorweg."),
        ("Umsetzungsschritte", "Erst dies, dann das."),
        ("Was uns freute", "Alle kamen."),
    ):
        assert f"{heading}:\n{text}" in page.unassigned_text
    (block,) = page.pictures
    assert block.value["alt"] == "Eine Werkbank"
    assert block.value["image"].title == "Staplerschein mit Brille, Bild 1"
    assert block.value["image"].file.storage.exists(block.value["image"].file.name)


def test_a_report_becomes_a_draft_in_the_admin_with_all_that_is_in_it(report, admin_client):
    upload = SimpleUploadedFile("bericht.docx", report.read_bytes())
    address = admin_client.post(START, {"file": upload})["Location"]
    jobs.work()
    assert ImportJob.objects.get().mapping["umsetzungsschritte"] == "nicht_zugeordnet"
    assert not get_image_model().objects.exists(), "the trial makes nothing"
    admin_client.post(address, {"schritt": "importieren"})
    jobs.work()
    page = PracticePage.objects.get()
    assert not page.live
    check(page.get_latest_revision_as_object())
    form = admin_client.get(f"/redaktion/pages/{page.pk}/edit/").content.decode()
    assert "Alle kamen." in form


def test_the_command_takes_a_report_too(report, capsys):
    call_command("import_practices", str(report))
    check(PracticePage.objects.get().get_latest_revision_as_object())


def test_a_picture_without_description_is_not_published_and_leaves_no_file(report, word, capsys):
    bare = word(
        paragraph("Titel", "T"), picture("p").replace('descr="Eine Werkbank"', ""), relations=RELATION, name="b.docx"
    )
    with pytest.raises(SystemExit):
        call_command("import_practices", str(bare), "--publish")
    assert "hat keinen Alternativtext" in capsys.readouterr().out
    assert not PracticePage.objects.exists()
    assert not get_image_model().objects.exists()
    call_command("import_practices", str(bare))
    assert PracticePage.objects.count() == 1
