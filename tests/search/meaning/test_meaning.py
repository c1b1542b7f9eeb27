"""The real model: other words and another language for the same are near, another world is not."""

from datetime import timedelta

import numpy as np
import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import analysis_fingerprint
from search.care import bring_up_to_date
from search.delivery import _described, deliver_everything
from search.documents import Document, prepare
from search.engine import DIMENSIONS, MOST_VECTORS
from search.meaning import making
from search.meaning.encoder import MultilingualE5, as_bytes, encoder
from search.meaning.harmless import LONGEST
from search.meaning.kept import known, make
from search.meaning.making import fill_in, with_vectors
from search.meaning.passages import passages
from search.meaning.query import meaning_of
from search.models import TextVector, VectorRequest
from search.rebuilding import rebuild
from search.running import embedded_index
from tests import factories


@pytest.fixture
def switched_on(settings):
    settings.SEARCH_MEANING = True


def cosine(first, second):
    one, other = (np.frombuffer(each, np.int8).astype(float) for each in (first, second))
    return float(one @ other / (np.linalg.norm(one) * np.linalg.norm(other)))


def test_the_same_in_english_is_nearer_than_something_else_in_german(switched_on):
    question = encoder().query("How do small companies find out which training they need?")
    same, other = encoder().passages(
        [
            "Kleine Betriebe ermitteln ihren Weiterbildungsbedarf.",
            "Das Rezept für den Apfelkuchen steht auf Seite drei.",
        ]
    )
    assert cosine(question, same) > cosine(question, other) + 0.1


def test_a_text_without_words_has_no_direction():
    assert not any(as_bytes(np.zeros(DIMENSIONS)))
    assert not any(as_bytes(np.zeros(3)))


def test_the_pieces_of_a_long_text_are_its_opening_and_its_middle_in_whole_sentences():
    body = " ".join(f"Das ist der Satz mit der Nummer {number}." for number in range(200))
    found = passages(Document(id="1", type="praxis", title="Titel", url="/", summary="Kurz", body=body))
    assert len(found) == MOST_VECTORS
    assert found[0] == "Titel. Kurz"
    assert found[1].startswith("Titel. Das ist der Satz mit der Nummer 0.")
    assert found[2].startswith("Titel. Das ist der Satz mit der Nummer 8")
    assert all(text.endswith(".") and len(text) <= LONGEST for text in found[1:])
    assert passages(Document(id="1", type="praxis", title="Titel", url="/")) == ("Titel. ",)


@given(st.text(), st.text(max_size=900), st.lists(st.text(max_size=900), max_size=9))
def test_whatever_a_text_is_like_its_pieces_are_few_and_short(title, summary, sentences):
    document = Document(id="1", type="praxis", title=title, url="/", summary=summary, body=". ".join(sentences))
    found = passages(document)
    assert 1 <= len(found) <= MOST_VECTORS
    assert all(len(text) <= LONGEST for text in found)


def test_a_short_body_is_one_piece():
    document = Document(id="1", type="praxis", title="Titel", url="/", summary="Kurz", body="Eins. Zwei. Drei.")
    assert passages(document) == ("Titel. Kurz", "Titel. Eins. Zwei. Drei.")


class Counting:
    """An encoder that says how many texts it was asked for."""

    name = "counting"
    asked = 0

    def passages(self, texts):
        self.asked += len(texts)
        return [bytes([len(text) % 100 + 1]) * DIMENSIONS for text in texts]


def test_what_was_encoded_before_is_not_encoded_again(db):
    counting = Counting()
    made = make(counting, ["eins", "zwei drei", "eins"])
    assert counting.asked == 2
    assert known(counting, ["eins", "zwei drei", "vier"]) == made
    counting.name = "another model"
    assert known(counting, ["eins"]) == {}


@pytest.fixture
def long_practice(site, settings):
    """A practice that has all its vectors to be made yet."""
    told = " ".join(f"Im Jahr {year} war es in der Werkstatt anders als zuvor." for year in range(2000, 2030))
    settings.SEARCH_MEANING = True
    return factories.practice(title="Bericht", background=f"<p>{told}</p>")


def test_a_document_is_delivered_before_its_vectors_are_made_and_once_more_afterwards(long_practice, titles):
    index = embedded_index()
    bring_up_to_date(index)
    assert index.engine.status().documents == 1
    assert not TextVector.objects.exists()
    assert not index.engine.similar(meaning_of("Bericht"), {}, timezone.now(), 9, least=0.1)
    deliver_everything()
    assert TextVector.objects.count() == MOST_VECTORS
    assert not VectorRequest.objects.exists()
    assert index.engine.similar(meaning_of("Bericht"), {}, timezone.now(), 9, least=0.1)


def test_a_turn_that_is_over_keeps_what_it_has_made_and_the_next_goes_on_there(long_practice, monkeypatch):
    monkeypatch.setattr(making, "TURN", 0.0)
    bring_up_to_date(embedded_index())
    for made in range(1, MOST_VECTORS + 1):
        assert VectorRequest.objects.exists()
        assert fill_in(_described)
        assert TextVector.objects.count() == made
    assert not VectorRequest.objects.exists()
    assert not fill_in(_described)


def test_one_process_at_a_time_makes_vectors_first_those_that_were_asked_for_last(db, switched_on):
    asked = []

    def describe(pages):
        asked.extend(pages)
        # Meanwhile another process looks whether there is something to do.
        assert not fill_in(describe)
        return {}

    VectorRequest.objects.create(page_id=1)
    VectorRequest.objects.create(page_id=2)
    VectorRequest.objects.create(page_id=3, claimed_until=timezone.now() - timedelta(minutes=1))
    while fill_in(describe):
        pass
    assert asked == [3, 2, 1]


def test_a_rebuild_encodes_nothing_again(site, settings):
    factories.practice(title="Bericht", summary="Das ist ein Bericht.")
    settings.SEARCH_MEANING = True
    deliver_everything()
    before = set(TextVector.objects.values_list("key", flat=True))
    index = embedded_index()
    rebuild(index.name, index.engine)
    assert set(TextVector.objects.values_list("key", flat=True)) == before
    assert index.engine.similar(meaning_of("Bericht"), {}, timezone.now(), 9, least=0.1)


def test_switched_off_there_are_no_vectors_and_no_meaning(settings):
    settings.SEARCH_MEANING = False
    document = prepare(Document(id="1", type="praxis", title="Titel", url="/"), {})
    assert with_vectors([document]) == [document]
    assert meaning_of("Titel") is None


def test_switching_it_on_makes_a_new_index(settings):
    settings.SEARCH_MEANING = False
    without = analysis_fingerprint()
    settings.SEARCH_MEANING = True
    assert analysis_fingerprint() != without
    assert len(analysis_fingerprint()) <= 64


def test_an_english_question_finds_german_practices_apart_from_the_count(site, find, switched_on):
    factories.practice(
        title="Weiterbildungsbedarf in kleinen Betrieben ermitteln",
        summary="Ein Gespräch an der Maschine zeigt kleinen Firmen, welche Schulungen ihre Leute brauchen.",
    )
    factories.practice(title="Kantine umgebaut", summary="Die Küche bekam neue Herde und einen Kühlraum.")
    answer = find(q="How do small companies find out which training they need?")
    assert answer["total"] == 0
    assert [(hit["title"], hit["match"]) for hit in answer["results"]] == [
        ("Weiterbildungsbedarf in kleinen Betrieben ermitteln", "near")
    ]


@pytest.mark.parametrize("typed", ["xqzt brumfel", "Rezept Apfelkuchen Backofen", "Fußball Bundesliga Tabelle"])
def test_another_world_finds_nothing(site, find, switched_on, typed):
    factories.practice(
        title="Weiterbildungsbedarf in kleinen Betrieben ermitteln",
        summary="Ein Gespräch an der Maschine zeigt kleinen Firmen, welche Schulungen ihre Leute brauchen.",
    )
    assert find(q=typed)["results"] == []


def test_a_question_is_read_only_where_that_changes_something(site, find, switched_on, monkeypatch):
    read = []
    monkeypatch.setattr(MultilingualE5, "query", lambda self, text: read.append(text) or bytes(DIMENSIONS))
    find(q="Drehbank")
    find(q="Drehbank Spindelstock", sort="titel")
    find(q='"Drehbank Spindelstock"')
    find(q="Drehbank -Spindelstock")
    assert read == []
    find(q="Drehbank Spindelstock")
    find(q="Drehbank Spindelstock")
    assert read == ["Drehbank Spindelstock"]


def test_counts_and_filters_are_the_same_with_and_without_meaning(site, find, settings):
    for title in ("Lernen am Band", "Lernen in der Nacht", "Band und Nacht", "Beratung am Band"):
        factories.practice(title=title)

    def counted(**parameters):
        answer = find(**parameters)
        return answer["total"], answer["facets"], answer["suggestion"]

    queries = ({"q": "Lernen"}, {"q": "Band"}, {"q": "Lernen Band"}, {"q": "Wie lernt man?"}, {"q": '"am Band"'})
    settings.SEARCH_MEANING = False
    without = [counted(**query) for query in queries]
    settings.SEARCH_MEANING = True
    assert [counted(**query) for query in queries] == without


def test_a_phrase_is_answered_as_without_meaning(site, find, settings):
    factories.practice(title="Lernen am Band")
    factories.practice(title="Am Band lernen alle", summary="Lernen am Band, Lernen am Band")
    settings.SEARCH_MEANING = False
    without = find(q='"Lernen am Band"')["results"]
    settings.SEARCH_MEANING = True
    assert find(q='"Lernen am Band"')["results"] == without
