"""Searching what is on record for what bears on a topic, after the topic was added or its words were changed."""

from typing import Self

from django.db import models
from django.utils import timezone

from .quotations import Quotation
from .topics import IssueTopic


class RecordSearchQuerySet(models.QuerySet["RecordSearch"]):
    def unfinished(self) -> Self:
        return self.filter(ended_at=None)

    def ask(self, topic: IssueTopic) -> bool:
        """Have the record searched for the topic, from its beginning; False where nothing is on record."""
        if not Quotation.objects.exists():
            return False
        anew = {"asked_at": timezone.now(), "reached": 0, "found": 0, "ended_at": None}
        self.update_or_create(topic=topic, defaults=anew)
        return True


class RecordSearch(models.Model):
    """The latest search of the record for one topic. It goes on after `reached`, the last statement looked at."""

    topic = models.OneToOneField(IssueTopic, models.CASCADE, related_name="search")
    asked_at = models.DateTimeField(default=timezone.now)
    reached = models.BigIntegerField(default=0, help_text="Key of the last statement looked at.")
    found = models.PositiveIntegerField(default=0, help_text="Statements that bear on the topic and did not before.")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RecordSearchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "record searches"

    def __str__(self) -> str:
        return f"Search for {self.topic}"
