"""The form of a page, for whoever is limited to content of their own: it stays theirs, and names nobody else's."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from core.permissions.limits import limit_of, owner_field
from core.permissions.naming import NOT_CHOOSABLE, NOT_YOURS, Named, may_be_chosen, named_by, named_in


class OwnContentForm(WagtailAdminPageForm):
    """Choosers show only what may be chosen; this is for what is sent past them.

    What a page named before stays, whoever put it there: nobody's text is refused for what others did.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._limit = limit_of(self.for_user) if self.for_user else None
        self._named_before: set[Named] = set() if self._limit is None else {*named_by(self.instance)}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        field = owner_field(type(self.instance))
        if self._limit and field and field in self.fields:
            given = cleaned.get(field)
            if given is None:
                cleaned[field] = self.fields[field].queryset.filter(pk=min(self._limit)).first()
            elif given.pk not in self._limit:
                self.add_error(field, NOT_YOURS)
        return cleaned

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        if self._limit is None:
            return True
        children = [form for formset in self.formsets.values() for form in formset.forms if form.has_changed()]
        named = {each for form in (self, *children) for each in named_in(type(form.instance), form.cleaned_data)}
        if may_be_chosen(self.for_user, named - self._named_before):
            return True
        self.add_error(None, NOT_CHOOSABLE)
        return False
