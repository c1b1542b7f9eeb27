"""What calendar programs call SEQUENCE: a number that rises with each text of an event that becomes public."""

from __future__ import annotations

from typing import Any


def sequence_for(page: Any) -> int:
    """The sequence with which an `EventPage` is to be saved: counted from its row, never from a revision, which holds
    an old one. One more when another revision is public than before. One query.

    Asked in `save`, because the buttons of the admin publish past `EventPage.publish`.
    """
    row = type(page)._default_manager.filter(pk=page.pk).values("sequence", "live_revision_id").first()
    if row is None:
        return int(page.sequence)
    # An alias has no revisions: it is only saved when the event that it repeats was published.
    is_another = page.live and (page.alias_of_id or page.live_revision_id != row["live_revision_id"])
    return int(row["sequence"]) + bool(is_another)
