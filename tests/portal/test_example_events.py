"""Example events that are to come stay so, for whoever loads them years from now; those that are over stay over."""

from datetime import UTC, datetime, timedelta

import pytest
from portal.demo import events
from portal.demo.read import entries, moment

YEARS = [2026, 2027, 2028, 2031, 2040]


def loaded_on(monkeypatch, now):
    monkeypatch.setattr(events.timezone, "now", lambda: now)
    found = {entry["slug"]: entry for entry in entries("events")}
    return {slug: moment(entry["beginn"], events.weeks_later(entry)) for slug, entry in found.items()}


@pytest.mark.parametrize("year", YEARS)
def test_three_are_ahead_within_the_next_thirteen_months_on_the_same_day_of_the_week(monkeypatch, year):
    now = datetime(year, 11, 25, tzinfo=UTC)
    ahead = {slug: begins for slug, begins in loaded_on(monkeypatch, now).items() if begins > now}
    assert len(ahead) == 3
    for slug, begins in ahead.items():
        assert events.NOTICE <= begins - now <= timedelta(days=396)
        (entry,) = [entry for entry in entries("events") if entry["slug"] == slug]
        written = moment(entry["beginn"])
        assert (begins.weekday(), begins.hour) == (written.weekday(), written.hour)


def test_what_is_over_stays_where_it_was(monkeypatch):
    early, late = (loaded_on(monkeypatch, datetime(year, 1, 1, tzinfo=UTC)) for year in (2026, 2040))
    same = {slug for slug in early if early[slug] == late[slug]}
    assert same == {"auftaktveranstaltung", "fachtag-grundbildung-und-sprache-2024", "nach-der-foerderung-2025"}
