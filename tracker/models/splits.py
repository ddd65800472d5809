"""Two voices of one government far apart."""

from typing import Self

from django.db import models
from django.db.models import Q

from tracker.analysis.wording import day_in_words

from .findings import Finding, FindingQuerySet, known_verdict
from .officials import Country
from .statements import Statement
from .topics import IssueTopic


class SplitQuerySet(FindingQuerySet["Split"]):
    def newest_first(self) -> Self:
        return self.order_by("-day", "-pk")


class Split(Finding):
    """Two statements of two voices of one government, `apart` steps from each other, within a fortnight."""

    country = models.ForeignKey(Country, models.CASCADE, related_name="splits")
    topic = models.ForeignKey(IssueTopic, models.CASCADE, related_name="splits")
    day = models.DateField()
    before = models.ForeignKey(Statement, models.CASCADE, related_name="+")
    after = models.ForeignKey(Statement, models.CASCADE, related_name="+")
    apart = models.PositiveSmallIntegerField()

    objects = SplitQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [
            # the list of splits, newest first
            models.Index(fields=["-day", "-id"], name="split_newest"),
        ]
        constraints = [
            known_verdict("split_state_known"),
            models.UniqueConstraint("country", "topic", "before", "after", name="split_once"),
            models.CheckConstraint(
                name="split_two_steps_or_more",
                condition=Q(apart__range=(2, 4)),
                violation_error_message="Two voices are split from two steps on.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country} split on {self.topic}, {day_in_words(self.day)}"
