"""The job: what is collected, when it is asked, when it is broken, and who is told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.links.checking import DAYS, MOST, check, check_due, record
from core.links.collecting import collect, links_of
from core.links.models import Link, LinkUse, Reason
from core.links.reporting import report_broken
from core.mail.models import OutgoingMail
from tests import factories

DAY = timedelta(days=1)


@pytest.fixture
def links_on(site, settings):
    settings.LINK_CHECK = True
    settings.OFFICE_EMAIL = "buero@example.org"
    settings.BASE_URL = "https://forum.example.org"


def practice(url="https://alt.example.com/seite", **fields):
    return factories.practice(links=[("link", {"title": "Mehr", "url": url})], **fields)


def age(by=DAY):
    for link in Link.objects.all():
        Link.objects.filter(pk=link.pk).update(next_check_at=timezone.now() - by)


def test_links_are_found_in_text_blocks_and_sources_but_not_those_of_this_site(links_on):
    page = factories.practice(
        approach='<p><a href="https://a.example.com/x?a=1&amp;b=2#teil">A</a> <a linktype="page" id="3">B</a></p>',
        links=[("link", {"title": "C", "url": "https://c.example.com/"})],
        videos=[("video", {"title": "V", "url": "https://v.example.com/1", "transcript": "siehe https://nein"})],
        sources="Bericht (https://s.example.com/bericht.pdf), Seite 3. https://forum.example.org/praxis/",
        unassigned_text="https://geheim.example.com/",
        background='<p><a href="mailto:a@example.com">M</a> <a href="http://[kaputt">K</a></p>',
    )
    assert links_of(page) == {
        "https://a.example.com/x?a=1&b=2",
        "https://c.example.com/",
        "https://v.example.com/1",
        "https://s.example.com/bericht.pdf",
    }


def test_collecting_follows_the_pages_and_takes_few_queries(links_on, django_assert_max_num_queries):
    pages = [practice(f"https://h{number}.example.com/") for number in range(3)]
    practice("https://entwurf.example.com/", live=False)
    factories.network(description='<p><a href="https://h0.example.com/">x</a></p>')
    collect()
    assert sorted(Link.objects.values_list("host", flat=True)) == [f"h{number}.example.com" for number in range(3)]
    assert LinkUse.objects.count() == 4
    pages[1].unpublish()
    with django_assert_max_num_queries(90):
        collect()
    assert sorted(Link.objects.values_list("host", flat=True)) == ["h0.example.com", "h2.example.com"]
    for number in range(3, 20):
        practice(f"https://h{number}.example.com/")
    with django_assert_max_num_queries(90):
        collect()


def test_switched_off_nobody_is_asked(links_on, settings, monkeypatch):
    practice()
    collect()
    settings.LINK_CHECK = False
    monkeypatch.setattr("core.links.checking.ask", lambda *_: pytest.fail("asked"))
    assert (collect(), check_due(), report_broken()) == ("", "", "")


def test_a_run_asks_each_host_once_and_not_too_many(links_on):
    now = timezone.now()
    Link.objects.bulk_create(
        Link(url=f"https://h{n % 30}.example.com/{n}", host=f"h{n % 30}.example.com", next_check_at=now)
        for n in range(90)
    )
    asked = []
    check(lambda url: asked.append(url))
    assert len(asked) == MOST
    assert len({url.split("/")[2] for url in asked}) == MOST
    for _ in range(9):
        check(lambda url: asked.append(url))
    assert len(set(asked)) == len(asked) == 90
    assert check(lambda url: asked.append(url)) == ""


def test_it_takes_failures_on_several_days_to_break_a_link(links_on):
    practice()
    collect()
    now = timezone.now()
    link = Link.objects.get()
    for hours in (0, 1, 2):
        record(link, Reason.NOT_FOUND, now.replace(hour=8) + timedelta(hours=hours))
    assert (link.failed_days, link.state) == (1, Link.State.FAILING)
    record(link, Reason.GUARDED, now + DAY)
    assert (link.failed_days, link.state) == (1, Link.State.FAILING)
    for day in range(2, DAYS + 1):
        record(link, Reason.NOT_FOUND, now + day * DAY)
    assert (link.failed_days, link.state) == (DAYS, Link.State.BROKEN)
    record(link, None, now + 9 * DAY)
    assert (link.failed_days, link.state, link.first_failed_on) == (0, Link.State.OK, None)


@pytest.mark.parametrize("reason", [Reason.GUARDED, Reason.PRIVATE])
def test_what_turns_programs_away_never_breaks(links_on, reason):
    practice()
    collect()
    link = Link.objects.get()
    for day in range(9):
        record(link, reason, timezone.now() + day * DAY)
    assert (link.state, link.failed_days) == (Link.State.UNCLEAR, 0)


def test_without_a_network_nothing_counts_as_failed(links_on):
    for number in range(3):
        practice(f"https://h{number}.example.com/")
    collect()
    check(lambda url: None)
    age()
    assert check(lambda url: Reason.NAME) == "Kein Netz: nichts geprüft"
    assert set(Link.objects.values_list("state", flat=True)) == {Link.State.OK}
    age()
    check(lambda url: None if "h0" in url else Reason.NAME)
    assert Link.objects.filter(state=Link.State.FAILING).count() == 2


def break_all():
    for link in Link.objects.all():
        for day in range(DAYS):
            record(link, Reason.NOT_FOUND, timezone.now() + day * DAY)


def test_the_owner_is_told_once_a_page_and_again_when_it_breaks_again(links_on):
    network = factories.network(
        title="Netz",
        contact_email="netz@example.org",
        description='<p><a href="https://alt.example.com/seite">x</a></p>',
    )
    practice(title="Kran", contact_email="projekt@example.org", verbund=network)
    factories.partner(description='<p><a href="https://alt.example.com/seite">x</a></p>')
    collect()
    assert report_broken() == ""
    break_all()
    assert report_broken() == "3 Mails"
    assert report_broken() == ""
    mails = {mail.to: mail.text for mail in OutgoingMail.objects.all()}
    assert set(mails) == {"projekt@example.org", "netz@example.org", "buero@example.org"}
    assert "https://alt.example.com/seite" in mails["projekt@example.org"]
    assert "Seite nicht gefunden" in mails["projekt@example.org"]
    record(Link.objects.get(), None, timezone.now())
    break_all()
    assert report_broken() == "3 Mails"
