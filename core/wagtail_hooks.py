"""The admin: vocabularies as a menu of their own, our additions to its style."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.mail.admin import MailViewSet
from core.vocabularies.models import Branch, CompanySize, Region, TargetGroup, Topic


class _TermViewSet(SnippetViewSet):
    list_display = ["label", "slug", "code"]
    list_per_page = 100
    ordering = ["order", "label"]


class _TreeViewSet(_TermViewSet):
    list_display = ["label", "parent", "slug", "code"]
    list_filter = ["parent"]


class BranchViewSet(_TreeViewSet):
    model = Branch
    icon = "tag"


class RegionViewSet(_TreeViewSet):
    model = Region
    icon = "globe"


class TopicViewSet(_TreeViewSet):
    model = Topic
    icon = "list-ul"


class TargetGroupViewSet(_TermViewSet):
    model = TargetGroup
    icon = "group"


class CompanySizeViewSet(_TermViewSet):
    model = CompanySize
    icon = "order"


class VocabularyGroup(SnippetViewSetGroup):
    menu_label = "Vokabulare"
    menu_icon = "tag"
    menu_order = 300
    items = (BranchViewSet, RegionViewSet, TopicViewSet, TargetGroupViewSet, CompanySizeViewSet)


register_snippet(VocabularyGroup)


@hooks.register("register_admin_viewset")
def mails() -> MailViewSet:
    return MailViewSet("mails")


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
