"""The five roles and what each may do, as data. The groups in the database are made of it by `groups.make_groups`.

Page types and models are named, not imported; a test sees to it that every name is one that there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Names of the groups. Whoever is in VERBUND_TEAM or READING alone is no part of the office (`partners.teams`).
EDITORS, REVIEWERS, VERBUND_TEAM, EVENTS, READING = (
    "Redaktion",
    "Fachredaktion",
    "Verbund-Team",
    "Veranstaltungen",
    "Lesen",
)

#: The collection of what every Verbund-Team may use; below VERBUND_COLLECTIONS each Verbund has one of its own.
SHARED_COLLECTION, VERBUND_COLLECTIONS = "Gemeinsam", "Verbünde"
EVERYWHERE = ""

_HOME = "home.HomePage"
_PRACTICES, _BUILDING_BLOCKS = "practices.PracticeIndexPage", "practices.BuildingBlockIndexPage"
_EVENTS, _NETWORKS = "events.EventIndexPage", "partners.VerbundIndexPage"

Actions = tuple[str, ...]
_VIEW, _KEEP, _ALL = ("view",), ("view", "add", "change"), ("view", "add", "change", "delete")


def _vocabularies(actions: Actions) -> dict[str, Actions]:
    names = ("branch", "region", "topic", "targetgroup", "companysize", "obstacletype", "instrument")
    return {f"core.{name}": actions for name in names}


@dataclass(frozen=True, slots=True)
class Role:
    """What a group may do.

    `pages`: actions on every page of a type and all below it; `files`: actions on images and documents of a collection
    and those below it (EVERYWHERE: of all); `models`: actions on snippets and other records, by app and model.
    """

    name: str
    purpose: str
    pages: Mapping[str, Actions] = field(default_factory=dict)
    files: Mapping[str, Actions] = field(default_factory=dict)
    models: Mapping[str, Actions] = field(default_factory=dict)


ROLES: tuple[Role, ...] = (
    Role(
        EDITORS,
        "schreibt, prüft und veröffentlicht alles, pflegt Vokabulare und die Suche",
        pages={_HOME: ("add", "bulk_delete", "change", "lock", "publish", "unlock")},
        files={EVERYWHERE: ("add", "change", "choose")},
        models={
            **_vocabularies(_ALL),
            "search_tuning.synonym": _ALL,
            "search_tuning.tip": _ALL,
            "search_tuning.dailyquery": _VIEW,
            "search.consumer": ("change",),
            "exchange.need": ("view", "change", "delete"),
            "event_registrations.registration": ("view", "change"),
            "practice_submission.submission": ("view", "change"),
            "practice_review.criterion": _ALL,
            "partners.verbundteam": _ALL,
            "core.outgoingmail": ("view", "delete"),
            "practice_upkeep.undeliverableaddress": _ALL,
            "wagtailredirects.redirect": _ALL,
            "wagtailcore.collection": ("add", "change", "delete"),
        },
    ),
    Role(
        REVIEWERS,
        "prüft, bearbeitet und veröffentlicht Praxisbeispiele und Bausteine aller Verbünde",
        pages={
            # Whose approval ends the workflow publishes by it: Wagtail asks for that right then.
            _PRACTICES: ("add", "change", "lock", "publish", "unlock"),
            _BUILDING_BLOCKS: ("add", "change", "lock", "publish", "unlock"),
        },
        files={EVERYWHERE: ("add", "change", "choose")},
        models={
            **_vocabularies(_KEEP),
            "practice_submission.submission": ("view", "change"),
            "search_tuning.dailyquery": _VIEW,
        },
    ),
    Role(
        VERBUND_TEAM,
        "schreibt Praxisbeispiele, Veranstaltungen und die Seite des eigenen Verbunds, sieht keine fremden Entwürfe",
        pages={_PRACTICES: ("add", "change"), _EVENTS: ("add", "change"), _NETWORKS: ("change",)},
        files={SHARED_COLLECTION: ("choose",)},
        models={"event_registrations.registration": ("view", "change")},
    ),
    Role(
        EVENTS,
        "plant und veröffentlicht Veranstaltungen, betreut Anmeldungen",
        pages={_EVENTS: ("add", "bulk_delete", "change", "lock", "publish", "unlock")},
        files={EVERYWHERE: ("add", "choose")},
        models={"event_registrations.registration": ("view", "change")},
    ),
    Role(
        READING,
        "sieht Listen, Vokabulare und was gesucht wird, ändert nichts und sieht keine Anmeldungen",
        models={
            **_vocabularies(_VIEW),
            "wagtailcore.page": _VIEW,
            "search_tuning.dailyquery": _VIEW,
            "search_tuning.synonym": _VIEW,
            "search_tuning.tip": _VIEW,
        },
    ),
)
BY_NAME = {role.name: role for role in ROLES}
