"""What was said once: by whom, on which day, in which office, with what editors made of it."""

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from tracker.analysis.evidence import SCORING_KINDS, SCORING_PRECISIONS

from .fields import Check, Precision
from .offices import Office
from .officials import Official
from .quotations import Quotation
from .stances import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser


# The words of a statement, in the form they are looked up in; the index is of this very expression.
WORDS = "english"
IN_WORDS = SearchVector("text", config=WORDS)


class StatementQuerySet(models.QuerySet["Statement"]):
    def public(self) -> Self:
        return self.filter(state=Check.ACCEPTED)

    def visible_to(self, user: "AbstractBaseUser | AnonymousUser", *, suggestions: bool = False) -> Self:
        """What `user` may see: the accepted, and for editors who ask for them the unchecked suggestions."""
        if suggestions and getattr(user, "is_staff", False):
            return self.filter(state__in=[Check.ACCEPTED, Check.SUGGESTED])
        return self.public()

    def to_check(self) -> Self:
        """What waits for an editor: suggestions, and accepted statements that a new passage has joined since, whose
        topic's scale has changed near their step, or that were found to bear on one more topic."""
        joined = Quotation.objects.filter(statement=OuterRef("pk"), checked=False)
        outdated = Stance.objects.filter(statement=OuterRef("pk"), recheck=True)
        return self.filter(Q(state=Check.SUGGESTED) | Q(Exists(joined) | Exists(outdated), state=Check.ACCEPTED))

    def unbacked(self, keys: "Iterable[int | None]") -> Self:
        """Those of `keys` that no passage backs and no editor ever decided on: their evidence was read otherwise."""
        return self.filter(pk__in=set(keys) - {None}, state=Check.SUGGESTED, quotations=None, decisions=None)

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
    same_as = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="joined",
        help_text="The statement this one turned out to be; it has its passages.",
    )
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
            # search by words: pipeline.search
            GinIndex(IN_WORDS, name="statement_words"),
        ]
        constraints = [
            models.CheckConstraint(
                name="statement_state_known",
                condition=Q(state__in=["suggested", "accepted", "rejected"]),
                violation_error_message="Not a state of a statement.",
            ),
            models.CheckConstraint(
                name="statement_joined_is_not_public",
                condition=Q(same_as__isnull=True) | Q(state="rejected"),
                violation_error_message="A statement that is the same as another is not shown beside it.",
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
    def is_verbatim(self) -> bool:
        """True when all of the text is the speaker's; a part quotation carries its own marks."""
        return self.kind in {self.Kind.SPOKEN, self.Kind.WRITTEN}

    @property
    def frame(self) -> str:
        """The report's own verb where its words do not stand by themselves: "said" before "that …", "called" before
        "the vote a mistake"; with an ellipsis where more stands between. Asks for `quotations`, which should be
        prefetched."""
        if self.is_verbatim or not self.text[:1].islower():
            return ""
        for print_ in self.quotations.all():
            if print_.content == self.text and print_.cue and print_.cue_span and print_.cue_span[1] <= print_.start:
                return print_.cue if print_.start - print_.cue_span[1] <= 1 else f"{print_.cue} …"
        return ""

    @property
    def is_scoring(self) -> bool:
        """True when the words can move a position: quoted, and dated to a month or better."""
        return self.kind in SCORING_KINDS and self.said_on_precision in SCORING_PRECISIONS
