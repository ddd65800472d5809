"""What was learnt from editors' decisions: one linear model per family of topics, as plain numbers."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class StanceModelQuerySet(models.QuerySet["StanceModel"]):
    def current(self) -> Self:
        return self.filter(state=StanceModel.State.CURRENT)

    def of_family(self, family: str, *, is_sample: bool) -> Self:
        return self.filter(family=family, is_sample=is_sample)

    def without_numbers(self) -> Self:
        """For lists: the numbers of a model are a megabyte or two."""
        return self.defer("numbers", "taught_by")


class StanceModel(models.Model):
    """One training on the decisions of a family, and how it compared with what suggested stances at the time.

    `scores` are cross-validated over all it was taught by; `compared_on` decisions neither it (in the fold that read
    them) nor the present one had been taught by, `compared` has the figures of both on those: `{"new": {…},
    "present": {…}}`, each `{"count", "macro_f1", "accuracy", "coverage", "precision", "precision_at_equal_coverage"}`,
    shares from 0 to 1 or null. One that did not beat the present one is kept for the record, without its numbers.
    """

    class State(models.TextChoices):
        CURRENT = "current", "in use"
        RETIRED = "retired", "replaced"
        DECLINED = "declined", "not taken"

    family = models.CharField(max_length=120, help_text="The topics' family, or the key of a topic that has none.")
    is_sample = models.BooleanField(default=False)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State)
    method = models.CharField(max_length=60, help_text="Version of the method of learning.")
    numbers = models.JSONField(null=True, blank=True)
    taught_by = ArrayField(models.BigIntegerField(), help_text="Keys of the stances it was trained on.")
    examples = models.PositiveIntegerField(help_text="How many decisions it was trained on.")
    trained_at = models.DateTimeField(auto_now_add=True)
    scores = models.JSONField()
    compared_with = models.CharField(max_length=100, help_text="What suggested stances when it was trained.")
    compared_on = models.PositiveIntegerField()
    compared = models.JSONField()

    objects = StanceModelQuerySet.as_manager()

    class Meta:
        ordering = ["family", "-version"]
        constraints = [
            models.UniqueConstraint(
                "family",
                "is_sample",
                "version",
                name="stance_model_version_once",
                violation_error_message="This family already has a model of that version.",
            ),
            models.UniqueConstraint(
                "family",
                "is_sample",
                name="stance_model_one_current",
                condition=Q(state="current"),
                violation_error_message="A family has one model in use.",
            ),
            models.CheckConstraint(
                name="stance_model_state_known",
                condition=Q(state__in=["current", "retired", "declined"]),
                violation_error_message="Not a state of a model.",
            ),
            models.CheckConstraint(
                name="stance_model_in_use_has_numbers",
                condition=~Q(state="current") | Q(numbers__isnull=False),
                violation_error_message="A model in use has its numbers.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What a suggestion of this model names as its method."""
        return f"learnt/{'sample/' if self.is_sample else ''}{self.family}/{self.version}"[:100]
