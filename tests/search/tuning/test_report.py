"""The admin's page „Was gesucht wird“, its file, and the steps from a row."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import GroupPagePermission

from search.tuning.models import DailyQuery, Tip
from search.tuning.report import as_cell
from tests import factories

PAGE = "/redaktion/suche/gesucht/"
FILE = "/redaktion/suche/gesucht.csv"


@pytest.fixture
def editor(site, client, django_user_model):
    user = django_user_model.objects.create_user("redaktion")
    group = Group.objects.create(name="Suche")
    group.permissions.set(
        Permission.objects.filter(content_type__app_label="search_tuning")
        | Permission.objects.filter(codename="access_admin")
    )
    GroupPagePermission.objects.create(group=group, page=site, permission=Permission.objects.get(codename="add_page"))
    user.groups.add(group)
    client.force_login(user)
    return client


def asked(text, searches, *, days=1, without_result=0, clicks=0):
    day = timezone.localdate() - timedelta(days=days)
    DailyQuery.objects.create(
        day=day, text=text, searches=searches, without_result=without_result, clicks=clicks, common=days >= 30
    )


def text(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_most_frequent_queries_stand_first_and_the_seldom_ones_nowhere(editor):
    asked("kran", 4)
    asked("bagger", 7)
    asked("erika mustermann", 2)
    shown = text(editor.get(PAGE))
    assert shown.index("bagger") < shown.index("kran")
    assert "erika" not in shown
    assert PAGE in text(editor.get("/redaktion/")), "it is in the menu"


def test_period_and_list_are_chosen(editor):
    asked("alt", 5, days=60)
    asked("leer", 5, without_result=5)
    assert "alt</a>" not in text(editor.get(PAGE, {"tage": "30"}))
    assert "alt</a>" in text(editor.get(PAGE, {"tage": "90"}))
    shown = text(editor.get(PAGE, {"tage": "90", "liste": "ohne-treffer"}))
    assert "leer</a>" in shown
    assert "alt</a>" not in shown
    assert "alt</a>" in text(editor.get(PAGE, {"tage": "90", "liste": "ohne-klick"}))
    assert "leer</a>" in text(editor.get(PAGE, {"tage": "viele", "liste": "erfunden"}))


def test_each_row_leads_to_a_synonym_a_tip_and_a_practice(editor):
    asked("kran & co", 3)
    shown = text(editor.get(PAGE))
    assert "/redaktion/suche/synonyme/new/?woerter=kran+%26+co" in shown
    assert "/redaktion/suche/tipps/new/?suchanfragen=kran+%26+co" in shown
    assert "/practices/practicepage/" in shown
    assert "/?titel=kran+%26+co" in shown
    assert "/redaktion/pages/add/practices/practicepage/" in shown
    assert "kran &amp; co</textarea>" in text(editor.get("/redaktion/suche/tipps/new/?suchanfragen=kran+%26+co"))
    assert "kran &amp; co</textarea>" in text(editor.get("/redaktion/suche/synonyme/new/?woerter=kran+%26+co"))


def test_a_tip_is_made_in_the_admin(editor):
    page = factories.practice(title="Kranfahren lernen")
    response = editor.post(
        "/redaktion/suche/tipps/new/", {"queries": "Kran, Kranschein", "page": page.pk, "active": "on", "until": ""}
    )
    assert response.status_code == 302
    assert Tip.objects.get().queries == "Kran\nKranschein"
    assert "Kran, Kranschein → Kranfahren lernen" in text(editor.get("/redaktion/suche/tipps/"))


def test_the_file_has_the_same_rows_and_no_formulas(editor):
    asked("kran", 4, clicks=1)
    asked("=1+1", 3)
    asked("selten", 2)
    response = editor.get(FILE)
    assert response["Content-Disposition"] == 'attachment; filename="was-gesucht-wird-alle-30-tage.csv"'
    assert response.content.decode("utf-8-sig").splitlines() == [
        "Suchanfrage;Suchen;ohne Treffer;geöffnete Treffer",
        "kran;4;0;1",
        "'=1+1;3;0;0",
    ]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\ta", "'a"])
def test_a_cell_that_a_spreadsheet_would_calculate_gets_an_apostrophe(text):
    assert as_cell(text) == f"'{text}"
    assert as_cell(f"a{text}") == f"a{text}"


@pytest.mark.parametrize("address", [PAGE, FILE, "/redaktion/suche/tipps/", "/redaktion/suche/verstehen/"])
def test_nobody_without_the_right_sees_it(site, client, django_user_model, address):
    assert client.get(address).status_code == 302
    user = django_user_model.objects.create_user("andere")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(address).status_code == 302
