"""A site with two networks and a user of each role, made once for all tests of a file and rolled back after it."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from core.permissions.groups import make_groups
from core.permissions.roles import ROLES, SHARED_COLLECTION, VERBUND_TEAM
from events.models import EventIndexPage
from partners.models import VerbundIndexPage
from partners.teams import give_collection, make_team
from practices.models import BuildingBlockPage, PracticeIndexPage
from tests import factories

#: Stands in the title of what the other network wrote, and nowhere else. That there is such a network is no secret.
SECRET = "Geheimplan"


class World:
    """`world["own practice"]` is a record, `world.user("Redaktion")` the user of a role."""

    def __init__(self):
        self.records = {}
        self.users = {}

    def __getitem__(self, name):
        return self.records[name]

    def __setitem__(self, name, record):
        self.records[name] = record

    def user(self, role):
        """Read anew: Wagtail and we keep permissions on the user."""
        return get_user_model().objects.get(username=role)


def build():
    world = World()
    world["home"] = factories.make_site()
    factories.building_block(title="Ansprachebogen")
    groups = make_groups()
    for name, model in (("practices", PracticeIndexPage), ("events", EventIndexPage), ("networks", VerbundIndexPage)):
        world[name] = model.objects.get()
    for whose, name in (("own", "Nord"), ("foreign", f"{SECRET} Süd")):
        network = world[f"{whose} network"] = factories.network(title=f"Verbund {name.removeprefix(SECRET)}")
        for live, kind in ((True, "practice"), (False, "draft")):
            page = factories.practice(title=f"{kind} {name}", verbund=network, live=live)
            # A second revision: something to compare.
            page.save_revision()
            world[f"{whose} {kind}"] = page
        world[f"{whose} event"] = factories.event(title=f"Runde {name}", responsible=network, live=False)
        team = make_team(Group.objects.create(name=f"Team {whose}"), network)
        add_files(world, whose, name, give_collection(team))
    world["nobody's draft"] = factories.practice(title=f"{SECRET} von niemand", live=False)
    world["building block"] = BuildingBlockPage.objects.get()
    add_files(world, "shared", "für alle", Collection.objects.get(name=SHARED_COLLECTION))
    add_files(world, "office", f"{SECRET} der Geschäftsstelle", Collection.get_first_root_node())
    users = get_user_model().objects
    users.create_superuser("Leitung")
    users.create_user("niemand")
    for role in ROLES:
        user = users.create_user(role.name)
        user.groups.add(groups[role.name])
        if role.name == VERBUND_TEAM:
            user.groups.add(Group.objects.get(name="Team own"))
    return world


def add_files(world, whose, name, where):
    image = get_image_model()(title=f"Bild {name}", file=get_test_image_file(), collection=where)
    image.save()
    document = get_document_model()(title=f"Datei {name}", collection=where)
    document.file.save("datei.txt", ContentFile(b"Text"))
    world[f"{whose} image"], world[f"{whose} document"] = image, document


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)
