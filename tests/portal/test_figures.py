"""Figures for the office's lead and the funder: true numbers, no persons, a download."""

import csv
import io
from datetime import timedelta

import openpyxl
from django.contrib.auth.models import Permission
from django.utils import timezone
from portal.desk.figures import figures

from exchange.needs.models import Need
from practices.models import PracticePage
from search.tuning.models import DailyQuery
from tests import factories

URL = "/redaktion/kennzahlen/"


def numbers():
    return {(figure.heading, figure.label): figure.number for figure in figures()}


def test_public_content_is_counted_as_the_public_sees_it(site, django_assert_max_num_queries):
    today = timezone.localdate()
    network = factories.network()
    pages = [factories.practice(verbund=network, evidence="gemessen") for _ in range(3)]
    factories.practice(live=False, verbund=factories.network(live=False))
    own = PracticePage.objects
    own.filter(pk=pages[0].pk).update(confirmed_on=today, tier="voll")
    own.filter(pk=pages[1].pk).update(next_review_on=today - timedelta(days=31), tier="kurz", evidence="")
    own.filter(pk=pages[2].pk).update(expire_at=timezone.now() - timedelta(days=1))
    with django_assert_max_num_queries(20):
        found = numbers()
    assert {label: number for (heading, label), number in found.items() if heading == "Was es gibt"} == {
        "Praxisbeispiele": 2,
        "davon Vollbeschreibung": 1,
        "davon Kurzsteckbrief": 1,
        "davon mit gemessener Wirkung": 1,
        "davon in zwölf Monaten bestätigt": 1,
        "davon nicht mehr bestätigt": 1,
        "Verbünde mit Praxisbeispielen": 1,
        "Verbünde": 1,
        "Partner": 0,
        "Veranstaltungen": 0,
        "Bausteine": 0,
        "Verwendungen von Bausteinen": 0,
    }


def test_searches_are_summed_by_month_and_needs_by_state(site):
    today = timezone.localdate().replace(day=15)
    last = (today.replace(day=1) - timedelta(days=1)).replace(day=2)
    for day, text, asked, failed in ((today, "kran", 4, 1), (today, "stapler", 3, 0), (last, "kran", 2, 2)):
        DailyQuery.objects.create(day=day, text=text, searches=asked, without_result=failed, clicks=1)
    Need.objects.create(sought="Kran")
    found = figures()
    searches = [(figure.label, figure.number) for figure in found if figure.heading.startswith("Gesucht im")]
    assert searches == [
        *(("Suchen", 7), ("davon ohne Treffer", 1), ("geöffnete Treffer", 2)),
        *(("Suchen", 2), ("davon ohne Treffer", 2), ("geöffnete Treffer", 1)),
    ]
    assert numbers()["Was fehlt", "davon noch nicht bearbeitet"] == 1


def test_the_page_and_its_downloads_say_the_same(site, admin_client):
    factories.practice()
    page = " ".join(admin_client.get(URL).content.decode().split())
    assert '<th scope="row">Praxisbeispiele</th> <td>1</td>' in page
    rows = list(
        csv.reader(io.StringIO(admin_client.get(f"{URL}?export=csv").content.decode("utf-8-sig")), delimiter=";")
    )
    assert ["Was es gibt", "Praxisbeispiele", "1"] in rows
    file = b"".join(admin_client.get(f"{URL}?export=xlsx").streaming_content)
    sheet = openpyxl.load_workbook(io.BytesIO(file)).active
    assert [[str(cell) for cell in row] for row in sheet.values] == rows


def test_only_who_may_see_searches_sees_figures(site, client, django_user_model):
    user = django_user_model.objects.create_user("team")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(URL).status_code == 302
    assert client.get(f"{URL}?export=csv").status_code == 302
    user.user_permissions.add(Permission.objects.get(codename="view_dailyquery"))
    assert client.get(URL).status_code == 200
