"""Who may do what with what: a table of addresses, each with the roles that it answers."""

import pytest

from tests.core.permissions.conftest import SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LEAD, OFFICE, EXPERT, TEAM, EVENTS, READ, NOBODY = (
    "Leitung",
    "Redaktion",
    "Fachredaktion",
    "Verbund-Team",
    "Veranstaltungen",
    "Lesen",
    "niemand",
)
EVERYONE = (LEAD, OFFICE, EXPERT, TEAM, EVENTS, READ, NOBODY)
ALL = {LEAD, OFFICE, EXPERT, TEAM, EVENTS, READ}
WRITERS = {LEAD, OFFICE, EXPERT, TEAM, EVENTS}
PUBLISHERS = {LEAD, OFFICE}
PRACTICES = {LEAD, OFFICE, EXPERT}

#: (what is done, address below /redaktion/ with the records that it names, who may).
MATRIX = [
    # Pages of one's own Verbund.
    ("edit own practice", "pages/{own practice}/edit/", PRACTICES | {TEAM}),
    ("edit own draft", "pages/{own draft}/edit/", PRACTICES | {TEAM}),
    ("edit own event", "pages/{own event}/edit/", PUBLISHERS | {TEAM, EVENTS}),
    ("edit own network", "pages/{own network}/edit/", PUBLISHERS | {TEAM}),
    ("look at own draft", "pages/{own draft}/view_draft/", PRACTICES | {TEAM}),
    ("history of own draft", "pages/{own draft}/history/", PRACTICES | {TEAM}),
    ("compare own draft", "pages/{own draft}/revisions/compare/earliest...latest/", PRACTICES | {TEAM}),
    ("copy own draft", "pages/{own draft}/copy/", PRACTICES | {TEAM}),
    ("delete own draft", "pages/{own draft}/delete/", PRACTICES | {TEAM}),
    ("delete own live practice", "pages/{own practice}/delete/", PRACTICES),
    ("unpublish own practice", "pages/{own practice}/unpublish/", PRACTICES),
    ("privacy of own practice", "pages/{own practice}/privacy/", PRACTICES),
    ("usage of own practice", "pages/{own practice}/usage/", PRACTICES | {TEAM}),
    ("own practice in bulk", "bulk/wagtailcore/page/delete/?id={own draft}", WRITERS | {READ}),
    # Pages of another Verbund, and of none.
    ("edit foreign practice", "pages/{foreign practice}/edit/", PRACTICES),
    ("edit foreign draft", "pages/{foreign draft}/edit/", PRACTICES),
    ("edit foreign event", "pages/{foreign event}/edit/", PUBLISHERS | {EVENTS}),
    ("edit foreign network", "pages/{foreign network}/edit/", PUBLISHERS),
    ("edit nobody's draft", "pages/{nobody's draft}/edit/", PRACTICES),
    ("look at foreign draft", "pages/{foreign draft}/view_draft/", PRACTICES),
    ("history of foreign draft", "pages/{foreign draft}/history/", PRACTICES),
    ("compare foreign draft", "pages/{foreign draft}/revisions/compare/earliest...latest/", PRACTICES),
    ("copy foreign draft", "pages/{foreign draft}/copy/", PRACTICES),
    ("delete foreign draft", "pages/{foreign draft}/delete/", PRACTICES),
    ("usage of foreign practice", "pages/{foreign practice}/usage/", PRACTICES),
    ("foreign draft in bulk", "bulk/wagtailcore/page/delete/?id={foreign draft}", WRITERS - {TEAM} | {READ}),
    ("explore below foreign draft", "pages/{foreign draft}/", ALL - {TEAM, EVENTS}),
    # What belongs to all.
    ("explore", "pages/{practices}/", ALL - {EVENTS}),
    ("list of practices", "practices/", ALL),
    ("add a practice", "pages/add/practices/practicepage/{practices}/", PRACTICES | {TEAM}),
    ("add an event", "pages/add/events/eventpage/{events}/", PUBLISHERS | {TEAM, EVENTS}),
    ("add a network", "pages/add/partners/verbundpage/{networks}/", PUBLISHERS),
    ("edit the list of practices", "pages/{practices}/edit/", PRACTICES),
    ("edit the home page", "pages/{home}/edit/", PUBLISHERS),
    ("edit a building block", "pages/{building block}/edit/", PRACTICES),
    ("choose a page", "choose-page/", {*EVERYONE} - {NOBODY}),
    ("choose below foreign draft", "choose-page/{foreign draft}/", ALL - {TEAM}),
    # Snippets.
    ("list of branches", "snippets/core/branch/", {LEAD, OFFICE, EXPERT, READ}),
    ("add a branch", "snippets/core/branch/add/", PRACTICES),
    ("tags", "schlagworte/", PRACTICES),
    ("synonyms", "suche/synonyme/", {LEAD, OFFICE, READ}),
    # Images and documents.
    ("edit own image", "images/{own image}/", PRACTICES | {TEAM}),
    ("edit foreign image", "images/{foreign image}/", PRACTICES),
    ("edit shared image", "images/{shared image}/", PRACTICES),
    ("choose foreign image", "images/chooser/chosen/{foreign image}/", PRACTICES | {EVENTS}),
    ("choose shared image", "images/chooser/chosen/{shared image}/", WRITERS),
    ("choose foreign document", "documents/chooser/chosen/{foreign document}/", PRACTICES | {EVENTS}),
    ("edit own document", "documents/edit/{own document}/", PRACTICES | {TEAM}),
    ("edit foreign document", "documents/edit/{foreign document}/", PRACTICES),
    ("delete foreign document", "documents/delete/{foreign document}/", PRACTICES),
    # Reports.
    ("locked pages", "reports/locked/", PRACTICES | {EVENTS}),
    ("site history", "reports/site-history/", ALL),
    ("aging pages", "reports/aging-pages/", WRITERS),
    ("page types", "reports/page-types-usage/", WRITERS - {TEAM}),
    ("the home", "", ALL),
    ("what is incomplete", "berichte/unvollstaendig/", ALL),
    ("what is incomplete as a file", "berichte/unvollstaendig/?export=csv", ALL),
    ("where the reviews are", "reports/pruefung/", ALL - {EVENTS}),
    ("sign-off of own draft", "praxisbeispiele/{own draft}/freigabe/", PRACTICES | {TEAM}),
    ("sign-off of foreign draft", "praxisbeispiele/{foreign draft}/freigabe/", PRACTICES),
    ("checklist of own draft", "praxisbeispiele/{own draft}/pruefung/", PRACTICES | {TEAM}),
    ("checklist of foreign draft", "praxisbeispiele/{foreign draft}/pruefung/", PRACTICES),
    ("review criteria", "snippets/practice_review/criterion/", PUBLISHERS),
    ("what is searched", "suche/gesucht/", {LEAD, OFFICE, EXPERT, READ}),
    # Imports and exports, registrations, settings.
    ("import", "praxisbeispiele-importieren/", PRACTICES | {TEAM}),
    ("export practices", "practices/?export=csv", ALL),
    ("export own registrations", "anmeldungen/{own event}/anmeldungen.csv", {LEAD, OFFICE, TEAM, EVENTS}),
    ("export foreign registrations", "anmeldungen/{foreign event}/anmeldungen.csv", {LEAD, OFFICE, EVENTS}),
    ("what was sent in", "einreichungen/", PRACTICES),
    ("teams", "verbund-teams/", PUBLISHERS),
    ("mails", "mails/", PUBLISHERS),
    ("users", "users/", {LEAD}),
    ("groups", "groups/", {LEAD}),
]


def fill(address, world):
    for name, record in world.records.items():
        address = address.replace(f"{{{name}}}", str(record.pk))
    assert "{" not in address, f"unknown record in {address}"
    return f"/redaktion/{address}"


@pytest.mark.parametrize(("action", "address", "allowed"), MATRIX, ids=[row[0] for row in MATRIX])
def test_each_address_answers_the_roles_that_may_and_no_other(action, address, allowed, world, client):
    answered = set()
    for role in EVERYONE:
        client.force_login(world.user(role))
        response = client.get(fill(address, world))
        assert response.status_code in (200, 302, 403, 404), (role, response.status_code)
        if response.status_code == 200:
            answered.add(role)
        elif role == TEAM:
            assert SECRET not in response.content.decode()
    assert answered == set(allowed)


def test_the_table_has_allowed_and_refused_for_every_role():
    for role in EVERYONE:
        may = [role in allowed for _, _, allowed in MATRIX]
        assert any(may) or role == NOBODY
        assert not all(may) or role == LEAD
