"""What of a practice is content: two revisions with the same fingerprint say the same to a reader."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

#: What a revision holds beside the content: where it stands, who works on it, when it is asked about, what nobody sees.
NOT_CONTENT = frozenset(
    {
        "pk", "path", "depth", "numchild", "url_path", "slug", "content_type", "translation_key", "locale", "alias_of",
        "draft_title", "owner", "live", "has_unpublished_changes", "latest_revision", "latest_revision_created_at",
        "live_revision", "first_published_at", "last_published_at", "go_live_at", "expire_at", "expired", "locked",
        "locked_at", "locked_by", "show_in_menus", "wagtail_admin_comments", "external_id", "tier", "lacking",
        "evidence_computed", "needs_sign_off", "review_interval_months", "confirmed_on", "next_review_on",
        "unassigned_text", "contact_role", "contact_email", "deputy_email",
    }
)  # fmt: skip
#: What a row or a block has of its own, and gets anew when it is saved again.
_OF_THE_ROW = frozenset({"pk", "id", "page", "content_object", "sort_order"})


def fingerprint(content: Mapping[str, Any]) -> str:
    """64 characters for the content of a revision. What is empty does not count: a field that the software gets later
    changes no fingerprint."""
    kept = {name: value for name, value in content.items() if name not in NOT_CONTENT}
    # A revision that was just made holds dates; one that was read from the database holds their text.
    told = _told(json.loads(json.dumps(kept, cls=DjangoJSONEncoder)))
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _told(value: Any) -> Any:
    match value:
        case str() if value.startswith("["):
            return _blocks(value)
        case dict():
            told = {name: _told(each) for name, each in value.items() if name not in _OF_THE_ROW}
            return {name: each for name, each in told.items() if not _is_empty(each)}
        case list():
            return [_told(row) for row in _in_order(value)]
    return value


def _in_order(rows: list[Any]) -> list[Any]:
    """Rows of a relation by their place, terms and tags by themselves; blocks as they are."""
    if all(isinstance(row, int) for row in rows):
        return sorted(rows)
    if all(isinstance(row, dict) and "sort_order" in row for row in rows):
        return sorted(rows, key=lambda row: row["sort_order"] or 0)
    if all(isinstance(row, dict) and "content_object" in row for row in rows):
        return sorted(rows, key=lambda row: str(row.get("tag")))
    return rows


def _blocks(value: str) -> Any:
    """A StreamField stands in a revision as JSON in a string."""
    try:
        return _told(json.loads(value))
    except ValueError:
        return value


def _is_empty(value: Any) -> bool:
    return value is None or value is False or (isinstance(value, str | list | dict) and not value)
