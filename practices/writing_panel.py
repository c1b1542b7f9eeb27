"""Help while writing, in the practice's form: what there is already on the subject, readability, personal data."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from core.text import as_plain_text
from practices.writing import personal_data, readability
from search.engine import EngineUnavailable
from search.likeness import fitting
from search.query import clean_text

#: The running texts that are looked at, and how much of them.
TEXTS = ("abstract", "background", "goals", "approach", "outcome", "failures", "transferability")
SIMILAR = 5
_FEWEST_LETTERS = 8


class WritingPanel(Panel):
    """As the text was saved last; `admin-writing-help.js` asks anew while somebody types."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "practices/panels/writing_panel.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            page = self.instance
            text = "\n".join(as_plain_text(getattr(page, name) or "") for name in TEXTS)
            context |= hints(page.title or "", page.summary or "", text, page.pk, self.request.user)
            return context


def hints(title: str, summary: str, text: str, page_id: int | None, user: Any) -> dict[str, Any]:
    """What the panel says. Never fails because of the search."""
    subject = clean_text(f"{title}. {summary}"[:2000])
    found: tuple[Any, ...] = ()
    if len(title) >= _FEWEST_LETTERS:
        try:
            found = fitting(subject, "praxis", user=user)
        except EngineUnavailable:
            found = ()
    return {
        "similar": [hit for hit in found if hit.document.id != str(page_id)][:SIMILAR],
        "readability": readability(text),
        "personal": personal_data(f"{title}\n{summary}\n{text}"),
    }
