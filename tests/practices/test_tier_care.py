"""What is noted of a practice's tier follows the rules, also when it was noted by older ones."""

from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from core.periodic import registered_jobs
from practices import tier_care
from practices.choices import TierReached
from practices.models import PracticePage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def outdated():
    factories.make_site()
    page = factories.practice(title="Alt")
    page.save_revision()
    PracticePage.objects.update(tier=TierReached.FULL, lacking="")
    return page


def noted(page):
    return PracticePage.objects.values_list("tier", "lacking").get(pk=page.pk)


def test_the_command_mends_what_is_out_of_date_and_then_has_nothing_to_do(outdated, capsys):
    revisions = outdated.revisions.count()
    before = PracticePage.objects.values_list("latest_revision_created_at", "has_unpublished_changes").get()
    call_command("recount_tiers")
    tier, lacking = noted(outdated)
    assert tier == TierReached.ROUGH
    assert "Zusammenfassung" in lacking
    call_command("recount_tiers")
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("1 von 1")
    assert second.startswith("0 von 1")
    assert outdated.revisions.count() == revisions
    assert PracticePage.objects.values_list("latest_revision_created_at", "has_unpublished_changes").get() == before


def test_it_is_the_newest_draft_that_counts(outdated):
    draft = outdated.get_latest_revision_as_object()
    draft.abstract = "<p>Kurz.</p>"
    draft.save_revision()
    PracticePage.objects.update(tier=TierReached.FULL, lacking="")
    tier_care.recount(PracticePage.objects.all())
    assert "Zusammenfassung" not in noted(outdated)[1]


def test_in_the_course_of_a_day_every_practice_has_its_turn_once(outdated, monkeypatch):
    for number in range(3):
        factories.practice(title=f"Weiteres {number}")
    looked_at = []
    monkeypatch.setattr(tier_care, "recount", lambda pages: looked_at.extend(page.pk for page in pages) or 0)
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), datetime.min.time()))
    job = registered_jobs()["stufen-nachrechnen"]
    for turn in range(144):
        monkeypatch.setattr(timezone, "localtime", lambda moment=midnight + turn * timedelta(minutes=10): moment)
        job.run()
    assert sorted(looked_at) == sorted(PracticePage.objects.values_list("pk", flat=True))
