"""Django looks for models here; they live by topic in `vocabularies/`, `mail/`, `pages.py` and `periodic.py`."""

from core.mail.models import OutgoingMail
from core.pages import BasePage
from core.periodic import PeriodicJob
from core.vocabularies.models import (
    Branch,
    CompanySize,
    Instrument,
    ObstacleType,
    Region,
    TargetGroup,
    Term,
    Topic,
    TreeTerm,
)

__all__ = [
    "BasePage",
    "Branch",
    "CompanySize",
    "Instrument",
    "ObstacleType",
    "OutgoingMail",
    "PeriodicJob",
    "Region",
    "TargetGroup",
    "Term",
    "Topic",
    "TreeTerm",
]
