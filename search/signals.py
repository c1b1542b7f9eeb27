"""Signals of the search."""

from django.dispatch import Signal

#: Sent after the commit of a transaction that wrote to the outbox, in the process that wrote.
outbox_written = Signal()
