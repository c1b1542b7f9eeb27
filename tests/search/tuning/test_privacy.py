"""What of a query is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.tuning.privacy import LONGEST_KEPT, normalised


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  KMU   Beratung ", "kmu beratung"),
        ("§ 82 SGB III", "§ 82 sgb iii"),
        ("82a Förderung", "82a förderung"),
        ("Bericht 2024", "bericht 2024"),
        ("Bericht 2023/2024", "bericht 2023/2024"),
        ("DIN 9001", "din 9001"),
        ("erika@muster.de Schweißen", "schweißen"),
        ("erika (at) muster.de Schweißen", "schweißen"),
        ("Anruf 0911 / 12 34 56", "anruf"),
        ("Anruf +49 (0)911-123456", "anruf"),
        ("geboren 24.12.1980", "geboren"),
        ("DE12 3456 7890", "de"),
        ("12\u200b34\u200b56 Kran", "kran"),
        ("１２３４５６ Kran", "kran"),
        ("0911 2012", ""),
        ("123456", ""),
        ("?!", ""),
        ("x" * (LONGEST_KEPT + 1), ""),
    ],
)
def test_numbers_and_addresses_are_cut_out_and_law_and_years_stay(typed, kept):
    assert normalised(typed) == kept


@given(st.text(max_size=150))
def test_what_is_kept_is_short_and_stays_as_it_is(text):
    kept = normalised(text)
    assert len(kept) <= LONGEST_KEPT
    assert "@" not in kept
    assert normalised(kept) == kept


@given(
    st.from_regex(r"\A[0-9]{5,12}\Z"),
    st.sampled_from(["", " ", "-", "/", ".", " - "]),
    st.text("abcäß ", max_size=9),
)
def test_however_a_long_number_is_written_it_is_cut_out(number, between, words):
    kept = normalised(f"{words} {between.join(number)}")
    assert not any(character.isdigit() for character in kept)


@given(st.emails())
def test_no_mail_address_is_kept(address):
    assert address.lower() not in normalised(f"kurs {address} bitte")
