"""The real model: other words and another language for the same are near, another world is not."""

import numpy as np
import pytest
from django.utils import timezone

from search.analysis import analysis_fingerprint
from search.care import bring_up_to_date
from search.delivery import deliver_everything
from search.documents import Document, prepare
from search.engine import DIMENSIONS, MOST_VECTORS
from search.meaning.encoder import as_bytes, encoder
from search.meaning.kept import known, make
from search.meaning.making import AT_ONCE, with_vectors
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
    question, same, other = encoder().encode(
        [
            "How do small companies find out which training they need?",
            "Kleine Betriebe ermitteln ihren Weiterbildungsbedarf.",
            "Das Rezept für den Apfelkuchen steht auf Seite drei.",
        ]
    )
    assert cosine(question, same) > cosine(question, other) + 0.1


def test_a_text_without_words_has_no_direction():
    assert not any(as_bytes(np.zeros(DIMENSIONS)))
    assert not any(as_bytes(np.zeros(3)))


def test_the_pieces_of_a_long_text_are_few_and_cover_all_of_it():
    body = " ".join(f"Das ist der Satz mit der Nummer {number}." for number in range(200))
    found = passages(Document(id="1", type="praxis", title="Titel", url="/", summary="Kurz", body=body))
    assert len(found) == MOST_VECTORS
    assert found[0] == "Titel. Kurz"
    assert all(text.startswith("Titel. ") for text in found)
    assert passages(Document(id="1", type="praxis", title="Titel", url="/")) == ("Titel. ",)


class Counting:
    """An encoder that says how many texts it was asked for."""

    name = "counting"
    asked = 0

    def encode(self, texts):
        self.asked += len(texts)
        return [bytes([len(text) % 100 + 1]) * DIMENSIONS for text in texts]


def test_what_was_encoded_before_is_not_encoded_again(db):
    counting = Counting()
    made = make(counting, ["eins", "zwei drei", "eins"])
    assert counting.asked == 2
    assert known(counting, ["eins", "zwei drei", "vier"]) == made
    counting.name = "another model"
    assert known(counting, ["eins"]) == {}


def test_many_documents_are_found_by_their_words_at_once_and_get_their_vectors_afterwards(site, settings):
    for number in range(AT_ONCE + 3):
        told = " ".join(f"Im Jahr {year} war es anders." for year in range(2000, 2012))
        factories.practice(title=f"Bericht Nummer {number}", background=f"<p>{told}</p>")
    settings.SEARCH_MEANING = True
    index = embedded_index()
    bring_up_to_date(index)
    assert index.engine.status().documents == AT_ONCE + 3
    assert VectorRequest.objects.count() == AT_ONCE + 3
    asked = meaning_of("Bericht Nummer 3")
    # A change that is delivered once more, with few others, gets its vectors then.
    assert len(index.engine.similar(asked, {}, timezone.now(), 100, least=0.1)) <= AT_ONCE
    deliver_everything()
    assert not VectorRequest.objects.exists()
    assert len(index.engine.similar(asked, {}, timezone.now(), 100, least=0.1)) == AT_ONCE + 3


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
