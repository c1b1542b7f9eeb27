"""The teams of the networks, in the admin's settings: which group works for which Verbund."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList
from wagtail.admin.viewsets.model import ModelViewSet

from partners.models import VerbundTeam
from partners.teams import give_collection


class VerbundTeamForm(WagtailAdminModelForm):
    def save(self, commit: bool = True) -> VerbundTeam:
        team: VerbundTeam = super().save(commit)
        give_collection(team)
        return team


class VerbundTeamViewSet(ModelViewSet):
    model = VerbundTeam
    name = "verbund-teams"
    icon = "group"
    menu_label = "Verbund-Teams"
    add_to_settings_menu = True
    list_display = ["group", "verbund"]
    edit_handler = ObjectList(VerbundTeam.panels, base_form_class=VerbundTeamForm)
    copy_view_enabled = False


teams = VerbundTeamViewSet()


@hooks.register("register_admin_viewset")
def team_viewset() -> VerbundTeamViewSet:
    return teams


@hooks.register("register_permissions")
def team_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="partners", content_type__model="verbundteam")
