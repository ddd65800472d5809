"""Positions and shifts: computed from accepted stances, never typed in."""

from typing import Self

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from tracker.analysis.wording import day_in_words

from .fields import Precision
from .findings import Finding, FindingQuerySet, Verdict, known_verdict
from .offices import Office
from .series import InSeries, OfSeries, of_one_series, once_in_each_series, timeline_address
from .statements import Statement


class PositionQuerySet(InSeries, models.QuerySet["Position"]):
    pass


class Position(OfSeries):
    """Where an official, an office or a government stands on a topic over [start, end).

    A step, or mixed, or stale for want of evidence.
    """

    class State(models.TextChoices):
        STANDING = "standing", "standing"
        MIXED = "mixed", "mixed"
        STALE = "stale", "nothing said lately"

    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.STANDING)
    score = models.SmallIntegerField(null=True, blank=True)
    evidence_count = models.PositiveIntegerField()
    last_statement = models.ForeignKey(Statement, models.CASCADE, related_name="+")
    method = models.CharField(max_length=60)

    objects = PositionQuerySet.as_manager()

    class Meta:
        ordering = ["topic", "official", "office", "country", "start"]
        constraints = [
            of_one_series("position_of_one_series"),
            *once_in_each_series("position_once", "start"),
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
        return f"{self.subject} on {self.topic} from {self.start}"


# What makes the moves of several lines one move.
SAME_MOVE = ("topic", "after", "kind", "score_before", "score_after")
RANK = models.Case(
    models.When(official__kind="person", then=0),
    models.When(office__isnull=False, then=1),
    models.When(official__isnull=False, then=2),
    default=3,
    output_field=models.SmallIntegerField(),
)


class ShiftQuerySet(InSeries, FindingQuerySet["Shift"]):
    def public(self) -> Self:
        """A first position claims nothing beyond its accepted statement, and waits for nobody."""
        first = self.found().filter(kind=Shift.Kind.FIRST, after__state="accepted").exclude(state=Verdict.DISMISSED)
        return super().public() | first

    def to_confirm(self) -> Self:
        return super().to_confirm().moves()

    def moves(self) -> Self:
        """Changes of a position, first positions left out."""
        return self.exclude(kind=Shift.Kind.FIRST)

    def leading(self) -> Self:
        """Of the shifts of several lines that make one move, the one to tell it by: a person's before an office's, an
        institution's and a government's."""
        same = {name: models.OuterRef(name) for name in SAME_MOVE}
        ranked = self.annotate(rank=RANK)
        above = Q(rank__lt=models.OuterRef("rank")) | Q(rank=models.OuterRef("rank"), pk__lt=models.OuterRef("pk"))
        return ranked.exclude(models.Exists(ranked.filter(above, **same)))

    def newest_first(self) -> Self:
        return self.order_by("-day", "-pk")


class Shift(Finding, OfSeries):
    """A move from one position to the next, with the statement before and the statement after."""

    class Kind(models.TextChoices):
        FIRST = "first", "first position"
        HARDENED = "hardened", "hardened"
        SOFTENED = "softened", "softened"
        REVERSED = "reversed", "reversed"
        WALKED_BACK = "walked_back", "walked back"
        MADE_CONDITIONAL = "made_conditional", "made conditional"
        CONDITION_DROPPED = "condition_dropped", "condition dropped"
        CLAUSE_DROPPED = "clause_dropped", "words dropped"

    day = models.DateField()
    precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    kind = models.CharField(max_length=20, choices=Kind)
    by_spokesperson = models.BooleanField(default=False, help_text="Walked back by somebody on their behalf.")
    score_before = models.SmallIntegerField(null=True, blank=True)
    score_after = models.SmallIntegerField()
    before = models.ForeignKey(Statement, models.CASCADE, null=True, blank=True, related_name="+")
    after = models.ForeignKey(Statement, models.CASCADE, related_name="+")
    office_before = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    office_after = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    with_office_change = models.BooleanField(default=False, help_text="The words before were said in another office.")
    with_scale_change = models.BooleanField(
        default=False, help_text="The statements were coded under two versions of the topic's scale."
    )
    rule = models.CharField(max_length=60, help_text="The rule that found it.")

    objects = ShiftQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [
            # what moved lately: home page, shift ledger
            models.Index(fields=["-day", "-id"], name="shift_newest"),
            # what waits for an editor: the count in the navigation, the ledger's list of them
            models.Index(fields=["-day", "-id"], name="shift_to_confirm", condition=Q(state="suggested", found=True)),
        ]
        constraints = [
            of_one_series("shift_of_one_series"),
            known_verdict("shift_state_known"),
            # A first position has no statement before it, which counts as one value.
            *once_in_each_series("shift_once", "kind", Coalesce("before", Value(0)), "after"),
            models.CheckConstraint(
                name="shift_has_before",
                condition=Q(kind="first", before__isnull=True) | (~Q(kind="first") & Q(before__isnull=False)),
                violation_error_message="A move has a statement before it; a first position has none.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.get_kind_display()} on {self.topic}, {day_in_words(self.day)}"

    def get_absolute_url(self) -> str:
        return timeline_address(self.subject, self.topic)

    @property
    def move(self) -> tuple[object, ...]:
        """The same for the shifts of all lines that make one move."""
        return self.topic_id, self.after_id, self.kind, self.score_before, self.score_after

    @property
    def with_new_holder(self) -> bool:
        """True for the move of an office whose words before were another holder's."""
        if self.office_id is None or self.before is None:
            return False
        return self.before.official_id != self.after.official_id
