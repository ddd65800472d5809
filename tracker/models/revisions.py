"""What sources do to articles after they were captured: edits, deletions, and when each is looked at again."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from .articles import Article, ArticleVersion


class RevisionQuerySet(models.QuerySet["Revision"]):
    def open(self) -> Self:
        return self.filter(state=Revision.State.OPEN)

    def newest_first(self) -> Self:
        return self.order_by("-version__captured_at", "-pk")


class Revision(models.Model):
    """An edit at the source: one version and the one before it. An edit that touches what was quoted, or who is said
    to have said it, waits for an editor; all others are trivial.

    `touched` has one entry for each such passage: `what` ("words", "gone", "attribution" or "headline"), the keys of
    its `quotation` and `statement`, and what is printed `before` and `after`.
    """

    class State(models.TextChoices):
        TRIVIAL = "trivial", "touches nothing quoted"
        OPEN = "open", "to look at"
        HANDLED = "handled", "looked at"

    version = models.OneToOneField(ArticleVersion, models.CASCADE, related_name="revision")
    before = models.ForeignKey(ArticleVersion, models.CASCADE, related_name="+")
    touched = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=8, choices=State)
    method = models.CharField(max_length=60, help_text="Version of the method that compared the two.")
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    handled_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            # Revision.objects.open(): edits an editor has to look at, and their number in the menu
            models.Index(fields=["-id"], name="revision_open", condition=Q(state="open")),
        ]
        constraints = [
            models.CheckConstraint(
                name="revision_state_known",
                condition=Q(state__in=["trivial", "open", "handled"]),
                violation_error_message="Not a state of an edit.",
            ),
            models.CheckConstraint(
                name="revision_of_two_versions",
                condition=~Q(version=F("before")),
                violation_error_message="An edit leads from one version to another.",
            ),
            models.CheckConstraint(
                name="revision_handled_when",
                condition=Q(state="handled", handled_at__isnull=False) | (~Q(state="handled") & Q(handled_at=None)),
                violation_error_message="An edit that was looked at says when.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        return reverse("edit", args=[self.pk])


class WatchQuerySet(models.QuerySet["Watch"]):
    def due(self, at: datetime) -> Self:
        return self.filter(due_at__lte=at).order_by("due_at")

    def begin(
        self,
        article: Article,
        *,
        at: datetime,
        etag: str | None = None,
        last_modified: str | None = None,
        words_only: bool = False,
    ) -> None:
        """Look again at an article captured at `at`; one that is watched already stays as it is."""
        watch = Watch(article=article, since=at, etag=etag, last_modified=last_modified, words_only=words_only)
        watch.schedule()
        Watch.objects.bulk_create([watch], ignore_conflicts=True)


class Watch(models.Model):
    """When an article is looked at again at its source, and what was found there last.

    An article whose text did not come from its page, but from a feed or an editor, has `words_only`: of the page only
    the quoted words are compared, with `page_text`, what the page showed when last looked at (`None`: never the
    article). `due_at` is `None` when it is not looked at any more. What was captured is kept whatever becomes of the
    source.
    """

    class Outcome(models.TextChoices):
        UNCHANGED = "unchanged", "unchanged"
        CHANGED = "changed", "changed"
        GONE = "gone", "deleted at the source"
        REFUSED = "refused", "not open to us"
        REPLACED = "replaced", "something else in its place"
        HIDDEN = "hidden", "the page does not show this text"
        FAILED = "failed", "not reachable"

    # After capture, and after each edit. An article edited within a week may be edited again.
    STEPS = (timedelta(hours=1), timedelta(days=1), timedelta(days=7))

    article = models.OneToOneField(Article, models.CASCADE, related_name="watch")
    step = models.PositiveSmallIntegerField(default=0, help_text="Which of the looks is next.")
    since = models.DateTimeField(help_text="What the steps are counted from: the capture or the last edit.")
    due_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0, help_text="Failed looks in a row.")
    etag = models.CharField(max_length=500, null=True, blank=True)
    last_modified = models.CharField(max_length=200, null=True, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, null=True, blank=True)
    note = models.CharField(max_length=500, null=True, blank=True, help_text="What was found, for editors.")
    gone_at = models.DateTimeField(null=True, blank=True, help_text="When it was first found deleted.")
    words_only = models.BooleanField(default=False, help_text="Its text did not come from the page.")
    page_text = models.TextField(null=True, blank=True, help_text="What the page showed when last looked at.")

    objects = WatchQuerySet.as_manager()

    class Meta:
        ordering = ["due_at"]
        indexes = [
            # Watch.objects.due(…): the periodic task that looks again
            models.Index(fields=["due_at"], name="watch_due", condition=Q(due_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="watch_gone_is_the_outcome",
                condition=Q(outcome="gone", gone_at__isnull=False) | ~Q(outcome="gone"),
                violation_error_message="What was deleted says when that was seen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.get_outcome_display() or 'not looked at again yet'}"

    def schedule(self) -> None:
        """Set when the next look is due, from `since` and `step`; does not save."""
        self.due_at = self.since + self.STEPS[self.step] if self.step < len(self.STEPS) else None
