"""Signals of the search."""

from django.dispatch import Signal

#: Sent after the commit of a transaction that wrote to the outbox, in the process that wrote.
outbox_written = Signal()

#: A page of results was asked for. Sent with `request`, `query` (SearchQuery) and `found`: whether anything has what
#: was typed. Send it by `send_robust`: who listens must not make a search fail.
searched = Signal()
