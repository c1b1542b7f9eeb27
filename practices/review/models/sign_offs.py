"""What was asked of the firm or chamber that a practice is about, what it answered, and where an editor did without."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone


def new_key() -> str:
    """192 bits that nobody can guess: who has it may read the draft and answer."""
    return secrets.token_urlsafe(24)


class Decision(models.TextChoices):
    APPROVED = "freigegeben", "freigegeben"
    CHANGES = "aendern", "Änderungen gewünscht"


class SignOff(models.Model):
    """One request to one address, for one state of the text, and its answer.

    `fingerprint` is that of the text that was shown: it stays true when old revisions are purged. Personal data:
    address, organisation and who answered. Purpose: sending the link, and proof that the firm agreed. End: see
    `practices.review.erasing`; decision, time, revision and fingerprint stay.
    """

    page = models.ForeignKey("practices.PracticePage", on_delete=models.CASCADE, related_name="sign_offs")
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="Fassung"
    )
    fingerprint = models.CharField(max_length=64, editable=False)
    key = models.CharField(max_length=64, unique=True, default=new_key, editable=False)
    address = models.EmailField("gesendet an", blank=True)
    organisation = models.CharField("Praxisgeber", max_length=200, blank=True)
    message = models.TextField("Nachricht", blank=True, max_length=2000)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="angefordert von"
    )
    requested_at = models.DateTimeField("angefordert", auto_now_add=True)
    expires_at = models.DateTimeField("gilt bis")
    reminded_at = models.DateTimeField("erinnert", null=True, blank=True)
    withdrawn_at = models.DateTimeField("zurückgezogen", null=True, blank=True)
    decision = models.CharField("Antwort", max_length=12, choices=Decision, blank=True)
    answered_at = models.DateTimeField("beantwortet", null=True, blank=True)
    answered_by = models.CharField("beantwortet von", max_length=200, blank=True)
    remark = models.TextField("Anmerkung", blank=True, max_length=5000)
    erased_at = models.DateTimeField("Personendaten gelöscht", null=True, blank=True)

    class Meta:
        verbose_name = "Freigabe"
        verbose_name_plural = "Freigaben"
        ordering = ["-requested_at", "-pk"]
        indexes = [models.Index(fields=["page", "fingerprint"], name="sign_off_of_a_text")]

    def __str__(self) -> str:
        return f"{self.page}: {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether its link still shows the draft."""
        return not self.answered_at and not self.withdrawn_at and self.expires_at > timezone.now()

    @property
    def state(self) -> str:
        if self.answered_at:
            return str(self.get_decision_display())
        if self.withdrawn_at:
            return "zurückgezogen"
        return "wartet auf Antwort" if self.is_open else "abgelaufen"

    @property
    def mails(self) -> str:
        """What its mails are `about`."""
        return f"sign-off:{self.pk}"


class SignOffComment(models.Model):
    """What the firm says about a section of the page (its id, see `practices.review.sections`)."""

    sign_off = models.ForeignKey(SignOff, on_delete=models.CASCADE, related_name="comments")
    section = models.CharField("Abschnitt", max_length=40)
    text = models.TextField("Anmerkung", max_length=3000)

    class Meta:
        verbose_name = "Anmerkung zu einem Abschnitt"
        verbose_name_plural = "Anmerkungen zu Abschnitten"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.section}: {self.text[:60]}"


class Override(models.Model):
    """An editor's decision to publish without the sign-off that a practice needs, with the reason.

    For one state of the text; `for_good`: the practice needs none at all, until somebody asks for it again.
    """

    page = models.ForeignKey("practices.PracticePage", on_delete=models.CASCADE, related_name="sign_off_overrides")
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="Fassung"
    )
    fingerprint = models.CharField(max_length=64, editable=False)
    reason = models.TextField("Begründung", max_length=1000)
    for_good = models.BooleanField("braucht gar keine Freigabe", default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="von"
    )
    made_at = models.DateTimeField("am", auto_now_add=True)

    class Meta:
        verbose_name = "Verzicht auf die Freigabe"
        verbose_name_plural = "Verzichte auf die Freigabe"
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.page}: {self.reason[:60]}"
