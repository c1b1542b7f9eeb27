"""Help while writing: readability, personal data, and what there is already."""

from html import unescape

import pytest
from django.contrib.auth.models import Group, Permission
from hypothesis import given
from hypothesis import strategies as st

from practices.hints import HINTS
from practices.models import PracticePage
from practices.tiers import NEEDS
from practices.writing import personal_data, readability
from search.delivery import deliver_everything
from tests import factories

ADDRESS = "/redaktion/praxisbeispiele-schreiben/hinweise/"
EASY = "Wir üben am Band. Das geht gut. Alle sind dabei. " * 6
HARD = (
    "Weiterbildungsverbundkoordinatorinnen identifizieren unternehmensübergreifende Qualifizierungsbedarfe "
    "kontinuierlich unter Berücksichtigung branchenspezifischer Transformationsanforderungen, "
) * 5


def text(response):
    return " ".join(response.content.decode().split())


def test_short_sentences_of_short_words_are_easier_than_long_ones():
    assert readability(EASY).lix < 30 < 80 < readability(HARD).lix
    assert readability("Zu kurz.") is None


def test_an_abbreviation_or_a_date_ends_no_sentence():
    plain = "Am 28. April traf man sich z. B. in Kassel mit Dr. Muster und ca. 20 Betrieben aus dem Land dort " * 3
    assert readability(plain + ".").lix > 40


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Fragen an anna.muster@firma.de bitte.", ("anna.muster@firma.de",)),
        ("Telefon 0711 / 123 45-67 oder +49 170 1234567.", ("0711 / 123 45-67", "+49 170 1234567")),
        ("Im Jahr 2023 waren es 14.600 Euro, 08/2023 noch 0,5 Prozent.", ()),
        ("DGUV Grundsatz 308-001 und § 82 SGB III", ()),
    ],
)
def test_addresses_and_numbers_of_people_are_found_and_other_numbers_are_not(typed, found):
    assert personal_data(typed) == found


@given(st.text(max_size=500))
def test_no_text_makes_it_fail(typed):
    personal_data(typed)
    readability(typed * 5)


def test_the_form_is_told_of_what_is_similar_and_of_what_should_not_be_there(site, admin_client):
    page = factories.practice(title="Staplerschein mit Brille", summary="Üben ohne Gefahr.")
    factories.practice(title="Staplerschein geheim", live=False)
    deliver_everything()
    shown = text(admin_client.post(ADDRESS, {"title": "Staplerschein mit VR", "text": "Bitte an x@firma.de " + EASY}))
    assert "Staplerschein mit Brille" in shown
    assert "geheim" not in shown
    assert "x@firma.de" in shown
    assert "LIX" in shown
    own = text(admin_client.post(ADDRESS, {"title": "Staplerschein mit Brille", "page": page.pk}))
    assert "Das gibt es schon" not in own
    assert admin_client.get(ADDRESS).status_code == 405
    assert admin_client.post(ADDRESS, {"title": "<script>" * 20_000, "page": "x"}).status_code == 200
    edit = text(admin_client.get(f"/redaktion/pages/{page.pk}/edit/"))
    assert "Hilfe beim Schreiben" in edit


def test_each_field_of_the_form_has_a_hint_of_its_own(site, admin_client):
    page = factories.practice(live=False)
    html = html_unescaped(admin_client.get(f"/redaktion/pages/{page.pk}/edit/"))
    shown = [name for name in PracticePage.get_edit_handler().get_form_class().base_fields if name in HINTS]
    assert set(HINTS) - set(shown) == {"effects", "obstacles", "building_block_links", "participants", "relations"}
    assert [name for name, hint in HINTS.items() if hint not in html] == []
    with_example = [name for name, hint in HINTS.items() if "Etwa" in hint or "etwa" in hint or "„" in hint]
    assert len(with_example) > 50
    assert {need.field for need in NEEDS} <= set(HINTS)


def html_unescaped(response):
    return unescape(response.content.decode())


def test_who_may_not_write_practices_is_told_nothing(site, client, django_user_model):
    user = django_user_model.objects.create_user("lesen")
    group = Group.objects.create(name="Lesen")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    client.force_login(user)
    assert client.post(ADDRESS, {"title": "Staplerschein"}).status_code in (302, 403)
