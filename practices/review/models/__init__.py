"""Sign-offs and who may publish, the checklist, and the two steps of the workflow.

Practices by name only: `practices.models` imports from here.
"""

from practices.review.models.checklist import Answer, Checklist, ChecklistAnswer, Criterion
from practices.review.models.gate import SignOffMissing
from practices.review.models.sign_offs import Decision, Override, SignOff, SignOffComment
from practices.review.models.tasks import DatedTaskState, EditorialTask, SignOffTask

__all__ = [
    "Answer",
    "Checklist",
    "ChecklistAnswer",
    "Criterion",
    "DatedTaskState",
    "Decision",
    "EditorialTask",
    "Override",
    "SignOff",
    "SignOffComment",
    "SignOffMissing",
    "SignOffTask",
]
