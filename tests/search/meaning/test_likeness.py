"""„Ähnliche Praxisbeispiele“ and „Passt zu meinem Anliegen“."""

import re

import pytest

from search.delivery import deliver_everything
from search.likeness import LONGEST_NEED
from search.meaning import query
from tests import factories

SHIFT = {
    "title": "Lernen in der Nachtschicht",
    "summary": "Pflegekräfte üben in der Nachtschicht in kurzen Einheiten.",
}


@pytest.fixture
def practices(site, settings):
    settings.SEARCH_MEANING = True
    made = {
        "night": factories.practice(**SHIFT),
        "early": factories.practice(
            title="Kurze Lerneinheiten für Pflegekräfte in der Frühschicht",
            summary="Wer in der Pflege Schicht arbeitet, übt zehn Minuten vor Beginn.",
        ),
        "crane": factories.practice(title="Kran und Stapler", summary="Fahrer üben am Simulator im Lager."),
        "draft": factories.practice(live=False, **{**SHIFT, "title": "Entwurf zur Nachtschicht in der Pflege"}),
    }
    deliver_everything()
    return made


def page(client, practice):
    return client.get(practice.url).content.decode()


def test_a_practice_names_those_that_are_like_it_but_not_itself_and_no_draft(client, practices):
    shown = page(client, practices["night"])
    below = shown[shown.index("Ähnliche Praxisbeispiele") :]
    assert practices["early"].title in below
    assert practices["draft"].title not in below
    assert SHIFT["title"] not in below


def test_without_meaning_a_practice_has_no_such_section(client, practices, settings):
    settings.SEARCH_MEANING = False
    assert "Ähnliche Praxisbeispiele" not in page(client, practices["night"])


def ask(client, text):
    return client.post("/suche/anliegen/", {"anliegen": text})


def test_a_described_situation_finds_what_fits_first(client, practices):
    answer = ask(client, 'Unsere Leute arbeiten nachts in der Pflege. Wann sollen sie da noch lernen? - "keine Zeit"!')
    shown = re.sub("</?mark>", "", answer.content.decode())
    assert SHIFT["title"] in shown
    assert "Kran und Stapler" not in shown
    assert "Entwurf" not in shown


def test_a_situation_is_neither_in_the_address_nor_kept_nor_cached(client, practices):
    answer = ask(client, "Pflege in der Nacht")
    assert answer.status_code == 200
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    assert 'method="post"' in answer.content.decode()


def test_a_situation_does_not_stay_in_the_memory_of_the_process(client, practices):
    before = query._vector.cache_info().misses
    ask(client, "Davon soll niemand etwas wissen")
    assert query._vector.cache_info().misses == before


def test_an_address_that_asks_without_pause_has_to_wait(client, practices, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "search": (2, 60)}
    assert [ask(client, "Pflege").status_code for _ in range(3)] == [200, 200, 429]


@pytest.mark.parametrize("text", ["", "   ", "x" * (LONGEST_NEED + 1)])
def test_a_situation_that_cannot_be_is_given_back_with_what_to_do(client, practices, text):
    answer = ask(client, text)
    assert answer.status_code == 400
    assert "Bitte" in answer.content.decode()
    if text.strip():
        assert text in answer.content.decode()


@pytest.mark.parametrize("text", ["!!!", '"""', "-", "\x00", "\ud800".encode("utf-8", "replace").decode(), "🎉"])
def test_whatever_is_typed_is_answered(client, practices, text):
    assert ask(client, text).status_code == 200


def test_works_with_words_alone_too(client, practices, settings):
    settings.SEARCH_MEANING = False
    assert "Nachtschicht" in ask(client, "In der Nachtschicht lernen").content.decode()
