"""What a topic's scale said when a statement was coded on it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from .topics import IssueTopic


class CodebookVersionQuerySet(models.QuerySet["CodebookVersion"]):
    def newest_first(self) -> Self:
        return self.order_by("-number")


class CodebookVersion(models.Model):
    """A topic's codebook as it stood, frozen. A change of what a step means makes a new one; codes keep theirs.

    `steps` are the five steps as `[{"score", "word", "anchors"}, …]`, from −2 to +2.
    """

    topic = models.ForeignKey(IssueTopic, models.CASCADE, related_name="codebooks")
    number = models.PositiveIntegerField()
    proposition = models.CharField(max_length=500)
    pole_for = models.CharField(max_length=60)
    pole_against = models.CharField(max_length=60)
    inclusion = models.TextField(blank=True)
    exclusion = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    steps = models.JSONField()
    change = models.CharField(max_length=500, blank=True, help_text="What is new in it, in words.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = CodebookVersionQuerySet.as_manager()

    class Meta:
        ordering = ["topic", "-number"]
        constraints = [
            models.UniqueConstraint("topic", "number", name="codebook_version_once"),
            models.CheckConstraint(
                name="codebook_version_counted_from_one",
                condition=Q(number__gte=1),
                violation_error_message="Versions are counted from one.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic}, version {self.number}"
