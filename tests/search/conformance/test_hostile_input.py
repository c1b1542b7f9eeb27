"""Whatever somebody types, or puts into an address or a document, is text and nothing else."""

import pytest

from search.german.tokens import tokenize
from search.query import Sort
from tests.search.conformance.corpus import NOW, ask, ids, make

TYPED = [
    "\x00",
    "Verbund\x00",
    '"Verbund',
    "'; DROP TABLE pages; --",
    "*",
    "?",
    "~2",
    "^5",
    "AND OR NOT",
    "Verbund AND",
    "NOT Verbund",
    "title_exact:verbund",
    "[a TO b]",
    "{!lucene}",
    "(((((",
    "\\",
    "/.*/",
    "<script>alert(1)</script>",
    "\ud800",
    "Verbund \udfff",
    "🎉👩‍👩‍👧",
    "\u202e\u200b\ufeff",
    "a\u0308" * 300,
    "ﷺ" * 50,
    "½ ² Ⅷ",
    "Verbund " * 625,
    "x" * 5000,
    " ".join(f"wort{number}" for number in range(700)),
    "İıſß",
    "%00%0a\r\n",
]


def storable(text):
    """Lone surrogates, which no encoding takes, become question marks."""
    return text.encode("utf-8", "replace").decode()


@pytest.fixture(scope="module")
def hostile_documents():
    return [
        make(number, typed[:300], summary=typed, terms={"thema": (typed[:200],)}) for number, typed in enumerate(TYPED)
    ]


def test_anything_may_be_typed(engine):
    engine.swap([make(1, "Weiterbildungsverbund", terms={"thema": ("it",)})], 1)
    for typed in TYPED:
        for sort in Sort:
            assert engine.search(ask(typed, sort=sort)).total in (0, 1)
        assert len(engine.suggest(typed, NOW, 5)) <= 1
        words = [token.exact for token in tokenize(typed)]
        assert engine.near(words, NOW) == {}


def test_operators_are_not_operators(engine):
    engine.swap([make(1, "Verbund"), make(2, "Logistik"), make(3, "Verbund not Logistik")], 1)
    assert ids(engine.search(ask("Verbund NOT Logistik"))) == ["3"]
    assert ids(engine.search(ask("Ver*und"))) == []
    assert ids(engine.search(ask("Verb?nd"))) == []
    assert sorted(ids(engine.search(ask('"Verbund')))) == ["1", "3"]


def test_anything_may_be_chosen(engine):
    engine.swap([make(1, terms={"thema": ("it",)})], 1)
    for value in (*TYPED, "it\x00", "IT", "it ", '"it"', "i*", "it OR x", ""):
        found = engine.search(ask("", {"thema": (value,)}))
        assert (found.total, found.counts["thema"]) == (0, {"it": 1})
        assert engine.search(ask("", {"thema": (value, "it")})).total == 1
    assert engine.search(ask("", {"thema": tuple(f"wert-{number}" for number in range(500))})).total == 0


def test_anything_may_stand_in_a_document(engine, hostile_documents):
    assert engine.swap(hostile_documents, 1) == len(hostile_documents)
    found = engine.search(ask(limit=100))
    assert found.total == len(hostile_documents)
    assert len(list(engine.entries())) == len(hostile_documents)
    titles = {hit.document.id: hit.document.title for hit in found.hits}
    for prepared in hostile_documents:
        assert titles[prepared.id] == storable(prepared.document.title)
        slug = storable(prepared.document.terms["thema"][0])
        assert prepared.id in ids(engine.search(ask("", {"thema": (slug,)})))


def test_what_comes_out_of_the_index_can_be_written_into_a_page(engine, hostile_documents):
    engine.swap(hostile_documents, 1)
    found = engine.search(ask(limit=100))
    for hit in found.hits:
        f"{hit.document.title} {hit.document.summary}".encode()
    for slug in found.counts["thema"]:
        slug.encode()


def test_a_very_long_text_is_found_by_its_last_word(engine):
    engine.swap([make(1, "Lang", body="Lernen " * 150_000 + "Logistik")], 1)
    assert ids(engine.search(ask("Logistik"))) == ["1"]
