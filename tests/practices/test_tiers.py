"""Which tier a practice has reached, and what is missing."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.choices import TierReached
from practices.models import PracticePage
from practices.tiers import NEEDS, Tier, missing

FIELDS = [need.field for need in NEEDS]


def page(given_fields):
    """A page on which exactly these fields say something."""
    values = {field: "Text" if field in given_fields else "" for field in FIELDS}
    started = "2024-01-01" if "started_on" in given_fields else None
    values |= {"started_on": started, "ended_on": None, "ongoing": True, "stage_reason": ""}
    return SimpleNamespace(**values)


@given(st.sets(st.sampled_from(FIELDS)))
def test_what_is_missing_is_exactly_what_says_nothing(given_fields):
    lacking = missing(page(given_fields))
    named = {need.field for need, _ in (*lacking.short, *lacking.full)}
    assert named == set(FIELDS) - given_fields
    assert all(need.tier is Tier.SHORT for need, _ in lacking.short)
    assert all(need.tier is Tier.FULL for need, _ in lacking.full)


@given(st.sets(st.sampled_from(FIELDS)), st.sampled_from(FIELDS))
def test_one_field_more_never_lowers_the_tier(given_fields, more):
    order = list(TierReached)
    before, after = missing(page(given_fields)).reached, missing(page(given_fields | {more})).reached
    assert order.index(after) >= order.index(before)


def test_all_fields_of_a_tier_reach_it_and_only_then():
    short = {need.field for need in NEEDS if need.tier is Tier.SHORT}
    assert missing(page(short - {"abstract"})).reached == TierReached.ROUGH
    assert missing(page(short)).reached == TierReached.SHORT
    assert missing(page(set(FIELDS))).reached == TierReached.FULL


def test_every_need_is_a_field_of_the_page():
    for field in FIELDS:
        PracticePage._meta.get_field(field)


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"title": "x" * 101}, "ist länger als 100 Zeichen"),
        ({"summary": "x" * 161}, "ist länger als 160 Zeichen"),
        ({"ongoing": False}, "ohne Ende: bis wann, oder läuft noch?"),
        ({"stage": "abgebrochen"}, "ohne Begründung"),
        ({"background": "<p> </p>"}, "fehlt"),
    ],
)
def test_a_field_may_be_there_and_still_not_do(change, flaw):
    record = page(set(FIELDS))
    for name, value in change.items():
        setattr(record, name, value)
    assert [said for _, said in missing(record).short] == [flaw]
