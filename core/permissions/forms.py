"""The form of a page, for whoever is limited to content of their own: it stays theirs, and names nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignKey, Model
from modelcluster.models import get_all_child_relations
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.permissions.limits import choosable, limit_of, owner_field

#: A record that a form names: its model and key.
Named = tuple[type[Model], str]


class OwnContentForm(WagtailAdminPageForm):
    """Choosers show only what may be chosen; this is for what is sent past them.

    What a page named before stays, whoever put it there: nobody's text is refused for what others did.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._limit = limit_of(self.for_user) if self.for_user else None
        self._named_before: set[Named] = set() if self._limit is None else {*_named_by_page(self.instance)}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        field = owner_field(type(self.instance))
        if self._limit and field and field in self.fields:
            given = cleaned.get(field)
            if given is None:
                cleaned[field] = self.fields[field].queryset.filter(pk=min(self._limit)).first()
            elif given.pk not in self._limit:
                self.add_error(field, "Bitte wählen Sie Ihren eigenen Verbund.")
        return cleaned

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        if self._limit is None:
            return True
        children = [form for formset in self.formsets.values() for form in formset.forms if form.has_changed()]
        named = {name for form in (self, *children) for name in _named_in_form(form)} - self._named_before
        if not _may_be_chosen(self.for_user, named):
            self.add_error(
                None,
                "Etwas, das Sie ausgewählt haben, gibt es nicht mehr oder gehört einem anderen Verbund. "
                "Bitte wählen Sie Seiten, Bilder und Dateien neu aus.",
            )
            return False
        return True


def _may_be_chosen(user: Any, named: set[Named]) -> bool:
    pages = {key for model, key in named if issubclass(model, Page)}
    if choosable(user, Page.objects.filter(pk__in=pages)).count() < len(pages):
        return False
    for kind in (get_image_model(), get_document_model()):
        keys = {key for model, key in named if issubclass(model, kind)}
        allowed = policy_registry.get_by_type(kind).instances_user_has_any_permission_for(user, ["choose"])
        if keys and allowed.filter(pk__in=keys).distinct().count() < len(keys):
            return False
    return True


def _named_in_form(form: Any) -> Iterator[Named]:
    for name, value in form.cleaned_data.items():
        yield from _named(type(form.instance), name, value)


def _named_by_page(page: Page) -> Iterator[Named]:
    children = [
        child
        for relation in get_all_child_relations(page)
        for child in (getattr(page, relation.get_accessor_name()).all() if page.pk else ())
    ]
    for record in (page, *children):
        for field in record._meta.concrete_fields:
            yield from _named(type(record), field.name, field.value_from_object(record))


def _named(model: type[Model], name: str, value: Any) -> Iterator[Named]:
    """What a value of a field names: the target of a foreign key, what stands in rich text or in blocks."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return
    if value is None:
        return
    if isinstance(field, ForeignKey):
        yield field.related_model, str(getattr(value, "pk", value))
    elif hasattr(field, "extract_references"):
        for target, key, *_ in field.extract_references(value):
            yield target, str(key)
