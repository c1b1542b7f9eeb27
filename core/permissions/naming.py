"""What a page names (other pages, images, documents), and whether somebody may choose that; for forms and imports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import ForeignKey, Model
from modelcluster.models import get_all_child_relations
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.permissions.limits import choosable, limit_of, owner_field, owns

#: A record that is named: its model and key.
Named = tuple[type[Model], str]

NOT_YOURS = "Bitte wählen Sie Ihren eigenen Verbund."
NOT_CHOOSABLE = (
    "Etwas, das Sie ausgewählt haben, gibt es nicht mehr oder gehört einem anderen Verbund. "
    "Bitte wählen Sie Seiten, Bilder und Dateien neu aus."
)


def check_stays_own(user: Any, page: Page) -> None:
    """For whoever saves a page without its form: what they are limited to, they keep to. It asks nothing of who is not
    limited, nor without a user.

    Raises:
        ValidationError: the page is, or would become, another's, or newly names what `user` may not choose.
    """
    owners = limit_of(user) if user else None
    if owners is None:
        return
    if page.pk and not owns(user, page):
        raise ValidationError("Diese Seite gehört einem anderen Verbund.")
    field = owner_field(type(page))
    if field and page._meta.get_field(field).value_from_object(page) not in owners:
        raise ValidationError({field: NOT_YOURS})
    stored = Page.objects.filter(pk=page.pk).first() if page.pk else None
    before = set(named_by(stored.get_latest_revision_as_object())) if stored else set()
    if not may_be_chosen(user, set(named_by(page)) - before):
        raise ValidationError(NOT_CHOOSABLE)


def may_be_chosen(user: Any, named: set[Named]) -> bool:
    """Whether all of it is there and `user` may choose it in a form. Three queries at most."""
    pages = {key for model, key in named if issubclass(model, Page)}
    if choosable(user, Page.objects.filter(pk__in=pages)).count() < len(pages):
        return False
    for kind in (get_image_model(), get_document_model()):
        keys = {key for model, key in named if issubclass(model, kind)}
        allowed = policy_registry.get_by_type(kind).instances_user_has_any_permission_for(user, ["choose"])
        if keys and allowed.filter(pk__in=keys).distinct().count() < len(keys):
            return False
    return True


def named_by(page: Page) -> Iterator[Named]:
    """What a page names in its fields, texts, blocks and rows; it may be unsaved."""
    relations = [relation.get_accessor_name() for relation in get_all_child_relations(page)]
    for record in (page, *(child for name in relations for child in getattr(page, name).all())):
        values = {field.name: field.value_from_object(record) for field in record._meta.concrete_fields}
        yield from named_in(type(record), values)


def named_in(model: type[Model], values: Mapping[str, Any]) -> Iterator[Named]:
    """What values of a model's fields name: the target of a foreign key, what stands in rich text or in blocks."""
    for name, value in values.items():
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if value is None:
            continue
        if isinstance(field, ForeignKey):
            yield field.related_model, str(getattr(value, "pk", value))
        elif hasattr(field, "extract_references"):
            for target, key, *_ in field.extract_references(value):
                yield target, str(key)
