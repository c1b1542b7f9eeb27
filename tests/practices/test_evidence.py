"""The level of evidence, and figures that were not collected."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from practices.choices import Evidence, Method
from practices.evidence import settle, shown_by
from practices.measures import NOT_COLLECTED, Measure, read_measure


@dataclass
class Row:
    indicator: str = "Anmeldungen"
    before: Decimal | None = None
    after: Decimal | None = None
    method: str = ""
    source: str = ""
    why_none: str = ""


numbers = st.none() | st.decimals(0, 1000, places=2)
effects = st.builds(
    Row,
    indicator=st.sampled_from(["", "Anmeldungen"]),
    before=numbers,
    after=numbers,
    method=st.sampled_from(["", *Method.values]),
    source=st.sampled_from(["", "Bericht"]),
    why_none=st.sampled_from(["", "keine Zeit"]),
)
ORDER = [None, *Evidence]


def test_each_level_is_read_from_what_an_effect_says():
    one, two = Decimal(1), Decimal(2)
    assert shown_by([]) is None
    assert shown_by([Row(why_none="keine Zeit")]) is None
    assert shown_by([Row()]) == Evidence.HINT
    assert shown_by([Row(after=two)]) == Evidence.TRIED
    assert shown_by([Row(before=one, after=two, method="einschaetzung")]) == Evidence.TRIED
    assert shown_by([Row(before=one, after=two, method="zaehlung")]) == Evidence.MEASURED
    assert shown_by([Row(before=one, after=two, method="extern")]) == Evidence.MEASURED
    assert shown_by([Row(before=one, after=two, method="extern", source="Bericht")]) == Evidence.EVALUATED


@given(st.lists(effects, max_size=5), effects)
def test_one_effect_more_never_lowers_the_evidence(rows, more):
    assert ORDER.index(shown_by([*rows, more])) >= ORDER.index(shown_by(rows))


@given(st.sampled_from(["", *Evidence.values]), st.booleans(), st.lists(effects, max_size=3))
def test_settling_twice_changes_nothing_and_a_reason_makes_the_given_level_stand(given_level, was_computed, rows):
    once = settle(given_level, "", was_computed, rows)
    assert settle(*[once[0], "", once[1]], rows) == once
    if given_level:
        assert settle(given_level, "Gutachten liegt vor", was_computed, rows) == (given_level, False)


def test_a_level_stays_without_effects_if_given_and_goes_if_it_was_computed():
    assert settle("gemessen", "", False, []) == ("gemessen", False)
    assert settle("gemessen", "", True, []) == ("", False)


@given(st.decimals(0, 999_999_999, places=2), st.decimals(0, 999_999_999, places=2))
def test_a_measure_is_read_back_as_it_was_written(one, two):
    measure = Measure(min(one, two), max(one, two))
    assert read_measure(str(measure)) == measure


@given(st.text(max_size=60))
def test_any_text_is_refused_or_shown_as_something(text):
    try:
        measure = read_measure(text)
    except ValidationError:
        return
    assert measure.shown("Euro").strip()
    assert str(read_measure(str(measure))) == str(measure)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", NOT_COLLECTED),
        ("Nicht erhoben", NOT_COLLECTED),
        ("12", "12\N{NO-BREAK SPACE}Euro"),
        ("1.200,50", "1.200,50\N{NO-BREAK SPACE}Euro"),
        ("12 bis 1500", "12–1.500\N{NO-BREAK SPACE}Euro"),
    ],
)
def test_a_measure_reads_what_people_write(text, shown):
    assert read_measure(text).shown("Euro") == shown


@pytest.mark.parametrize("text", ["viel", "-3", "15–12", "12 Euro", "1,2,3"])
def test_a_measure_refuses_what_is_no_number(text):
    with pytest.raises(ValidationError):
        read_measure(text)
