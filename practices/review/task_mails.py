"""Mails about a step of the workflow: to those who have to do it, in time and once more when it is late."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.users.models import UserProfile

from core.mail.queue import queue_mail


def tell_group(state: Any, task: Any, by: Any = None, *, late: bool = False) -> int:
    """Queue a mail to each member of the task's groups but `by`; the number of mails.

    Whoever has switched such mails off in the admin gets none.
    """
    members = get_user_model()._default_manager.filter(groups__in=task.groups.all(), is_active=True)
    page = state.workflow_state.content_object
    told = 0
    for user in members.exclude(email="").distinct():
        if user == by or not UserProfile.get_for_user(user).submitted_notifications:
            continue
        context = {
            "title": page.get_admin_display_title(),
            "task": task.name,
            "due_on": state.due_on,
            "late": late,
            "link": settings.BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk]),
        }
        queue_mail("review_task", user.email, context, about=f"task:{state.pk}")
        told += 1
    return told
