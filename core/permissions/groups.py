"""The groups of the roles, with all their permissions: made again and again without harm."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
)

from core.permissions.roles import EDITORS, EVERYWHERE, ROLES, SHARED_COLLECTION, Role

#: What Wagtail's migrations make, with English names: a workflow with its task, which ask the first of these groups.
_WAGTAILS_WORKFLOW, _WAGTAILS_GROUPS = "Moderators approval", ("Moderators", "Editors")
_OFFICE_WORKFLOW = "Freigabe durch die Redaktion"
_FILES = {"wagtailimages": "image", "wagtaildocs": "document"}


@transaction.atomic
def make_groups(*, exactly: bool = False) -> dict[str, Group]:
    """The group of each role, by name, with the permissions that the role has by `roles.ROLES`.

    What the office has given to a group beyond that stays, unless `exactly`. Permissions on pages are given on those
    that there are: call it again when the first page of a type has been made. Some hundred queries.
    """
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    collection(root, SHARED_COLLECTION)
    made: dict[str, Group] = {}
    for role in ROLES:
        group, _ = Group.objects.get_or_create(name=role.name)
        if exactly:
            group.permissions.clear()
            GroupPagePermission.objects.filter(group=group).delete()
            GroupCollectionPermission.objects.filter(group=group).delete()
        _grant(group, role, root)
        made[role.name] = group
    _adopt_first_workflow(made[EDITORS])
    return made


def _adopt_first_workflow(office: Group) -> None:
    """Let what is handed in go to the office: Wagtail's first workflow would send it to a group in which nobody is.

    That group and its sister go, unless somebody is in them.
    """
    for task in GroupApprovalTask.objects.filter(groups__name=_WAGTAILS_GROUPS[0]):
        task.groups.add(office)
    for model in (Workflow, Task):
        model._default_manager.filter(name=_WAGTAILS_WORKFLOW).update(name=_OFFICE_WORKFLOW)
    Group.objects.filter(name__in=_WAGTAILS_GROUPS, user=None).delete()


def collection(parent: Collection, name: str) -> Collection:
    """The collection `name` below `parent`, made if it is not there."""
    # Read again: what it knows of its children may be old.
    current = Collection.objects.get(pk=parent.pk)
    return current.get_children().filter(name=name).first() or current.add_child(name=name)


def allow_files(group: Group, where: Collection, actions: Iterable[str]) -> None:
    """Let a group do something with the images and documents of a collection and those below it."""
    codenames = [f"{action}_{model}" for action in actions for model in _FILES.values()]
    for permission in Permission.objects.filter(content_type__app_label__in=_FILES, codename__in=codenames):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=where, permission=permission)


def _grant(group: Group, role: Role, root: Collection) -> None:
    wanted = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    for label, actions in role.models.items():
        app, model = label.split(".")
        names = [f"{action}_{model}" for action in actions]
        if label == "wagtailcore.collection":
            _allow_collections(group, root, names)
            continue
        wanted |= Q(content_type__app_label=app, codename__in=names)
    group.permissions.add(*Permission.objects.filter(wanted))
    for label, actions in role.pages.items():
        names = [f"{action}_page" for action in actions]
        permissions = list(Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=names))
        for page in apps.get_model(label)._default_manager.values_list("pk", flat=True):
            for permission in permissions:
                GroupPagePermission.objects.get_or_create(group=group, page=Page(pk=page), permission=permission)
    for name, actions in role.files.items():
        allow_files(group, root if name == EVERYWHERE else collection(root, name), actions)


def _allow_collections(group: Group, root: Collection, codenames: list[str]) -> None:
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
