"""The export of the admin's list: what its filters leave, for whom may see it, and it comes back unchanged."""

import gc
import json
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl.worksheet._writer import ALL_TEMP_FILES
from wagtail.models import GroupPagePermission

from partners.models import VerbundTeam
from practices.imports import jobs
from practices.imports.download import export_response
from practices.imports.errors import UnreadableFile
from practices.imports.models import ImportJob
from practices.imports.readers import rows_of
from practices.models import PracticeIndexPage, PracticePage
from practices.tiers import NEEDS, Tier
from tests import factories

ADDRESS = "/redaktion/practices/"


@pytest.fixture
def team(django_user_model):
    """`team("change_page", network=…)`: a member of a group with these permissions on practices."""

    def make(*permissions, network=None):
        group = Group.objects.create(name="Team")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for codename in permissions:
            GroupPagePermission.objects.create(
                group=group,
                page=PracticeIndexPage.objects.get(),
                permission=Permission.objects.get(codename=codename),
            )
        if network:
            VerbundTeam.objects.create(group=group, verbund=network)
        user = django_user_model.objects.create_user("mitglied")
        user.groups.add(group)
        return user

    return make


def export(client, tmp_path, suffix, **filters):
    response = client.get(ADDRESS, {**filters, "export": suffix})
    assert response.status_code == 200
    assert f".{suffix}" in response["Content-Disposition"]
    path = tmp_path / f"export.{suffix}"
    path.write_bytes(b"".join(response.streaming_content))
    return path


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "jsonl"])
def test_what_the_filters_leave_is_exported_as_it_was_left_and_imports_unchanged(
    site, admin_client, tmp_path, settings, suffix
):
    settings.IMPORTS_FOLDER = tmp_path / "imports"
    industry, trade = factories.branch("industrie"), factories.branch("handel")
    page = factories.practice(title="Gießen", branches=[factories.branch("giesserei", parent=industry)])
    page.title = "Gießen, neu gefasst"
    page.save_revision()
    factories.practice(title="Verkaufen", branches=[trade])
    html = admin_client.get(ADDRESS, {"branches": industry.pk}).content.decode()
    assert f"?branches={industry.pk}&amp;export={suffix}" in html
    path = export(admin_client, tmp_path, suffix, branches=industry.pk)
    assert [row.values["titel"] for row in rows_of(path, tmp_path)] == ["Gießen, neu gefasst"]
    assert len(list(rows_of(export(admin_client, tmp_path, suffix, q="Verkaufen"), tmp_path))) == 1
    path = export(admin_client, tmp_path, suffix)
    upload = SimpleUploadedFile(path.name, path.read_bytes())
    admin_client.post("/redaktion/praxisbeispiele-importieren/", {"file": upload})
    jobs.work()
    assert list(ImportJob.objects.get().rows.values_list("verdict", flat=True)) == ["unchanged"] * 2


def test_a_team_exports_and_imports_for_its_own_network_only(site, client, team, tmp_path, settings):
    settings.IMPORTS_FOLDER = tmp_path / "imports"
    own, other = factories.network(title="Nord"), factories.network(title="Süd")
    mine = factories.practice(title="Meins", verbund=own, external_id="M")
    theirs = factories.practice(title="Fremdes", verbund=other, external_id="F")
    client.force_login(team("change_page", "add_page", network=own))
    path = export(client, tmp_path, "jsonl")
    assert [json.loads(line)["titel"] for line in path.read_text().splitlines()] == ["Meins"]
    given = [
        {"id": "M", "titel": "Meins, neu"},
        {"id": "F", "titel": "Gekapert"},
        {"id": "N", "titel": "Neu", "verbund": "sued"},
        {"id": "O", "titel": "Auch neu", "verbund": "nord"},
        {"id": "M2", "titel": "Ohne Verbund"},
    ]
    file = SimpleUploadedFile("a.jsonl", "\n".join(map(json.dumps, given)).encode())
    response = client.post("/redaktion/praxisbeispiele-importieren/", {"file": file})
    jobs.work()
    client.post(response["Location"], {"schritt": "importieren"})
    jobs.work()
    verdicts = list(ImportJob.objects.get().rows.values_list("verdict", flat=True))
    assert verdicts == ["changed", "refused", "refused", "created", "refused"]
    assert PracticePage.objects.get(pk=mine.pk).get_latest_revision_as_object().title == "Meins, neu"
    assert PracticePage.objects.get(pk=theirs.pk).get_latest_revision_as_object().title == "Fremdes"


def test_who_may_edit_nothing_exports_nothing(site, client, team):
    factories.practice(title="Geheim", live=False)
    client.force_login(team())
    response = client.get(ADDRESS, {"export": "jsonl"})
    body = b"".join(response.streaming_content) if response.streaming else response.content
    assert b"Geheim" not in body
    client.logout()
    assert client.get(ADDRESS, {"export": "jsonl"}).status_code == 302


def test_the_list_shows_a_bar_and_links_to_what_is_missing_and_no_cell_is_empty(site, admin_client):
    page = factories.practice(title="Fast leer")
    html = admin_client.get(ADDRESS).content.decode()
    short = [need for need in NEEDS if need.tier is Tier.SHORT]
    for need in short:
        assert (f'/redaktion/pages/{page.pk}/edit/#{need.anchor}"' in html) is (need.field not in GIVEN), need
    assert f'max="{len(short)}"' in html
    assert html.count("nicht angegeben") == 4, "network, branches, regions and year"
    PracticePage.objects.update(lacking="")
    assert admin_client.get(ADDRESS).content.decode().count(f"{page.pk}/edit/#") == html.count(f"{page.pk}/edit/#")


#: What a practice of the factory has.
GIVEN = ("title", "summary", "licence")


def test_a_text_too_long_for_excel_is_told_and_the_list_stays(site, admin_client):
    factories.practice(title="Lang", background=f"<p>{'Wort ' * 7000}</p>")
    answer = admin_client.get(ADDRESS, {"export": "xlsx", "state": "live"}, follow=True)
    assert answer.status_code == 200
    assert "zu lang für eine Excel-Zelle" in answer.content.decode()
    assert answer.redirect_chain == [(f"{ADDRESS}?state=live", 302)]
    assert admin_client.get(ADDRESS, {"export": "jsonl"})["Content-Disposition"].startswith("attachment")


def test_a_refused_text_leaves_no_half_written_sheet_behind(site, monkeypatch):
    """openpyxl's generator would complain when it is thrown away, and its temporary file would stay."""
    complaints = []
    monkeypatch.setattr(sys, "unraisablehook", lambda told: complaints.append(told.exc_value))
    page = factories.practice(title="Lang", background=f"<p>{'Wort ' * 7000}</p>")
    before = set(ALL_TEMP_FILES)
    with pytest.raises(UnreadableFile):
        export_response([page.pk], "xlsx")
    gc.collect()
    assert complaints == []
    assert [name for name in set(ALL_TEMP_FILES) - before if Path(name).exists()] == []


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_rows_are_read_while_they_are_sent(site, suffix, django_assert_num_queries):
    pages = [factories.practice(title=f"Beispiel {number}").pk for number in range(3)]
    with django_assert_num_queries(0):
        response = export_response(pages, suffix)
    parts = list(response.streaming_content)
    assert len(parts) == 3 + (suffix == "csv")
    assert [f"Beispiel {number}" in parts[number - 3].decode() for number in range(3)] == [True] * 3
