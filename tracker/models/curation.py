"""What editors decided: to what, when, why, and what was undone."""

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from .articles import Article
from .findings import Finding
from .positions import Shift
from .splits import Split
from .statements import Statement


class DecisionQuerySet(models.QuerySet["Decision"]):
    def about_statements(self) -> Self:
        return self.filter(statement__isnull=False)

    def about_days(self) -> Self:
        return self.filter(article__isnull=False, after__has_key="dates")

    def about_headlines(self) -> Self:
        return self.filter(article__isnull=False, after__has_key="title")

    def standing(self) -> Self:
        """Those that were not undone, and are no undoing themselves."""
        return self.filter(undone_by=None).exclude(verb=Decision.Verb.UNDO)

    def last_about(self, findings: Iterable[Finding]) -> dict[int, "Decision"]:
        """By the keys of shifts or of splits, the last decision about each that stands, with who decided."""
        rows = list(findings)
        name = "split" if rows and isinstance(rows[0], Split) else "shift"
        found = self.standing().filter(**{f"{name}__in": [row.pk for row in rows]}).select_related("actor")
        return {getattr(decision, f"{name}_id"): decision for decision in found.order_by("at", "pk")}


def _about_one_of(*names: str) -> Q:
    """One of the columns is set, and all others are not."""
    condition = Q()
    for one in names:
        condition |= Q(**{f"{name}__isnull": name != one for name in names})
    return condition


class Decision(models.Model):
    """One editor's decision about a statement, shift, split, or article's day or headline, as it was before and after.

    `before` and `after` hold the fields a decision can change as plain values, of a statement its stances too; undoing
    writes `before` back and is itself a decision.
    """

    class Verb(models.TextChoices):
        ACCEPT = "accept", "accepted"
        CORRECT = "correct", "corrected"
        REJECT = "reject", "rejected"
        MARK = "mark", "marked anew"
        JOIN = "join", "joined to another statement"
        PART = "part", "parted from a passage"
        CONFIRM = "confirm", "confirmed"
        DISMISS = "dismiss", "dismissed"
        NOTE = "note", "noted on"
        REOPEN = "reopen", "put back to be checked"
        UNDO = "undo", "undone"

    statement = models.ForeignKey(Statement, models.PROTECT, null=True, blank=True, related_name="decisions")
    shift = models.ForeignKey(Shift, models.PROTECT, null=True, blank=True, related_name="decisions")
    split = models.ForeignKey(Split, models.PROTECT, null=True, blank=True, related_name="decisions")
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="decisions")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="decisions")
    verb = models.CharField(max_length=10, choices=Verb)
    at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(max_length=500, blank=True)
    before = models.JSONField()
    after = models.JSONField()
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            # the latest decisions of an editor, to be undone from the queue
            models.Index(fields=["actor", "-at"], name="decision_of_actor"),
        ]
        constraints = [
            models.CheckConstraint(
                name="decision_about_one_thing",
                condition=_about_one_of("statement", "shift", "split", "article"),
                violation_error_message="A decision is about one statement, shift, split or article.",
            ),
            models.CheckConstraint(
                name="decision_undo_names_its_object",
                condition=Q(verb="undo", undoes__isnull=False) | (~Q(verb="undo") & Q(undoes__isnull=True)),
                violation_error_message="An undo names the decision it undoes.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} by {self.actor or 'the sample newsroom'}"
