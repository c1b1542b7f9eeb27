"""Pages that editors put above the hits."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Page

from search.tuning.models import Tip
from search.tuning.tips import tips_for


@pytest.fixture
def page(db):
    tips_for("what other tests have left is read anew")
    return Page.objects.order_by("pk").last()


def tip(page, queries, **more):
    made = Tip(page=page, queries=queries, **more)
    made.full_clean()
    made.save()
    return made


def test_a_tip_is_found_in_any_spelling_of_its_queries(page):
    tip(page, "Förderung für KMU\nQualifizierungschancengesetz")
    for typed in ("Förderung für KMU", "  foerderung FÜR kmu?", "QUALIFIZIERUNGSCHANCENGESETZ"):
        assert tips_for(typed) == (page.pk,)
    for typed in ("Förderung", "KMU Förderung für", ""):
        assert tips_for(typed) == ()


def test_a_tip_ends_after_its_last_day_and_when_it_does_not_hold(page):
    today = timezone.localdate()
    tip(page, "heute", until=today)
    tip(page, "gestern", until=today - timedelta(days=1))
    tip(page, "aus", active=False)
    assert [tips_for(typed) for typed in ("heute", "gestern", "aus")] == [(page.pk,), (), ()]


def test_a_deleted_tip_is_gone(page):
    tip(page, "kran").delete()
    assert tips_for("kran") == ()


@pytest.mark.parametrize("queries", ["", "?!", "x" * 81, "eins zwei drei vier fünf sechs sieben"])
def test_queries_that_nobody_can_type_are_refused(page, queries):
    with pytest.raises(ValidationError):
        tip(page, queries)
