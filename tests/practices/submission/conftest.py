"""Somebody of a Verbund who fills in the steps, by HTTP as a browser without script would."""

import pytest
from wagtail.models import WorkflowPage

from core.mail.models import OutgoingMail
from core.permissions.groups import make_groups
from practices.submission.models import Submission
from tests import factories

START = "/praxisbeispiel-einreichen/"


@pytest.fixture
def vocabulary(site):
    # What Wagtail's migrations set up would be there in some runs and not in others.
    WorkflowPage.objects.all().delete()
    factories.topic("ki", "Künstliche Intelligenz")
    factories.branch("handel", "Handel")
    land = factories.region("hessen", "Hessen")
    factories.region("kassel", "Kassel", parent=land)
    factories.company_size("klein", "bis 49")
    return factories.network(title="Verbund Nord", slug="verbund-nord")


@pytest.fixture
def answers(vocabulary):
    """What somebody types, by step."""
    return {
        "worum-es-geht": {
            "title": "Lernwerkstatt im Betrieb",
            "summary": "42 Angelernte haben einen Teilabschluss.",
            "abstract": "Erster Absatz.\n\nZweiter <b>Absatz</b> mit 3 < 5.",
        },
        "das-beispiel": {
            "background": "Viele ohne Abschluss.",
            "approach": "- fragen\n- üben",
            "outcome": "Die meisten blieben dabei.",
        },
        "einordnung": {
            "example_kind": "qualifizierung",
            "topics": ["ki"],
            "branches": ["handel"],
            "regions": ["kassel"],
            "company_sizes": ["klein"],
        },
        "verbund-und-zeit": {
            "verbund": "verbund-nord",
            "started_on": "03.2023",
            "ended_on": "",
            "ongoing": "on",
            "stage": "pilot",
            "stage_reason": "",
        },
        "ansprechstelle": {
            "contact_role": "Projektbüro",
            "contact_email": "buero@nord.example",
            "deputy_email": "vertretung@nord.example",
            "licence": "cc-by-4.0",
        },
    }


@pytest.fixture
def begun(client, vocabulary):
    """A submission that somebody has begun, with its address."""
    response = client.post(START, {"email": "anna@nord.example"})
    assert response.status_code == 302
    return Submission.objects.get()


@pytest.fixture
def fill_in(client, answers):
    def do(submission, **changes):
        for step, values in answers.items():
            data = {**values, **{k: v for k, v in changes.items() if k in values}, "weiter": "weiter"}
            response = client.post(f"{START}{submission.key}/{step}/", data)
            assert response.status_code == 302, (step, response.content.decode())
        submission.refresh_from_db()
        return submission

    return do


@pytest.fixture
def sent(client, begun, fill_in):
    """One that was sent."""
    fill_in(begun)
    response = client.post(f"{START}{begun.key}/", {"schritt": "abschicken", "agreed": "on"})
    assert response.status_code == 302, response.content.decode()
    begun.refresh_from_db()
    return begun


@pytest.fixture
def office(client, django_user_model):
    user = django_user_model.objects.create_user("fach", first_name="Frieda")
    user.groups.add(make_groups()["Fachredaktion"])
    return user


@pytest.fixture
def mails():
    """`mails(to)`: the mails to an address, the oldest first, as template and text."""
    return lambda to: list(OutgoingMail.objects.filter(to=to).order_by("pk").values_list("template", "text"))
