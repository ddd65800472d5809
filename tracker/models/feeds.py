"""Feeds, what was seen in them, and what became of each poll.

A feed's row says when it is to be polled next, so that a lost message loses no poll. An item of a feed is one row for
ever (`feed_item_once`), whatever the publisher does to it; its article holds the text and the versions.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Case, Count, Q, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from .articles import Article, IllegalState
from .sources import Source

# How long a poll may take before another worker may take the feed: longer than any fetch, its robots.txt and storing.
CLAIM = timedelta(minutes=10)
SILENT = timedelta(days=14)  # without a new item


class FeedQuerySet(models.QuerySet["Feed"]):
    def active(self) -> Self:
        return self.filter(state=Feed.State.ACTIVE)

    def unheld(self, at: datetime) -> Self:
        """Active ones no worker is at. A claim that runs longer than any was made by a clock that has gone back."""
        return self.active().filter(Q(claimed_until=None) | Q(claimed_until__lte=at) | Q(claimed_until__gt=at + CLAIM))

    def due(self, at: datetime) -> Self:
        """Those to be polled now, the longest overdue first; also those last polled in what is now the future."""
        come = Q(next_poll_at__lte=at) | Q(last_polled_at__gt=at + CLAIM)
        return self.unheld(at).filter(come).order_by("next_poll_at", "pk")

    def with_health(self, at: datetime) -> Self:
        """Each with `health`, a value of `Feed.Health`; a poll under way does not count as failed yet."""
        failing = Q(error_count__gt=1) | Q(error_count=1) & (Q(claimed_until=None) | Q(claimed_until__lte=at))
        silent = Q(last_item_at__lt=at - SILENT) | Q(last_item_at=None, last_success_at__isnull=False)
        cases = (
            When(state=Feed.State.STOPPED, then=Value(Feed.Health.STOPPED)),
            When(state=Feed.State.PAUSED, then=Value(Feed.Health.PAUSED)),
            When(failing, then=Value(Feed.Health.FAILING)),
            When(last_success_at=None, then=Value(Feed.Health.NEW)),
            When(silent, then=Value(Feed.Health.SILENT)),
        )
        return self.annotate(health=Case(*cases, default=Value(Feed.Health.FINE), output_field=models.IntegerField()))

    def with_items_since(self, moment: datetime) -> Self:
        """Each with `recent_items`: how many of its items are dated (else first seen) after `moment`."""
        dated = FeedItem.objects.alias(dated=Coalesce("published_at", "first_seen_at"))
        recent = dated.filter(feed=models.OuterRef("pk"), dated__gte=moment).order_by().values("feed")
        counted = models.Subquery(recent.annotate(number=Count("pk")).values("number"))
        return self.annotate(recent_items=Coalesce(counted, 0))


class Feed(models.Model):
    """One address a source is polled at, with its polling state and health."""

    class State(models.TextChoices):
        ACTIVE = "active", "polled"
        PAUSED = "paused", "paused by an editor"
        STOPPED = "stopped", "stopped"

    class Health(models.IntegerChoices):
        """What an editor wants to know, the most urgent first (`with_health`)."""

        STOPPED = 1, "stopped"
        FAILING = 2, "failing"
        SILENT = 3, "silent"
        NEW = 4, "not polled yet"
        FINE = 5, "fine"
        PAUSED = 6, "paused"

    class Format(models.TextChoices):
        RSS = "rss", "RSS"
        ATOM = "atom", "Atom"
        JSON = "json", "JSON Feed"

    class TextFrom(models.TextChoices):
        AUTO = "auto", "the feed where it is whole, else the page"
        FEED = "feed", "always the feed"
        PAGE = "page", "always the page"

    # What may follow what. A stopped feed is started again by an editor who knows better.
    _NEXT = {
        State.ACTIVE: {State.PAUSED, State.STOPPED},
        State.PAUSED: {State.ACTIVE, State.STOPPED},
        State.STOPPED: {State.ACTIVE},
    }

    source = models.ForeignKey(Source, models.PROTECT, related_name="feeds")
    url = models.URLField(max_length=2000, unique=True, verbose_name="address")
    title = models.CharField(max_length=300, blank=True)
    format = models.CharField(max_length=8, choices=Format, null=True, blank=True, help_text="As last seen.")
    text_from = models.CharField(max_length=8, choices=TextFrom, default=TextFrom.AUTO, verbose_name="full text from")

    state = models.CharField(max_length=8, choices=State, default=State.ACTIVE)
    state_since = models.DateTimeField(default=timezone.now)
    state_reason = models.CharField(max_length=500, null=True, blank=True, help_text="Why it is not polled.")

    next_poll_at = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True, help_text="A worker holds it until then at most.")
    interval = models.DurationField(default=timedelta(hours=1), help_text="As its rhythm of publishing asks.")
    min_interval = models.DurationField(null=True, blank=True, help_text="Never polled more often than this.")

    etag = models.CharField(max_length=500, null=True, blank=True)
    last_modified = models.CharField(max_length=200, null=True, blank=True)
    body_hash = models.CharField(max_length=64, null=True, blank=True, help_text="Of the last body that was taken.")

    last_polled_at = models.DateTimeField(null=True, blank=True)
    last_success_at = models.DateTimeField(null=True, blank=True)
    last_item_at = models.DateTimeField(null=True, blank=True, help_text="When a new item was last seen.")
    error_count = models.PositiveIntegerField(default=0, help_text="Failed polls in a row.")
    last_error = models.CharField(max_length=500, null=True, blank=True)

    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="feeds")
    created_at = models.DateTimeField(auto_now_add=True)
    newest: list[datetime]  # when its newest items appeared; only of a feed that was taken for a poll

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["title", "url"]
        indexes = [
            # Feed.objects.due(…): the periodic task that polls what is due
            models.Index(fields=["next_poll_at"], name="feed_due", condition=Q(state="active")),
        ]
        constraints = [
            models.CheckConstraint(
                name="feed_state_known",
                condition=Q(state__in=["active", "paused", "stopped"]),
                violation_error_message="Not a state of a feed.",
            ),
            models.CheckConstraint(
                name="feed_stop_has_reason",
                condition=~Q(state="stopped") | Q(state_reason__isnull=False),
                violation_error_message="A feed is stopped with a reason.",
            ),
            models.CheckConstraint(
                name="feed_text_from_known",
                condition=Q(text_from__in=["auto", "feed", "page"]),
                violation_error_message="The text comes from the feed, the page, or whichever is whole.",
            ),
            models.CheckConstraint(
                name="feed_error_is_told",
                condition=Q(error_count=0) | Q(last_error__isnull=False),
                violation_error_message="A failed poll says what failed.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url

    def get_absolute_url(self) -> str:
        return reverse("feed", args=[self.pk])

    @property
    def is_active(self) -> bool:
        return self.state == self.State.ACTIVE

    def pause(self, actor: User | None) -> None:
        """Poll it no more until an editor says so."""
        self._move_to(self.State.PAUSED, None)
        self.note("paused", actor=actor)

    def resume(self, actor: User | None) -> None:
        """Poll it again, from now on and with a clean slate."""
        self._move_to(self.State.ACTIVE, None)
        self.next_poll_at, self.error_count, self.last_error = timezone.now(), 0, None
        self.save(update_fields=["next_poll_at", "error_count", "last_error"])
        self.note("resumed", actor=actor)

    def stop(self, reason: str) -> None:
        """Poll it no more because it is gone or moved; the reason is for editors."""
        self._move_to(self.State.STOPPED, reason)
        self.note("stopped", error=reason)

    def _move_to(self, state: str, reason: str | None) -> None:
        """Change the state and save it; raises `IllegalState` where the step does not follow."""
        if state not in self._NEXT[self.State(self.state)]:
            raise IllegalState(f"A feed that is {self.state} cannot become {state}.")
        self.state, self.state_since = state, timezone.now()
        self.state_reason = reason[:500] if reason else None
        self.save(update_fields=["state", "state_since", "state_reason"])

    def note(
        self,
        kind: str,
        *,
        actor: User | None = None,
        error: str | None = None,
        numbers: Mapping[str, int] | None = None,
        at: datetime | None = None,
    ) -> "FeedEvent":
        """A row of the log; `numbers` are found, new, changed, refused, milliseconds, bytes."""
        return FeedEvent.objects.create(
            feed=self,
            kind=kind,
            actor=actor,
            error=error[:500] if error else None,
            at=at or timezone.now(),
            **(numbers or {}),
        )


class FeedItem(models.Model):
    """One item of a feed, once for ever. `key` is what tells it from the feed's other items (`analysis.feed_items`)."""

    class State(models.TextChoices):
        TAKEN = "taken", "taken in as an article"
        REFUSED = "refused", "not taken in"

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="items")
    key = models.CharField(max_length=64, help_text="Hash of the guid, else of the link, else of the words.")
    guid = models.TextField(null=True, blank=True, help_text="As last printed.")
    link = models.TextField(null=True, blank=True, help_text="As last printed, made absolute.")
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="feed_items")
    title = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField(null=True, blank=True, help_text="As the feed dates it.")
    content_hash = models.CharField(max_length=64, help_text="Of title, link and words: a change is an edit.")
    changes = models.PositiveIntegerField(default=0, help_text="How often its content hash changed since.")
    state = models.CharField(max_length=8, choices=State)
    reason = models.CharField(max_length=500, null=True, blank=True, help_text="Why it was not taken in.")
    first_seen_at = models.DateTimeField(default=timezone.now)
    last_seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-first_seen_at", "-pk"]
        indexes = [
            # a feed's page: its newest items first
            models.Index(fields=["feed", "-first_seen_at", "-id"], name="feed_item_newest"),
            # Feed.objects.with_items_since(…) and the rhythm of publishing
            models.Index("feed", Coalesce("published_at", "first_seen_at"), name="feed_item_dated"),
        ]
        constraints = [
            models.UniqueConstraint("feed", "key", name="feed_item_once"),
            models.CheckConstraint(
                name="feed_item_taken_or_reason",
                condition=Q(state="taken", article__isnull=False) | Q(state="refused", reason__isnull=False),
                violation_error_message="An item is taken in as an article, or refused with a reason.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.link or self.guid or f"Item {self.pk}"


class FeedEvent(models.Model):
    """A line of a feed's log: a poll, or what an editor or the publisher did to it. Polls are kept for a while only."""

    class Kind(models.TextChoices):
        FETCHED = "fetched", "fetched"
        UNCHANGED = "unchanged", "nothing new"
        FAILED = "failed", "failed"
        MOVED = "moved", "moved to a new address"
        STOPPED = "stopped", "stopped"
        PAUSED = "paused", "paused"
        RESUMED = "resumed", "resumed"
        EDITED = "edited", "edited"
        ADDED = "added", "added"

    POLLS = (Kind.FETCHED, Kind.UNCHANGED, Kind.FAILED)
    KEPT = 200  # polls per feed

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    error = models.CharField(max_length=500, null=True, blank=True, help_text="What failed or changed, in words.")
    found = models.PositiveIntegerField(null=True, blank=True, help_text="Items in the feed.")
    new = models.PositiveIntegerField(null=True, blank=True)
    changed = models.PositiveIntegerField(null=True, blank=True)
    refused = models.PositiveIntegerField(null=True, blank=True)
    milliseconds = models.PositiveIntegerField(null=True, blank=True)
    bytes = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            # a feed's page: its log, newest first; and what is too old of it
            models.Index(fields=["feed", "-at", "-id"], name="feed_event_newest"),
            # the status of ingestion: polls that failed lately, over all feeds
            models.Index(fields=["-at"], name="feed_event_failed", condition=Q(kind="failed")),
        ]
        constraints = [
            models.CheckConstraint(
                name="feed_event_failure_has_words",
                condition=~Q(kind__in=["failed", "stopped", "moved"]) | Q(error__isnull=False),
                violation_error_message="A failure is said in words.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.feed}: {self.get_kind_display()}"
