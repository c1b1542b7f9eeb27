"""No term is deleted while something uses it, whoever deletes: form, bulk action or shell."""

from __future__ import annotations

from typing import Any

from django.db.models import ProtectedError
from django.db.models.signals import pre_delete

from core.vocabularies.load import VOCABULARIES
from core.vocabularies.uses import is_used


def connect() -> None:
    """Listen. Called once, when Django is ready."""
    for vocabulary in VOCABULARIES.values():
        pre_delete.connect(_refuse_used, sender=vocabulary, dispatch_uid=f"core.{vocabulary.__name__}.used")


def _refuse_used(sender: Any, instance: Any, **kwargs: Any) -> None:
    if is_used(instance):
        raise ProtectedError(f"„{instance}“ wird benutzt und lässt sich darum nicht löschen.", {instance})
