"""How editors choose terms: the vocabulary as checkboxes, a tree as one that opens."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.panels import FieldPanel

from core.vocabularies.models import TreeTerm


class TermCheckboxes(forms.CheckboxSelectMultiple):
    """Checkboxes in the order of the vocabulary. Branches of a tree are <details>, open where something is chosen.

    A list of 400 regions in a plain select is unusable; this works without script and by keyboard.
    """

    template_name = "core/widgets/term_checkboxes.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        chosen = {str(item) for item in (value or ())}
        nodes: dict[int, dict[str, Any]] = {}
        for number, (choice, label) in enumerate(self.choices):
            term = getattr(choice, "instance", None)
            if term is None:
                continue
            nodes[term.pk] = {
                "value": str(choice),
                "label": label,
                "id": f"{(attrs or {}).get('id', name)}_{number}",
                "checked": str(choice) in chosen,
                "parent": term.parent_id if isinstance(term, TreeTerm) else None,
                "children": [],
                "open": False,
            }
        roots: list[dict[str, Any]] = []
        for node in nodes.values():
            parent = nodes.get(node["parent"])
            (parent["children"] if parent else roots).append(node)
        for node in nodes.values():
            if node["checked"]:
                parent = nodes.get(node["parent"])
                while parent is not None and not parent["open"]:
                    parent["open"] = True
                    parent = nodes.get(parent["parent"])
        context["nodes"] = roots
        return context


def term_panel(field: str) -> FieldPanel:
    """The panel for a many-to-many field to a vocabulary."""
    return FieldPanel(field, widget=TermCheckboxes)
