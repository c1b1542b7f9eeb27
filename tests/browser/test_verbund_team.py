"""A member of a Verbund-Team in the admin: their own is there, another Verbund's draft is not, by any way they try."""

import pytest
from django.contrib.auth.models import Group
from portal.demo.logins import LOGINS

from core.permissions.roles import VERBUND_TEAM
from partners.teams import make_team
from practices.models import PracticePage
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.once]

SECRET = "Geheimplan"


@pytest.fixture
def drafts(site):
    """One of their own and one of another Verbund, in the same list."""
    north, south = factories.network(title="Verbund Nord"), factories.network(title="Verbund Süd")
    make_team(Group.objects.get(name=VERBUND_TEAM), north)
    own = factories.practice(title="Entwurf aus dem Norden", verbund=north, live=False)
    return own, factories.practice(title=f"{SECRET} Entwurf", verbund=south, live=False)


def log_in(page, site, role):
    login = next(each for each in LOGINS if each.role == role)
    page.goto(f"{site}/redaktion/login/")
    page.fill("input[name=username]", login.name)
    page.fill("input[name=password]", login.password)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url("**/redaktion/")


def test_a_team_works_on_its_own_drafts_and_meets_no_other(site, drafts, page):
    own, foreign = drafts
    # The editor's scripts are large, and the first to come.
    page.set_default_timeout(90_000)
    log_in(page, site, VERBUND_TEAM)
    seen = []

    def look(address=""):
        """What stands on the page, after going there."""
        if address:
            page.goto(f"{site}/redaktion/{address}")
        text = page.locator("body").inner_text()
        seen.append(text)
        return text

    # The way through the menu, as one would go it.
    page.get_by_role("link", name="Praxisbeispiele", exact=True).first.click()
    page.get_by_role("link", name="Entwurf aus dem Norden").first.wait_for()
    assert SECRET not in look()
    page.get_by_role("link", name="Entwurf aus dem Norden").first.click()
    page.locator("#id_summary").fill("Was wir gelernt haben.")
    with page.expect_response(lambda r: r.request.method == "POST" and r.url.endswith(f"/{own.pk}/edit/")) as saved:
        page.get_by_role("button", name="Entwurf speichern").first.click()
    assert saved.value.ok or saved.value.status == 302
    draft = PracticePage.objects.get(pk=own.pk).get_latest_revision_as_object()
    assert draft.summary == "Was wir gelernt haben."
    # The ways around it.
    for address in ("", f"pages/{own.get_parent().pk}/", "pages/search/?q=Entwurf", "reports/site-history/"):
        look(address)
    for address in ("edit/", "view_draft/", "history/", "copy/", "delete/", ""):
        assert "Entwurf aus" not in look(f"pages/{foreign.pk}/{address}")
    for address in (f"choose-page/{foreign.get_parent().pk}/", f"api/main/pages/{foreign.pk}/"):
        look(address)
    assert len(seen) == 13
    assert not any(SECRET in text for text in seen)
    assert page.goto(f"{site}/praxis/{foreign.slug}/").status == 404


def test_the_control_the_office_meets_both(site, drafts, page):
    log_in(page, site, "Fachredaktion")
    page.goto(f"{site}/redaktion/practices/")
    for title in ("Entwurf aus dem Norden", f"{SECRET} Entwurf"):
        page.get_by_role("link", name=title).first.wait_for()
