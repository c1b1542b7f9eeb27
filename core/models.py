"""Django looks for models here; they live by topic in `vocabularies/` and `pages.py`."""

from core.pages import BasePage
from core.vocabularies.models import Branch, CompanySize, Region, TargetGroup, Term, Topic, TreeTerm

__all__ = ["BasePage", "Branch", "CompanySize", "Region", "TargetGroup", "Term", "Topic", "TreeTerm"]
