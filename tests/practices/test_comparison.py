"""Practices side by side: what the address names, nothing of drafts, and always a way on."""

import re

import pytest

from practices.comparison import MOST
from practices.models import PracticePage
from tests import factories

ADDRESS = "/praxis/vergleich/"


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def practices(site):
    metal = factories.branch("metall", "Metall")
    return [
        factories.practice(
            title=f"Beispiel {name}",
            slug=name,
            branches=[metal] if name == "a" else [],
            effort_setup="12–15" if name == "a" else "nicht erhoben",
            conditions=[("condition", {"condition": f"Raum {name}", "necessity": "muss", "kind": ""})],
        )
        for name in "abcde"
    ]


def compared(client, *slugs, **more):
    return client.get(ADDRESS, {"p": slugs, **more})


def test_what_one_says_and_another_does_not_stands_side_by_side(client, practices):
    answer = compared(client, "a", "b")
    assert answer.status_code == 200
    assert not answer.cookies
    rows = {
        re.search(r'comparison__label"[^>]*>([^<]+)<', row)[1].strip(): re.findall(r"<td.*?</td>", row)
        for row in re.findall(r'<tr class="comparison__line".*?</tr>', text(answer))[1:]
    }
    assert "12–15 Personentage" in rows["Aufwand für den Aufbau"][0]
    assert "nicht erhoben" in rows["Aufwand für den Aufbau"][1]
    assert "Metall" in rows["Branchen"][0]
    assert "nicht angegeben" in rows["Branchen"][1]
    assert ["Raum a" in rows["Das muss sein"][0], "Raum b" in rows["Das muss sein"][1]] == [True, True]
    assert "Nachweis" not in rows, "what none of them says is no row"


def test_each_can_be_taken_away_and_the_address_keeps_the_others(client, practices):
    html = text(compared(client, "a", "b"))
    assert 'href="/praxis/vergleich/?p=b"' in html
    assert 'href="/praxis/vergleich/?p=a"' in html


def test_one_more_is_found_by_its_words_and_keeps_the_choice(client, practices, find):
    find()
    html = text(compared(client, "a", q="Beispiel c"))
    assert 'href="/praxis/vergleich/?p=a&amp;p=c"' in html
    assert "p=a&amp;p=a" not in html
    assert '<input type="hidden" name="p" value="a">' in html


def test_more_than_four_say_who_was_left_out(client, practices):
    html = text(compared(client, *"abcde"))
    assert "Weggelassen: „Beispiel e“" in html
    assert html.count('class="comparison__name"') == MOST
    assert "Dazunehmen" not in html


def test_drafts_and_nothing_get_the_same_clear_answer(client, practices):
    factories.practice(live=False, slug="entwurf", title="Geheimer Entwurf")
    answers = [text(compared(client, "a", slug)) for slug in ("entwurf", "gibts-nicht")]
    assert all("Nicht gefunden:" in answer for answer in answers)
    assert "Geheimer" not in answers[0]
    assert answers[0].replace("entwurf", "X") == answers[1].replace("gibts-nicht", "X")


@pytest.mark.parametrize("query", ["", "p=", "p=a&p=a", "p=" + "x" * 5000, "p=<script>&q=%00", "q=" + "y" * 3000])
def test_any_address_gives_a_page(client, practices, query):
    answer = client.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 200
    assert "<script>&" not in answer.content.decode()


def test_a_practice_leads_there(client, practices):
    assert 'href="/praxis/vergleich/?p=a"' in text(client.get("/praxis/a/"))


def test_no_practice_can_take_the_address(site):
    page = factories.practice(slug="anders")
    page.slug = "vergleich"
    with pytest.raises(Exception, match="Adresse des Vergleichs"):
        page.full_clean()
    assert not PracticePage.objects.filter(slug="vergleich").exists()
