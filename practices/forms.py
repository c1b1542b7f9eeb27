"""The practice's form in the admin."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from core.permissions.forms import OwnContentForm
from practices.tiers import SUMMARY_LENGTH, TITLE_LENGTH


class PracticeForm(OwnContentForm):
    """Wants short titles and summaries when somebody publishes what they have changed; a draft is kept at any length,
    and what was published before (an import) may stay as it is."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:
            for field, limit in (("title", TITLE_LENGTH), ("summary", SUMMARY_LENGTH)):
                length = len(cleaned.get(field) or "")
                if field in self.changed_data and length > limit:
                    self.add_error(
                        field,
                        ValidationError(
                            gettext(
                                "Das sind %(length)s Zeichen, höchstens %(limit)s passen in Trefferlisten. "
                                "Bitte kürzen Sie. Als Entwurf können Sie den Text so speichern."
                            )
                            % {"length": length, "limit": limit}
                        ),
                    )
        return cleaned
