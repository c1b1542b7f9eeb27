"""The two steps of the workflow, each with a time limit: the Fachredaktion looks at it, the firm agrees."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from wagtail.models import AbstractGroupApprovalTask, TaskState, WorkflowState

from practices.review.forms import OverrideForm
from practices.review.models.gate import sign_off_missing
from practices.review.overriding import override
from practices.review.task_mails import tell_group


class DatedTaskState(TaskState):
    """A step that somebody has to do, until a day."""

    due_on = models.DateField("fällig am", null=True, blank=True, db_index=True)
    reminded_at = models.DateTimeField("erinnert", null=True, blank=True)

    class Meta:
        verbose_name = "Aufgabe mit Frist"
        verbose_name_plural = "Aufgaben mit Frist"


class _DatedTask(AbstractGroupApprovalTask):
    """A group has so many days. Its members are told by our mail queue: Wagtail's own mail knows no date."""

    days = models.PositiveSmallIntegerField(
        "Frist in Tagen",
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text="So viele Tage hat die Gruppe, gerechnet vom Beginn dieser Stufe.",
    )

    admin_form_fields = [*AbstractGroupApprovalTask.admin_form_fields, "days"]
    task_state_class = DatedTaskState

    class Meta:
        abstract = True

    def start(self, workflow_state: WorkflowState, user: Any = None) -> Any:
        state = super().start(workflow_state, user=user)
        state.due_on = timezone.localdate() + timedelta(days=self.days)
        state.save(update_fields=["due_on"])
        if self.is_needless(state):
            state.status, state.finished_at = TaskState.STATUS_SKIPPED, timezone.now()
            state.save(update_fields=["status", "finished_at"])
        else:
            tell_group(state, self, user)
        return state

    def is_needless(self, state: DatedTaskState) -> bool:
        """Whether the step can be passed over."""
        return False


class EditorialTask(_DatedTask):
    """The Fachredaktion looks at the text, with the checklist."""

    class Meta:
        verbose_name = "Prüfung durch eine Gruppe, mit Frist"
        verbose_name_plural = "Prüfungen durch eine Gruppe, mit Frist"

    @classmethod
    def get_description(cls) -> str:
        return "Wer zu einer der Gruppen gehört, gibt frei oder fordert Änderungen an, bis zu einem Tag."


class SignOffTask(_DatedTask):
    """The firm or chamber agrees, by the link it gets (`practices.review.signing`). The group sees to it.

    Passed over by practices that need no sign-off, or have one for this very text.
    """

    class Meta:
        verbose_name = "Freigabe durch den Praxisgeber, mit Frist"
        verbose_name_plural = "Freigaben durch den Praxisgeber, mit Frist"

    @classmethod
    def get_description(cls) -> str:
        return "Betrieb oder Kammer bekommen den Entwurf als Link und stimmen zu. Eine Gruppe kümmert sich darum."

    def is_needless(self, state: DatedTaskState) -> bool:
        return not sign_off_missing(int(state.workflow_state.object_id), state.revision.content)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Nobody approves in the firm's place; who may publish may do without its approval."""
        if not super().get_actions(obj, user):
            return []
        actions = [("reject", "Zurück an die Redaktion …", True)]
        if obj.permissions_for_user(user).can_publish():
            actions.append(("override", "Ohne Freigabe veröffentlichen …", True))
        return actions

    def get_form_for_action(self, action: str) -> Any:
        return OverrideForm if action == "override" else super().get_form_for_action(action)

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> Any:
        if action_name != "override":
            return super().on_action(task_state, user, action_name, **kwargs)
        page = task_state.workflow_state.content_object.specific
        form = OverrideForm(kwargs)
        if not form.is_valid() or not page.permissions_for_user(user).can_publish():
            raise PermissionDenied
        override(page, user, form.cleaned_data["reason"])
        task_state.approve(user=user, comment=f"Ohne Freigabe: {form.cleaned_data['reason']}")
        return None
