"""What recomputation finds and an editor has to confirm before readers see it."""

from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q

Row = TypeVar("Row", bound=models.Model)


class Verdict(models.TextChoices):
    """What editors made of a finding."""

    SUGGESTED = "suggested", "not confirmed"
    CONFIRMED = "confirmed", "confirmed"
    DISMISSED = "dismissed", "dismissed"


class FindingQuerySet(models.QuerySet[Row]):
    def found(self) -> Self:
        """Those the accepted statements give at present."""
        return self.filter(found=True)

    def public(self) -> Self:
        """What readers may see: found, both statements accepted, and confirmed unless the newsroom waives that."""
        accepted = Q(after__state="accepted") & (Q(before__isnull=True) | Q(before__state="accepted"))
        shown = self.found().filter(accepted)
        if settings.SHIFTS_NEED_CONFIRMATION:
            return shown.filter(state=Verdict.CONFIRMED)
        return shown.exclude(state=Verdict.DISMISSED)

    def to_confirm(self) -> Self:
        return self.found().filter(state=Verdict.SUGGESTED)


class Finding(models.Model):
    """A computed row with an editor's verdict and note.

    A row that the statements no longer give is deleted if nobody decided on it; else it stays, `found` no more, so that
    the verdict is there when the statements give it again.
    """

    state = models.CharField(max_length=10, choices=Verdict, default=Verdict.SUGGESTED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True, help_text="An editor's note, printed with it.")
    found = models.BooleanField(default=True)
    method = models.CharField(max_length=60, help_text="Version of the method that found it.")

    class Meta:
        abstract = True


def known_verdict(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(state__in=["suggested", "confirmed", "dismissed"]),
        violation_error_message="Not a state of a finding.",
    )
