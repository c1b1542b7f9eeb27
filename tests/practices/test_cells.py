"""Several things in one cell: what is written is read back, and what people write by hand is understood."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from practices.imports.cells import BadEntry, entries, joined, split, written

NAMES = ("titel", "text", "wochen")
#: What a cell may hold after it was checked: no control characters, line breaks as they are here, no spaces around.
texts = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n\n  ;":=-titel:text'), min_size=1)
    .map(str.strip)
    .filter(bool)
)
rows = st.lists(st.dictionaries(st.sampled_from(NAMES), texts, min_size=1), max_size=4)


@given(st.lists(texts, max_size=6))
@example(['"a"', "a;b", '";', '""'])
def test_a_list_is_read_back_as_it_was_written(items):
    assert split(joined(items)) == items


@given(rows)
@example([{"titel": "text: x\n\ntitel: y\n  eingerückt"}])
def test_entries_are_read_back_as_they_were_written(given_rows):
    assert entries(written(given_rows), NAMES, "titel") == given_rows


@given(st.text() | st.text("titelx: \n\r;"))
@example("titel: a\ntext: b")
def test_any_text_gives_entries_or_a_reason_and_loses_no_word(cell):
    try:
        found = entries(cell, NAMES, "titel")
    except BadEntry:
        return
    kept = "".join("".join(entry.values()) for entry in found)
    labels = re.findall(r"^(titel|text|wochen):(?:[ \t]|$)", cell.replace("\r", "\n"), re.MULTILINE | re.IGNORECASE)
    assert letters(kept) == letters(cell) - sum(map(len, labels))


def letters(text):
    return sum(letter.isalnum() for letter in text)


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Fragen; Planen\nPrüfen", [{"titel": "Fragen"}, {"titel": "Planen"}, {"titel": "Prüfen"}]),
        ("Titel: Fragen\nWochen: 3\nTitel: Planen", [{"titel": "Fragen", "wochen": "3"}, {"titel": "Planen"}]),
        ("titel: Fragen\ntext: eins\nzwei\n\ndrei", [{"titel": "Fragen", "text": "eins\nzwei\n\ndrei"}]),
        ("titel: A\n\n\ntext: B", [{"titel": "A"}, {"text": "B"}]),
        ("", []),
        ("titel:\ntext: B", [{"text": "B"}]),
        ('siehe "unten"; "a;b"', [{"titel": 'siehe "unten"'}, {"titel": "a;b"}]),
    ],
)
def test_what_people_write_by_hand_is_understood(cell, found):
    assert entries(cell, NAMES, "titel") == found


def test_an_unknown_name_is_refused_and_said_what_is_possible():
    with pytest.raises(BadEntry, match="„dauer“ gehört nicht hierher"):
        entries("titel: A\ndauer: 3", NAMES, "titel")
    assert entries("titel: A\n  dauer: 3", NAMES, "titel") == [{"titel": "A\ndauer: 3"}]
    assert entries("titel: A\nhttps://x.de", NAMES, "titel") == [{"titel": "A\nhttps://x.de"}]
