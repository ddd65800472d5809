"""Passages of a version that report someone's words."""

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from .articles import ArticleVersion
from .fields import Precision, SpansField
from .offices import Office
from .officials import Official

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser


class QuotationQuerySet(models.QuerySet["Quotation"]):
    def visible_to(self, user: "AbstractBaseUser | AnonymousUser") -> Self:
        """What `user` may see of a visible statement's evidence: what was checked with it, for editors all of it."""
        return self if getattr(user, "is_staff", False) else self.filter(checked=True)

    def in_frames(self) -> Self:
        """With no more than tells the verb that reported words stand after (`Statement.frame`)."""
        return self.only("statement_id", "content", "cue", "cue_span", "start").order_by("pk")

    def first_prints(self) -> Self:
        """Without those that only carry a passage over to a later version of its article."""
        return self.filter(carried_from=None)

    def with_presence(self) -> Self:
        """Each with `still_there`: whether the latest text of its article that was read still has the passage, in
        these words and by this speaker, or the page never had it; and with `looked_on`, when that text was captured.
        """
        read = ArticleVersion.objects.filter(article=OuterRef("version__article"), read_by__isnull=False)
        latest = read.current_first()
        looked = self.annotate(
            looked_at=models.Subquery(latest.values("pk")[:1]),
            looked_on=models.Subquery(latest.values("captured_at")[:1]),
        )
        there = Quotation.objects.filter(version=OuterRef("looked_at"))
        same = Q(pk=OuterRef("pk")) | Q(carried_from=OuterRef("pk"))
        first = Q(pk=OuterRef("carried_from")) | Q(carried_from=OuterRef("carried_from"))
        return looked.annotate(still_there=Q(off_page=True) | Exists(there.filter(same | first)))


class Quotation(models.Model):
    """A passage of one version that reports someone's words, kept as printed."""

    class Kind(models.TextChoices):
        DIRECT = "direct", "direct"
        MIXED = "mixed", "mixed"
        INDIRECT = "indirect", "indirect"
        TRANSCRIPT = "transcript", "transcript"

    BY_HAND = "editor"  # in place of the rule, where an editor marked the words

    version = models.ForeignKey(ArticleVersion, models.PROTECT, related_name="quotations")
    statement = models.ForeignKey("Statement", models.PROTECT, null=True, blank=True, related_name="quotations")
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
    off_page = models.BooleanField(
        default=False, help_text="The article's page never showed it: that it is not there says nothing."
    )
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
