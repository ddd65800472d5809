"""Articles and their frozen versions. An article's state says what is still to be done with it."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from .fields import SpansField
from .sources import Source

# How long a step may go unheard of before its bell is rung again; and beyond what no row waits (`passed`).
BELL = timedelta(minutes=3)
LONGEST_WAIT = timedelta(hours=2)


class IllegalState(Exception):
    """A row was asked for a step its state does not allow."""


class ArticleQuerySet(models.QuerySet["Article"]):
    def unfinished(self) -> Self:
        """Those with work left, whatever became of the message that announced it."""
        return self.filter(state__in=Article.UNFINISHED)

    def free(self, at: datetime) -> Self:
        """Those with work left that nobody is at and no back-off keeps."""
        return self.unfinished().filter(Q(held_until=None) | passed("held_until", at))

    def to_ring(self, at: datetime) -> Self:
        """Those whose bell may have been lost, the longest overdue first."""
        return self.unfinished().filter(passed("ring_at", at)).order_by("ring_at", "pk")

    def read_again(self, at: datetime) -> int:
        """Have those that are ready read once more, from the text at hand; how many there are."""
        return self.filter(state=Article.State.READY).update(
            state=Article.State.CAPTURED, state_since=at, state_reason=None, trouble=None, attempts=0,
            held_until=None, ring_at=at,
        )  # fmt: skip


def passed(field: str, at: datetime) -> Q:
    """True of a moment that has come at `at`, or that is further off than any wait: a clock that was wrong set it."""
    return Q(**{f"{field}__lte": at}) | Q(**{f"{field}__gt": at + LONGEST_WAIT})


def next_bell() -> datetime:
    return timezone.now() + BELL


class Article(models.Model):
    """One document at one address, or one pasted text."""

    class State(models.TextChoices):
        QUEUED = "queued", "waiting to be fetched"
        CAPTURED = "captured", "text captured, waiting to be read"
        READ = "read", "read, waiting to be filed"
        READY = "ready", "ready to be checked"
        FAILED = "failed", "set aside"
        SAME = "same", "known already under another address"

    class Trouble(models.TextChoices):
        """What kind of thing went wrong; the reason says it in words."""

        REFUSED = "refused", "refused"
        UNREACHABLE = "unreachable", "not reachable"
        NO_TEXT = "no_text", "without text"
        NOTICE = "notice", "a notice instead"
        LISTING = "listing", "a list of articles"
        TIME = "time", "took too long"
        READER = "reader", "the reader failed"
        STORAGE = "storage", "the database failed"

    _OF_STATE = ("state", "state_since", "state_reason", "trouble", "attempts", "held_until", "ring_at")
    UNFINISHED = (State.QUEUED, State.CAPTURED, State.READ)
    # What may follow what. A failed article may be tried again from where it stood.
    _NEXT = {
        State.QUEUED: {State.CAPTURED, State.FAILED, State.SAME},
        State.CAPTURED: {State.READ, State.FAILED},
        State.READ: {State.READY, State.CAPTURED, State.FAILED},
        State.READY: {State.CAPTURED},
        State.FAILED: {State.QUEUED, State.CAPTURED},
        State.SAME: set(),
    }

    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="articles")
    url = models.URLField(max_length=2000, null=True, blank=True, unique=True, help_text="Canonical address.")
    fingerprint = models.CharField(
        max_length=64,
        null=True,
        blank=True,
        unique=True,
        help_text="Hash of the first captured text, if it came without an address.",
    )
    title = models.CharField(max_length=500, blank=True)
    renamed = models.BooleanField(
        default=False, help_text="An editor gave the headline; it stays whatever its source prints."
    )
    author = models.CharField(max_length=300, null=True, blank=True)
    agency = models.CharField(max_length=100, null=True, blank=True, help_text="The agency its text credits.")
    published_at = models.DateTimeField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True, help_text="Day of publication in the source's time zone.")
    dates = models.JSONField(
        default=list, blank=True, editable=False, help_text="All that states a date, with what was believed and why."
    )
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    state_since = models.DateTimeField(default=timezone.now)
    state_reason = models.CharField(max_length=500, null=True, blank=True, help_text="Why it was set aside.")
    trouble = models.CharField(max_length=12, choices=Trouble, null=True, blank=True, help_text="Kind of the reason.")
    attempts = models.PositiveSmallIntegerField(default=0, help_text="Tries of the present step.")
    held_until = models.DateTimeField(null=True, blank=True, help_text="A worker is at it, or it rests.")
    ring_at = models.DateTimeField(default=next_bell, help_text="When its bell is rung again if nothing happens.")
    same_as = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", help_text="The article this turned out to be."
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="articles"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    is_sample = models.BooleanField(default=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        indexes = [
            # Article.objects.to_ring(…): the periodic task that rings lost bells again
            models.Index(
                fields=["ring_at"], name="article_to_ring", condition=Q(state__in=["queued", "captured", "read"])
            ),
            # the status of ingestion: what was set aside lately, and when an article was last read
            models.Index(fields=["state", "-state_since"], name="article_by_state"),
            # the status of ingestion: what arrived in the last days, and what is dated in the last weeks
            models.Index(fields=["created_at"], name="article_arrived"),
            models.Index(fields=["published_on"], name="article_dated"),
            # newest articles first, on the article list and the status of ingestion
            models.Index(fields=["-published_at", "-id"], name="article_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                name="article_state_known",
                condition=Q(state__in=["queued", "captured", "read", "ready", "failed", "same"]),
                violation_error_message="Not a state of an article.",
            ),
            models.CheckConstraint(
                name="article_failure_has_reason",
                condition=~Q(state="failed") | Q(state_reason__isnull=False),
                violation_error_message="An article is set aside with a reason.",
            ),
            models.CheckConstraint(
                name="article_trouble_known",
                condition=Q(
                    trouble__in=["refused", "unreachable", "no_text", "notice", "listing", "time", "reader", "storage"]
                ),
                violation_error_message="Not a kind of trouble.",
            ),
            models.CheckConstraint(
                name="article_same_names_the_other",
                condition=Q(state="same", same_as__isnull=False) | (~Q(state="same") & Q(same_as__isnull=True)),
                violation_error_message="An article known already names the one it is.",
            ),
            models.CheckConstraint(
                name="article_has_identity",
                condition=Q(url__isnull=False) | Q(fingerprint__isnull=False),
                violation_error_message="An article has an address or a text.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url or f"Article {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])

    @property
    def is_finished(self) -> bool:
        return self.state not in self.UNFINISHED

    def move_to(self, state: str, *, reason: str | None = None, trouble: str | None = None) -> None:
        """Take the next step and save it; raises `IllegalState` where the step does not follow."""
        if state not in self._NEXT[self.State(self.state)]:
            raise IllegalState(f"An article that is {self.state} cannot become {state}.")
        self.state, self.state_since, self.attempts = state, timezone.now(), 0
        self.held_until, self.ring_at = None, next_bell()
        self.state_reason, self.trouble = reason[:500] if reason else None, trouble
        self.save(update_fields=[*self._OF_STATE, "same_as"])

    def still(self, state: str) -> bool:
        """Lock the row and say whether it is still in `state`: what another worker did meanwhile is not done again."""
        self.refresh_from_db(from_queryset=Article.objects.select_for_update())
        return self.state == state

    @property
    def latest_version(self) -> "ArticleVersion | None":
        """The text as it stood at the source when last seen: an edit that was taken back is not the latest."""
        return self.versions.current_first().first()


class ArticleAddress(models.Model):
    """An address an article is known at. Its key is equal for all ways of writing it (`pipeline.addresses`)."""

    class Origin(models.TextChoices):
        GIVEN = "given", "given"
        REDIRECT = "redirect", "where the address led"
        CANONICAL = "canonical", "named by the page itself"

    article = models.ForeignKey(Article, models.CASCADE, related_name="addresses")
    key = models.CharField(max_length=2000, unique=True)
    url = models.URLField(max_length=2000)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.GIVEN)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.url


class ArticleVersionQuerySet(models.QuerySet["ArticleVersion"]):
    def current_first(self) -> Self:
        """The version last seen at the source first."""
        return self.order_by("-seen_at", "-number")


class ArticleVersion(models.Model):
    """Headline and text as captured at one moment, frozen. Offsets of quotations are code points into `text`."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=500, blank=True, help_text="Its headline then; empty where none is known.")
    text = models.TextField()
    text_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=8, null=True, blank=True)
    furniture = SpansField(default=list, blank=True, help_text="Pieces that are not the article.")
    captured_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now, help_text="When the source last had this very text.")
    extracted_by = models.CharField(max_length=60, help_text="What turned the source into text.")
    read_by = models.CharField(max_length=60, null=True, blank=True, help_text="Version of the reader that read it.")

    objects = ArticleVersionQuerySet.as_manager()

    class Meta:
        ordering = ["article", "-number"]
        indexes = [
            # identity by content: the article of a source that has these very words (pipeline.identity)
            models.Index(fields=["text_hash"], name="version_by_words"),
        ]
        constraints = [
            models.UniqueConstraint("article", "number", name="version_number_once"),
            models.UniqueConstraint("article", "text_hash", "title", name="version_text_once"),
            models.CheckConstraint(
                name="version_has_text", condition=~Q(text=""), violation_error_message="A version has a text."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article}, version {self.number}"

    @property
    def way(self) -> str:
        """How the source became text, whatever the version of the method: two ways of reading one page differ."""
        return self.extracted_by.rpartition("-")[0]
