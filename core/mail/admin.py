"""The admin's list of mails: what waits, what could not be sent and why. To look at, and to delete."""

from __future__ import annotations

from typing import Any

from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from core.mail.models import OutgoingMail


class _LookAndDelete(ModelPermissionPolicy):
    """Nobody writes or changes mails by hand, administrators neither."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in ("add", "change") and bool(super().user_has_permission(user, action))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action)


register_permission_policy(OutgoingMail, _LookAndDelete(OutgoingMail))


class MailViewSet(ModelViewSet):
    model = OutgoingMail
    icon = "mail"
    menu_label = "Mails"
    add_to_settings_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    list_display = ["created_at", "template", "to", "state", "attempts", "next_try_at", "error"]
    list_filter = ["state", "template"]
    ordering = ["-created_at"]
    list_per_page = 50
    inspect_view_fields = [
        "template",
        "to",
        "subject",
        "text",
        "state",
        "attempts",
        "next_try_at",
        "error",
        "created_at",
    ]
    exclude_form_fields: list[str] = []
