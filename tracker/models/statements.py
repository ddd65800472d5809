"""Quotations (passages of a version that report words), statements (what was said once) and their stances."""

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from .articles import ArticleVersion
from .codebooks import CodebookVersion
from .fields import Precision, SpansField
from .offices import Office
from .officials import Official
from .topics import IssueTopic

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser


class Check(models.TextChoices):
    """What editors made of something; the public sees what is accepted, and nothing else."""

    SUGGESTED = "suggested", "not checked"
    ACCEPTED = "accepted", "accepted"
    REJECTED = "rejected", "rejected"


class StatementQuerySet(models.QuerySet["Statement"]):
    def public(self) -> Self:
        return self.filter(state=Check.ACCEPTED)

    def visible_to(self, user: "AbstractBaseUser | AnonymousUser", *, suggestions: bool = False) -> Self:
        """What `user` may see: the accepted, and for editors who ask for them the unchecked suggestions."""
        if suggestions and getattr(user, "is_staff", False):
            return self.filter(state__in=[Check.ACCEPTED, Check.SUGGESTED])
        return self.public()

    def to_check(self) -> Self:
        """What waits for an editor: suggestions, and accepted statements that a new passage has joined since or whose
        topic's scale has changed near their step."""
        joined = Quotation.objects.filter(statement=OuterRef("pk"), checked=False)
        outdated = Stance.objects.filter(statement=OuterRef("pk"), state=Check.ACCEPTED, recheck=True)
        return self.filter(Q(state=Check.SUGGESTED) | Q(Exists(joined) | Exists(outdated), state=Check.ACCEPTED))

    def newest_first(self) -> Self:
        """By day, what has none last."""
        return self.order_by(F("day").desc(nulls_last=True), "-pk")


class Statement(models.Model):
    """What an official said once, on a date, in an office. Reprints of one remark are one statement.

    `day` is where the statement stands in time: the day said where the text or an editor gives one, else the day of
    the earliest report. `said_on` alone says when it was said; it is `None` when nothing says so.
    """

    class Kind(models.TextChoices):
        SPOKEN = "spoken", "spoken words"
        PART = "part", "part quoted"
        WRITTEN = "written", "written or transcript"
        REPORTED = "reported", "reported without quotation"

    official = models.ForeignKey(Official, models.PROTECT, null=True, blank=True, related_name="statements")
    candidates = models.ManyToManyField(Official, blank=True, related_name="possible_statements")
    on_behalf_of = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="statements_by_spokespersons"
    )
    speaker_name = models.CharField(max_length=200, blank=True, help_text="The fullest name in print.")
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="statements")
    text = models.TextField(help_text="The words as the best evidence has them.")
    kind = models.CharField(max_length=10, choices=Kind)
    said_on = models.DateField(null=True, blank=True)
    said_on_precision = models.CharField(max_length=8, choices=Precision, default=Precision.UNKNOWN)
    said_on_basis = models.CharField(max_length=200, null=True, blank=True, help_text="The words the date rests on.")
    reported_on = models.DateField(null=True, blank=True, help_text="Day of the earliest report.")
    day = models.GeneratedField(
        expression=Coalesce("said_on", "reported_on"),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
    state = models.CharField(max_length=10, choices=Check, default=Check.SUGGESTED)
    decisive = models.BooleanField(default=False, help_text="This one statement is enough to move a position.")
    confidence = models.FloatField(default=0.0)
    created_at = models.DateTimeField(auto_now_add=True)
    is_sample = models.BooleanField(default=False)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [
            # an official's statements in time: official page, timeline, recomputation of positions
            models.Index(fields=["official", "-day"], name="statement_of_official"),
            # the review queue: what is not checked, newest first
            models.Index(fields=["-day", "-id"], name="statement_to_check", condition=Q(state="suggested")),
            # the public's newest statements: home page and search
            models.Index(fields=["-day", "-id"], name="statement_accepted", condition=Q(state="accepted")),
        ]
        constraints = [
            models.CheckConstraint(
                name="statement_state_known",
                condition=Q(state__in=["suggested", "accepted", "rejected"]),
                violation_error_message="Not a state of a statement.",
            ),
            models.CheckConstraint(
                name="statement_accepted_has_official",
                condition=~Q(state="accepted") | Q(official__isnull=False),
                violation_error_message="Choose who said it before accepting.",
            ),
            models.CheckConstraint(
                name="statement_date_matches_precision",
                condition=Q(said_on_precision="unknown", said_on__isnull=True)
                | (~Q(said_on_precision="unknown") & Q(said_on__isnull=False)),
                violation_error_message='Give the day it was said, or choose "not known".',
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official or self.speaker_name}: {self.text[:60]}"

    def get_absolute_url(self) -> str:
        return reverse("statement", args=[self.pk])

    @property
    def is_public(self) -> bool:
        return self.state == Check.ACCEPTED

    @property
    def is_scoring(self) -> bool:
        """True when the words can move a position: quoted, and dated to a month or better."""
        return self.kind != self.Kind.REPORTED and self.said_on_precision in {Precision.DAY, Precision.MONTH}


class QuotationQuerySet(models.QuerySet["Quotation"]):
    def visible_to(self, user: "AbstractBaseUser | AnonymousUser") -> Self:
        """What `user` may see of a visible statement's evidence: what was checked with it, for editors all of it."""
        return self if getattr(user, "is_staff", False) else self.filter(checked=True)

    def first_prints(self) -> Self:
        """Without those that only carry a passage over to a later version of its article."""
        return self.filter(carried_from=None)

    def with_presence(self) -> Self:
        """Each with `still_there`: whether the latest text of its article that was read still has the passage, in
        these words and by this speaker; and with `looked_on`, when that text was captured."""
        read = ArticleVersion.objects.filter(article=OuterRef("version__article"), read_by__isnull=False)
        latest = read.current_first()
        looked = self.annotate(
            looked_at=models.Subquery(latest.values("pk")[:1]),
            looked_on=models.Subquery(latest.values("captured_at")[:1]),
        )
        there = Quotation.objects.filter(version=OuterRef("looked_at"))
        same = Q(pk=OuterRef("pk")) | Q(carried_from=OuterRef("pk"))
        first = Q(pk=OuterRef("carried_from")) | Q(carried_from=OuterRef("carried_from"))
        return looked.annotate(still_there=Exists(there.filter(same | first)))


class Quotation(models.Model):
    """A passage of one version that reports someone's words, kept as printed."""

    class Kind(models.TextChoices):
        DIRECT = "direct", "direct"
        MIXED = "mixed", "mixed"
        INDIRECT = "indirect", "indirect"
        TRANSCRIPT = "transcript", "transcript"

    BY_HAND = "editor"  # in place of the rule, where an editor marked the words

    version = models.ForeignKey(ArticleVersion, models.PROTECT, related_name="quotations")
    statement = models.ForeignKey(Statement, models.PROTECT, null=True, blank=True, related_name="quotations")
    carried_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="carried",
        help_text="The passage of an earlier version that this one still has; that one is the evidence.",
    )
    kind = models.CharField(max_length=10, choices=Kind)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    spans = SpansField()
    content = models.TextField()
    cue = models.CharField(max_length=200, null=True, blank=True)
    cue_span = ArrayField(models.IntegerField(), size=2, null=True, blank=True)
    speaker_text = models.TextField(null=True, blank=True, help_text="Printed attribution, as printed.")
    speaker_span = ArrayField(models.IntegerField(), size=2, null=True, blank=True)
    speaker_name = models.CharField(max_length=200, null=True, blank=True)
    official = models.ForeignKey(Official, models.PROTECT, null=True, blank=True, related_name="quotations")
    candidates = models.ManyToManyField(Official, blank=True, related_name="possible_quotations")
    on_behalf_of = models.ForeignKey(Official, models.PROTECT, null=True, blank=True, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    said_on = models.DateField(null=True, blank=True)
    said_on_precision = models.CharField(max_length=8, choices=Precision, default=Precision.UNKNOWN)
    said_on_basis = models.CharField(max_length=200, null=True, blank=True)
    mode = models.CharField(max_length=12, default="said")
    checked = models.BooleanField(default=False, help_text="An editor accepted the statement with this passage.")
    confidence = models.FloatField()
    bounds_rule = models.CharField(max_length=60, blank=True)
    speaker_rule = models.CharField(max_length=60, blank=True)

    objects = QuotationQuerySet.as_manager()

    class Meta:
        ordering = ["version", "start"]
        constraints = [
            models.UniqueConstraint("version", "start", "end", name="quotation_once"),
            models.CheckConstraint(
                name="quotation_span_in_order",
                condition=Q(end__gt=models.F("start")),
                violation_error_message="A passage ends after it starts.",
            ),
            models.CheckConstraint(
                name="quotation_confidence_in_range",
                condition=Q(confidence__range=(0, 1)),
                violation_error_message="A confidence is between 0 and 1.",
            ),
        ]

    def __str__(self) -> str:
        return self.content[:80]


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

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="stances")
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
    recheck = models.BooleanField(default=False, help_text="The scale changed near it since; to be looked at again.")
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
            # the review queue: what was coded on an older scale, near what changed
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
