"""What belongs to another Verbund is nowhere in the admin, whatever address a team tries."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, URLResolver, get_resolver

from core.permissions.roles import EDITORS, VERBUND_TEAM
from practices.models import PracticePage
from tests.core.permissions.conftest import SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.once]

#: Pages that list or search; each shows the other Verbund's titles to the office, so that a search for them can fail.
LISTS = [
    "pages/{practices}/",
    "pages/{practices}/?q=Süd",
    "pages/{events}/",
    "pages/search/?q=Süd",
    "practices/",
    "practices/?q=Süd",
    "practices/?export=csv",
    "practices/?export=jsonl",
    "pages/usage/practices/practicepage/",
    "choose-page/{practices}/",
    "choose-page/search/?q=Süd",
    "choose-page/search/?q=Süd&page_type=practices.practicepage",
    "choose-page/chosen-multiple/?id={foreign draft}",
    "api/main/pages/?child_of={practices}",
    "api/main/pages/{foreign draft}/",
    "reports/site-history/",
    "",
    "berichte/unvollstaendig/",
    "berichte/unvollstaendig/?export=csv",
    "berichte/aenderungen/",
    "reports/pruefung/",
    "reports/pruefung/?export=csv",
    "bulk/wagtailcore/page/delete/?id=all&childOf={practices}",
    "bulk/wagtailcore/page/delete/?id=all&childOf={practices}&q=Süd",
    "bulk/wagtailcore/page/publish/?id={foreign draft}&id={own draft}",
    "pages/{foreign draft}/",
    "images/",
    "images/chooser/",
    "images/chooser/results/?q=Süd",
    "documents/",
    "documents/chooser/",
    "images/chooser/chosen/{foreign image}/",
    "images/chooser/chosen-multiple/?id={own image}&id={office image}",
    "bulk/wagtailimages/image/delete/?id={own image}&id={foreign image}",
    "documents/chooser/chosen/{foreign document}/",
]


def fill(address, world):
    for name, record in world.records.items():
        address = address.replace(f"{{{name}}}", str(record.pk))
    return f"/redaktion/{address}"


def body(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode(errors="replace")


@pytest.mark.parametrize("address", LISTS)
def test_no_list_names_what_is_not_ones_own(address, world, client):
    client.force_login(world.user(EDITORS))
    seen = client.get(fill(address, world))
    assert seen.status_code == 200
    assert SECRET in body(seen), "control: the office sees it"
    client.force_login(world.user(VERBUND_TEAM))
    assert SECRET not in body(client.get(fill(address, world)))


def addresses(patterns, before=""):
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            converters = {name: type(c).__name__ for name, c in pattern.pattern.converters.items()}
            yield route, converters


def all_with_a_page(world, page, revision):
    """Every address of the admin that takes a number, with the numbers of a page in all of them."""
    words = {"content_type_app_name": "practices", "content_type_model_name": "practicepage"}
    words |= {"app_label": "practices", "model_name": "practicepage", "object_id": str(page.pk)}
    words |= {"action_name": "approve", "action": "delete", "revision_id_a": "earliest", "revision_id_b": "latest"}
    for route, converters in addresses(get_resolver().url_patterns):
        if not route.startswith("redaktion/") or "IntConverter" not in converters.values() or "(?P" in route:
            continue
        address = route
        for name, converter in converters.items():
            value = words.get(name, "x")
            if converter == "IntConverter":
                value = str(revision.pk if "revision" in name else page.pk)
            for kind in ("int", "str", "slug", "path"):
                address = address.replace(f"<{kind}:{name}>", value)
        if "<" not in address:
            yield f"/{address}"


def test_no_address_of_the_admin_that_takes_a_number_tells_or_changes_a_foreign_draft(world, client):
    page = world["foreign draft"]
    tried = list(all_with_a_page(world, page, page.latest_revision))
    assert len(tried) > 60
    assert f"/redaktion/pages/{page.pk}/edit/" in tried

    def told(*ways):
        found = []
        for address in tried:
            for ask in ways:
                if SECRET in body(ask(address)):
                    found.append(address)
        return found

    client.force_login(world.user(VERBUND_TEAM))
    before = PracticePage.objects.values().get(pk=page.pk)
    assert told(client.get, client.post) == []
    assert PracticePage.objects.values().get(pk=page.pk) == before
    client.force_login(world.user(EDITORS))
    client.raise_request_exception = False
    assert len(told(client.get)) > 10, "control: these addresses tell the office"


def test_the_menu_and_the_home_offer_only_what_is_open(world, client):
    def home(role):
        client.force_login(world.user(role))
        return client.get("/redaktion/").content.decode()

    for told in ("/redaktion/schlagworte/", " Seiten <span"):
        assert told in home(EDITORS)
        assert told not in home(VERBUND_TEAM), told
    assert "/redaktion/reports/page-types-usage/" in home(EDITORS)
    assert "/redaktion/reports/page-types-usage/" not in home(VERBUND_TEAM)


def test_a_foreign_revision_is_not_shown_under_a_page_of_ones_own(world, client):
    own, foreign = world["own draft"], world["foreign draft"].latest_revision
    client.force_login(world.user(VERBUND_TEAM))
    for address in (f"revisions/{foreign.pk}/view/", f"revisions/{foreign.pk}/revert/"):
        assert client.get(f"/redaktion/pages/{own.pk}/{address}").status_code == 404
    compared = client.get(f"/redaktion/pages/{own.pk}/revisions/compare/{foreign.pk}...latest/")
    assert SECRET not in compared.content.decode()
    mine = own.latest_revision
    assert client.get(f"/redaktion/pages/{own.pk}/revisions/{mine.pk}/view/").status_code == 200


def test_unknown_and_foreign_pages_answer_alike(world, client):
    client.force_login(world.user(VERBUND_TEAM))
    answers = []
    for key in (world["foreign draft"].pk, 999_999):
        response = client.get(f"/redaktion/pages/{key}/edit/")
        assert response.status_code == 404
        answers.append(body(response).replace(f"/{key}/", ""))
    assert answers[0] == answers[1]


def test_the_adminʼs_api_does_nothing_to_a_foreign_page(world, client):
    client.force_login(world.user(VERBUND_TEAM))
    for action in ("copy", "delete", "publish", "unpublish", "revert_to_page_revision"):
        response = client.post(f"/redaktion/api/main/pages/{world['foreign draft'].pk}/action/{action}/", {})
        assert response.status_code == 404, action
    assert ContentType.objects.get_for_model(PracticePage)
