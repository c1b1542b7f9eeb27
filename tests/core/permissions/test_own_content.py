"""What a team writes stays its Verbund's, and names nobody else's."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from core.permissions.limits import limit_of, owns
from core.permissions.roles import EDITORS, VERBUND_TEAM
from practices.actions import save_practice
from practices.imports.readers import Row
from practices.imports.run import import_rows
from practices.models import PracticeIndexPage, PracticePage, PracticeRelation
from tests.core.permissions.conftest import SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.once]

STREAMS = ("steps", "conditions", "pictures", "videos", "quotes", "files", "links", "change_notes")
ROWS = ("effects", "obstacles", "building_block_links", "participants", "relations", "comments")


@pytest.fixture
def team(world, client):
    client.force_login(world.user(VERBUND_TEAM))
    return client


def form(page=None, rows=None, **values):
    texts = ("abstract", "background", "goals", "approach", "outcome", "failures", "transferability", "core_parts")
    texts += ("adaptable_parts", "easy_language")
    data = {
        "title": page.title if page else "Neu von uns",
        "slug": page.slug if page else "neu-von-uns",
        "summary": "Kurz gesagt.",
        "licence": "cc-by-4.0",
        "review_interval_months": "12",
        **{name: rich_text("") for name in texts},
        **{name: streamfield([]) for name in STREAMS},
        **{name: inline_formset((rows or {}).get(name, [])) for name in ROWS},
    }
    return nested_form_data(data | values)


def add(client, **values):
    index = PracticeIndexPage.objects.get()
    return client.post(f"/redaktion/pages/add/practices/practicepage/{index.pk}/", form(**values))


def test_a_new_practice_of_a_team_belongs_to_its_verbund(team, world):
    add(team)
    page = PracticePage.objects.get(slug="neu-von-uns")
    assert page.verbund_id == world["own network"].pk
    assert not page.live


def test_a_team_cannot_write_for_another_verbund(team, world):
    response = add(team, verbund=world["foreign network"].pk)
    assert not PracticePage.objects.filter(slug="neu-von-uns").exists()
    assert response.status_code == 200
    page = world["own draft"]
    team.post(f"/redaktion/pages/{page.pk}/edit/", form(page, verbund=world["foreign network"].pk))
    assert PracticePage.objects.get(pk=page.pk).get_latest_revision_as_object().verbund_id == world["own network"].pk


@pytest.mark.parametrize("named", ["foreign draft", "foreign practice", "nobody's draft"])
def test_a_form_names_no_page_of_others_even_when_it_is_sent_past_the_chooser(named, team, world):
    target = world[named].pk
    add(team, rows={"relations": [{"kind": "baut-auf", "target": target}]})
    add(team, outcome=rich_text(f'<p><a linktype="page" id="{target}">dort</a></p>'))
    assert not PracticePage.objects.filter(slug="neu-von-uns").exists()


def test_a_form_may_name_what_is_ones_own_or_shared(team, world):
    add(
        team,
        rows={
            "relations": [{"kind": "baut-auf", "target": world["own practice"].pk}],
            "building_block_links": [{"block": world["building block"].pk}],
        },
        image=world["shared image"].pk,
        image_alt="Ein Bild",
    )
    page = PracticePage.objects.get(slug="neu-von-uns").get_latest_revision_as_object()
    assert page.relations.get().target_id == world["own practice"].pk
    assert page.image_id == world["shared image"].pk


@pytest.mark.parametrize("named", ["foreign image", "office image"])
def test_a_form_names_no_image_of_others(named, team, world):
    add(team, image=world[named].pk, image_alt="Ein Bild")
    assert not PracticePage.objects.filter(slug="neu-von-uns").exists()


def test_what_the_office_put_in_before_stays(team, world):
    page = PracticePage.objects.get(pk=world["own draft"].pk)
    page.relations = [PracticeRelation(kind="baut-auf", target=world["foreign practice"])]
    page.save_revision()
    row = {"id": "", "kind": "baut-auf", "target": world["foreign practice"].pk}
    given = form(page, rows={"relations": [row]}, social_partners="Der Betriebsrat half.")
    team.post(f"/redaktion/pages/{page.pk}/edit/", given)
    assert (
        PracticePage.objects.get(pk=page.pk).get_latest_revision_as_object().social_partners == "Der Betriebsrat half."
    )


def test_a_draft_changes_hands_with_its_newest_revision_and_a_live_page_when_it_is_published(world):
    def theirs(page):
        return owns(world.user(VERBUND_TEAM), page)

    draft, live = world["own draft"], world["own practice"]
    assert theirs(draft)
    for page in (draft, live):
        changed = page.get_latest_revision_as_object()
        changed.verbund = world["foreign network"]
        newest = changed.save_revision()
    assert not theirs(draft)
    assert theirs(live), "the public page is still theirs"
    newest.publish()
    assert not theirs(live)


def test_a_team_without_a_verbund_sees_no_draft_and_adds_nothing(world, client):
    user = world.user(VERBUND_TEAM)
    user.groups.remove(user.groups.get(name="Team own"))
    assert limit_of(world.user(VERBUND_TEAM)) == frozenset()
    client.force_login(user)
    assert client.get(f"/redaktion/pages/{world['own draft'].pk}/edit/").status_code == 404
    index = PracticeIndexPage.objects.get()
    assert client.get(f"/redaktion/pages/add/practices/practicepage/{index.pk}/").status_code == 302
    listed = client.get("/redaktion/practices/").content.decode()
    assert world["own practice"].title not in listed
    assert SECRET not in listed


def test_the_office_is_not_limited_by_a_team_it_also_belongs_to(world):
    user = world.user(VERBUND_TEAM)
    user.groups.add(world.user(EDITORS).groups.get())
    assert limit_of(world.user(VERBUND_TEAM)) is None


@pytest.mark.parametrize(
    ("field", "named"),
    [("verbund", "foreign network"), ("image", "foreign image"), ("relations", "foreign practice")],
)
def test_what_is_saved_without_a_form_stays_ones_own_as_well(field, named, world):
    """As an import saves it."""
    user, page = world.user(VERBUND_TEAM), PracticePage.objects.get(pk=world["own draft"].pk)
    save_practice(page, publish=False, user=user)
    value = [PracticeRelation(kind="baut-auf", target=world[named])] if field == "relations" else world[named]
    setattr(page, field, value)
    with pytest.raises(ValidationError):
        save_practice(page, publish=False, user=user)
    save_practice(page, publish=False, user=world.user(EDITORS))


@pytest.mark.parametrize("trial", [True, False])
def test_an_import_of_a_team_changes_its_own_and_gives_nothing_away(trial, world):
    PracticePage.objects.filter(pk=world["own draft"].pk).update(external_id="unseres")
    PracticePage.objects.filter(pk=world["foreign draft"].pk).update(external_id="fremdes")
    rows = [
        {"id": "unseres", "titel": "Von uns", "kurzbeschreibung": "Neu."},
        {"id": "unseres-auch", "titel": "Für andere", "verbund": world["foreign network"].slug},
        {"id": "fremdes", "titel": "Übernommen"},
    ]
    given = [Row(number, values) for number, values in enumerate(rows, start=1)]
    report = import_rows(given, user=world.user(VERBUND_TEAM), dry_run=trial)
    assert (report.changed, report.created) == (1, 0)
    assert [problem.row for problem in report.problems] == [2, 3]
    given = [Row(1, {"id": "unseres", "titel": "Weg damit", "verbund": world["foreign network"].slug})]
    assert import_rows(given, user=world.user(VERBUND_TEAM), dry_run=trial).refused == 1
    assert import_rows(given, user=world.user(EDITORS), dry_run=trial).refused == 0, "control: the office may"


def test_nobody_limited_saves_a_page_of_others_or_a_new_one_for_them(world):
    user = world.user(VERBUND_TEAM)
    for page in (
        world["foreign draft"],
        PracticePage(title="Neu"),
        PracticePage(title="N", verbund=world["foreign network"]),
    ):
        with pytest.raises(ValidationError):
            save_practice(page, publish=False, user=user)
    save_practice(PracticePage(title="Unseres", verbund=world["own network"]), publish=False, user=user)
    assert PracticePage.objects.filter(title="Unseres").exists()
