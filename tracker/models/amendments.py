"""That a line was computed anew from a day of the past on, and what for."""

from typing import Self

from django.db import models

from .curation import Decision
from .series import InSeries, OfSeries, of_one_series


class AmendmentQuerySet(InSeries, models.QuerySet["Amendment"]):
    def newest_first(self) -> Self:
        return self.select_related("decision").order_by("-at", "-pk")


class Amendment(OfSeries):
    """Positions of a line from `since` on are others than they were, because of a decision about a statement of the
    past. `said` is the day that statement had."""

    since = models.DateField()
    said = models.DateField(null=True, blank=True)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="amendments")
    at = models.DateTimeField(auto_now_add=True)

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            # the amendments of a line: timeline
            models.Index(fields=["topic", "-at"], name="amendment_of_topic"),
        ]
        constraints = [of_one_series("amendment_of_one_series")]

    def __str__(self) -> str:
        return f"{self.subject} on {self.topic}, amended from {self.since}"
