"""What statements say about topics: steps of a topic's scale, suggested by a machine and decided by editors."""

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from .codebooks import CodebookVersion
from .fields import Check
from .topics import IssueTopic

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser


class StanceQuerySet(models.QuerySet["Stance"]):
    def public(self) -> Self:
        return self.filter(state=Check.ACCEPTED, statement__state=Check.ACCEPTED)

    def visible_to(self, user: "AbstractBaseUser | AnonymousUser", *, suggestions: bool = False) -> Self:
        if suggestions and getattr(user, "is_staff", False):
            states = [Check.ACCEPTED, Check.SUGGESTED]
            return self.filter(state__in=states, statement__state__in=states)
        return self.public()

    def in_time(self) -> Self:
        return self.order_by("statement__day", "statement_id")

    def decided(self) -> Self:
        """What an editor has settled: of accepted statements, the stances accepted and the topics turned down."""
        return self.filter(statement__state=Check.ACCEPTED).exclude(state=Check.SUGGESTED)


class Stance(models.Model):
    """A statement's bearing on one topic: −2 (strongly against the proposition) to +2; no score is *mentions only*.

    `unclear` says that there is no score because its direction is not known; an editor settles that before accepting.
    The `suggested_…` fields keep what was suggested when an editor decides otherwise; no suggestion, no values.
    """

    statement = models.ForeignKey("Statement", models.CASCADE, related_name="stances")
    topic = models.ForeignKey(IssueTopic, models.PROTECT, related_name="stances")
    score = models.SmallIntegerField(null=True, blank=True)
    unclear = models.BooleanField(default=False, help_text="On the topic, but its direction is not known.")
    state = models.CharField(max_length=10, choices=Check, default=Check.SUGGESTED)
    confidence = models.FloatField(null=True, blank=True, help_text="Of the suggestion; none when an editor set it.")
    evidence = ArrayField(models.CharField(max_length=200), default=list, blank=True, help_text="Words it rests on.")
    method = models.CharField(max_length=100, help_text="Version of the method that suggested it, or editor.")
    codebook = models.ForeignKey(
        CodebookVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stances",
        help_text="The version of the topic's scale an editor coded it on.",
    )
    recheck = models.BooleanField(
        default=False,
        help_text="To be looked at again: the scale changed near it since, or it was found on an accepted statement.",
    )
    suggested_by = models.CharField(
        max_length=100, blank=True, help_text="Method of the suggestion; empty without one."
    )
    suggested_score = models.SmallIntegerField(null=True, blank=True)
    suggested_unclear = models.BooleanField(default=False)
    suggested_confidence = models.FloatField(null=True, blank=True)

    objects = StanceQuerySet.as_manager()

    class Meta:
        ordering = ["statement", "topic"]
        indexes = [
            # everyone's stances on a topic: topic page, grid
            models.Index(fields=["topic", "state"], name="stance_on_topic"),
            # the review queue: what was coded on an older scale near what changed, or was found since
            models.Index(fields=["statement"], name="stance_to_recheck", condition=Q(recheck=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                "statement",
                "topic",
                name="stance_once",
                violation_error_message="This statement already has a stance on this topic.",
            ),
            models.CheckConstraint(
                name="stance_in_range",
                condition=Q(score__isnull=True) | Q(score__range=(-2, 2)),
                violation_error_message="A stance is between −2 and +2, or a mention only.",
            ),
            models.CheckConstraint(
                name="stance_unclear_has_no_score",
                condition=Q(unclear=False) | Q(score__isnull=True),
                violation_error_message="A stance whose direction is not clear has no step.",
            ),
            models.CheckConstraint(
                name="stance_accepted_is_clear",
                condition=Q(unclear=False) | ~Q(state="accepted"),
                violation_error_message="Choose a step or “mentions only” before accepting.",
            ),
            models.CheckConstraint(
                name="stance_suggestion_is_whole",
                condition=(
                    Q(suggested_by="", suggested_score__isnull=True)
                    & Q(suggested_unclear=False, suggested_confidence__isnull=True)
                )
                | (~Q(suggested_by="") & Q(suggested_confidence__isnull=False, suggested_confidence__range=(0, 1)))
                & (Q(suggested_score__isnull=True) | Q(suggested_unclear=False, suggested_score__range=(-2, 2))),
                violation_error_message="A suggestion has a method and a confidence; one that is unclear has no step.",
            ),
            models.CheckConstraint(
                name="stance_state_known",
                condition=Q(state__in=["suggested", "accepted", "rejected"]),
                violation_error_message="Not a state of a stance.",
            ),
        ]

    def __str__(self) -> str:
        plain = "direction not clear" if self.unclear else "mentions only"
        return f"{self.topic}: {self.score if self.score is not None else plain}"
