"""The only thing that is kept of reading."""

from __future__ import annotations

from django.db import models


class DailyReads(models.Model):
    """How often a page was read on a day. `kind` is what the page is (the search's `art`), so that a month's sums stay
    when the page is deleted."""

    day = models.DateField(db_index=True)
    page_id = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    reads = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "Aufrufe eines Tages"
        verbose_name_plural = "Aufrufe"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["day", "page_id"], name="one_row_a_day_and_page")]

    def __str__(self) -> str:
        return f"{self.day} {self.page_id}: {self.reads}"
