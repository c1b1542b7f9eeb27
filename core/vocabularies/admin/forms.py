"""What editors choose when they merge terms or make one of a tag."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from core.vocabularies.load import VOCABULARIES
from core.vocabularies.models import Term, TreeTerm
from core.vocabularies.tree import choices, in_tree_order


class TermForm(WagtailAdminModelForm):
    """The form of a term. The parent is chosen from the tree as it is; moving it below itself is refused."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "parent" in self.fields:
            terms = [term for term in self._meta.model.objects.all() if term.pk != self.instance.pk]
            self.fields["parent"].choices = [("", "– ganz oben –"), *choices(terms)]


class TargetForm(forms.Form):
    into: forms.ModelChoiceField[Term] = forms.ModelChoiceField(
        queryset=None,
        label="Zusammenführen mit",
        error_messages={
            "required": "Bitte wählen Sie den Begriff, der bleiben soll.",
            "invalid_choice": "Diesen Begriff gibt es nicht (mehr). Bitte wählen Sie einen anderen.",
        },
    )

    def __init__(self, *args: Any, term: Term, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["into"]
        field.queryset = type(term).objects.exclude(pk=term.pk)
        field.choices = [("", "– bitte wählen –"), *choices(field.queryset)]


class TagForm(forms.Form):
    """`place` is a vocabulary, or a vocabulary and the term below which the new one goes: „branch“ or „branch:12“."""

    place = forms.ChoiceField(
        label="Vokabular und Platz",
        error_messages={
            "required": "Bitte wählen Sie, wohin der Begriff gehört.",
            "invalid_choice": "Diesen Platz gibt es nicht (mehr). Bitte wählen Sie einen anderen.",
        },
    )

    def __init__(self, *args: Any, vocabularies: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["place"]
        groups = [(str(VOCABULARIES[name]._meta.verbose_name_plural), _places(name)) for name in vocabularies]
        field.choices = [("", "– bitte wählen –"), *groups]

    def chosen(self) -> tuple[type[Term], Term | None]:
        """The vocabulary and the term above the new one. For a valid form."""
        name, _, parent = self.cleaned_data["place"].partition(":")
        vocabulary = VOCABULARIES[name]
        return vocabulary, vocabulary.objects.filter(pk=parent).first() if parent else None


def _places(name: str) -> list[tuple[str, str]]:
    vocabulary = VOCABULARIES[name]
    places = [(name, f"{vocabulary._meta.verbose_name_plural}: ganz oben")]
    if issubclass(vocabulary, TreeTerm):
        places += [
            (f"{name}:{term.pk}", f"{'– ' * (depth + 1)}unter „{term.label}“")
            for term, depth in in_tree_order(vocabulary.objects.all())
        ]
    return places
