"""Positions and shifts: computed from accepted stances, never typed in."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from .offices import Office
from .officials import Official
from .statements import Statement
from .topics import IssueTopic


class Position(models.Model):
    """Where an official stands on a topic over [start, end): a step, or mixed, or stale for want of evidence."""

    class State(models.TextChoices):
        STANDING = "standing", "standing"
        MIXED = "mixed", "mixed"
        STALE = "stale", "nothing said lately"

    official = models.ForeignKey(Official, models.CASCADE, related_name="positions")
    topic = models.ForeignKey(IssueTopic, models.CASCADE, related_name="positions")
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.STANDING)
    score = models.SmallIntegerField(null=True, blank=True)
    evidence_count = models.PositiveIntegerField()
    last_statement = models.ForeignKey(Statement, models.CASCADE, related_name="+")
    method = models.CharField(max_length=60)

    class Meta:
        ordering = ["official", "topic", "start"]
        constraints = [
            models.UniqueConstraint("official", "topic", "start", name="position_once"),
            models.CheckConstraint(
                name="position_days_in_order",
                condition=Q(end__isnull=True) | Q(end__gt=F("start")),
                violation_error_message="A position ends after it starts.",
            ),
            models.CheckConstraint(
                name="position_standing_has_score",
                condition=Q(state="stale") | Q(score__isnull=False),
                violation_error_message="A standing position has a step.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official} on {self.topic} from {self.start}"


class ShiftQuerySet(models.QuerySet["Shift"]):
    def moves(self) -> Self:
        """Changes of a position, first positions left out."""
        return self.exclude(kind=Shift.Kind.FIRST)

    def newest_first(self) -> Self:
        return self.order_by("-day", "-pk")


class Shift(models.Model):
    """A move from one position to the next, with the statement before and the statement after."""

    class Kind(models.TextChoices):
        FIRST = "first", "first position"
        HARDENED = "hardened", "hardened"
        SOFTENED = "softened", "softened"
        REVERSED = "reversed", "reversed"
        WALKED_BACK = "walked_back", "walked back"

    official = models.ForeignKey(Official, models.CASCADE, related_name="shifts")
    topic = models.ForeignKey(IssueTopic, models.CASCADE, related_name="shifts")
    day = models.DateField()
    kind = models.CharField(max_length=12, choices=Kind)
    score_before = models.SmallIntegerField(null=True, blank=True)
    score_after = models.SmallIntegerField()
    before = models.ForeignKey(Statement, models.CASCADE, null=True, blank=True, related_name="+")
    after = models.ForeignKey(Statement, models.CASCADE, related_name="+")
    office_before = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    office_after = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    rule = models.CharField(max_length=60, help_text="The rule that found it.")

    objects = ShiftQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [
            # what moved lately: home page, shift ledger
            models.Index(fields=["-day", "-id"], name="shift_newest"),
        ]
        constraints = [
            models.UniqueConstraint("official", "topic", "day", "kind", name="shift_once"),
            models.CheckConstraint(
                name="shift_has_before",
                condition=Q(kind="first", before__isnull=True) | (~Q(kind="first") & Q(before__isnull=False)),
                violation_error_message="A move has a statement before it; a first position has none.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official} {self.get_kind_display()} on {self.topic}, {self.day}"

    def get_absolute_url(self) -> str:
        return reverse("timeline", args=[self.official.slug, self.topic.slug])
