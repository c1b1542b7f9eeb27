"""The outbox: a log of what changed, and how far each index has read it."""

from __future__ import annotations

from django.db import models


class OutboxEntry(models.Model):
    """A page that may have to be indexed anew, written in the transaction of the change.

    Entries are read in the order (`transaction_id`, `id`). PostgreSQL hands out numbers before it knows which
    transaction commits first, so a reader that went by one number alone would skip a late committer; `transaction_id`
    is the writing transaction's, and a consumer's position never passes the oldest one still open. SQLite has one
    writer at a time: always 0.
    """

    page_id = models.BigIntegerField()
    transaction_id = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["transaction_id", "id"], name="outbox_order")]

    def __str__(self) -> str:
        return f"page {self.page_id}"


class Consumer(models.Model):
    """One index that reads the outbox: the cluster, or one host's embedded index.

    `batch` numbers every reading of the database, and is the version that documents are written with: it is raised
    *before* the database is read, so that a document with a higher version never shows an older state.
    """

    name = models.CharField(max_length=200, unique=True)
    position_transaction = models.BigIntegerField(default=0)
    position_entry = models.BigIntegerField(default=0)
    #: [transaction_id, id] of entries read beyond the position, where a late committer may still appear before them.
    read_ahead = models.JSONField(default=list)
    batch = models.BigIntegerField(default=0)
    holder = models.CharField(max_length=64, blank=True, default="")
    held_until = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True, default="")
    #: With which analysis the index was built (see search.analysis), and when.
    analysis = models.CharField(max_length=64, blank=True, default="")
    built_at = models.DateTimeField(null=True, blank=True)
    #: Somebody asked for a rebuild; it stays asked for until one has ended well.
    rebuild_wanted_at = models.DateTimeField(null=True, blank=True)
    #: Who rebuilds. Still here when the holder of the lease is another one: the rebuild was interrupted.
    rebuild_holder = models.CharField(max_length=64, blank=True, default="")
    rebuild_started_at = models.DateTimeField(null=True, blank=True)
    rebuild_done = models.PositiveIntegerField(default=0)
    rebuild_total = models.PositiveIntegerField(default=0)
    #: The last comparison with the database: when, how many differences, and the first of them as [id, kind].
    checked_at = models.DateTimeField(null=True, blank=True)
    difference_count = models.PositiveIntegerField(default=0)
    first_differences = models.JSONField(default=list, blank=True)
    seen_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "Suchindex"
        verbose_name_plural = "Suchindizes"

    def __str__(self) -> str:
        return self.name


class TextVector(models.Model):
    """What a text is about, kept so that it is made once: a rebuild encodes only what is new, on whatever host.

    `key` stands for model and text; the text itself is not kept. What nobody has asked for in a long time goes.
    """

    key = models.CharField(max_length=40, primary_key=True)
    vector = models.BinaryField()
    used_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key


class VectorRequest(models.Model):
    """A page that was indexed without vectors, because making them would have kept others waiting."""

    page_id = models.BigIntegerField(unique=True)
    claimed_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"page {self.page_id}"
