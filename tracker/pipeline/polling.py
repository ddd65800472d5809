"""Polling: a feed is claimed, fetched, taken in, and told when it is next. All of that stands in its row.

A poll counts as failed until it ends, so that one which takes the worker process with it was counted, and the feed is
asked ever less. Two workers never poll one feed; a claim left behind runs out by itself.
"""

import hashlib
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from tracker.analysis import feeds, rhythm
from tracker.analysis.feed_safety import NotAFeed
from tracker.models import Article, Feed, FeedEvent
from tracker.models.feeds import CLAIM

from . import addresses, feed_items, http
from .manners import Busy

UNENDED = "The last poll did not come to its end: the worker stopped in the middle."
GONE = "The publisher says that this feed is gone for good (410)."
PRUNED_EVERY = 20  # polls


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a poll came to: its line of the log (`None` where our own requests kept the host busy), and articles with
    work left."""

    feed: Feed
    event: FeedEvent | None
    touched: Sequence[Article] = ()


def due(at: datetime) -> list[int]:
    """Keys of the feeds to poll now, the longest overdue first."""
    return list(Feed.objects.due(at).values_list("pk", flat=True))


def poll(feed_id: int, *, at: datetime | None = None, now: bool = False) -> Outcome | None:
    """Poll the feed if it is due, or `now` in any case; `None` where it is not, is not active, or another is at it."""
    at = at or timezone.now()
    feed = _claim(feed_id, at, now=now)
    if feed is None:
        return None
    start = time.perf_counter()
    try:
        fetched = http.fetch(feed.url, wanted=http.FEEDS, etag=feed.etag, last_modified=feed.last_modified)
        document = _document(feed, fetched)
    except Busy as error:
        return _put_off(feed, at, error)
    except (http.FetchRefused, http.FetchFailed, NotAFeed) as error:
        return _failed(feed, at, error, _since(start))
    return _succeeded(feed, at, fetched, document, start)


def _claim(feed_id: int, at: datetime, *, now: bool) -> Feed | None:
    wanted = Feed.objects.unheld(at) if now else Feed.objects.due(at)
    with transaction.atomic():
        feed = (
            wanted.select_for_update(skip_locked=True, of=("self",)).select_related("source").filter(pk=feed_id).first()
        )
        if feed is None:
            return None
        # The first time it may have been the worker; after that it is the feed.
        rest = rhythm.after_failures(feed.interval, feed.error_count) if feed.error_count else CLAIM
        feed.error_count, feed.last_error = feed.error_count + 1, UNENDED
        feed.claimed_until, feed.next_poll_at = at + CLAIM, at + max(rest, CLAIM)
        feed.save(update_fields=["error_count", "last_error", "claimed_until", "next_poll_at"])
    return feed


def _document(feed: Feed, fetched: http.Fetched) -> feeds.Document | None:
    """The feed as fetched; `None` where it is what was taken in last time. Raises `NotAFeed`."""
    if fetched.not_modified or hashlib.sha256(fetched.body).hexdigest() == feed.body_hash:
        return None
    return feeds.read(fetched.body, content_type=_stated_type(fetched))


def _stated_type(fetched: http.Fetched) -> str:
    return f"{fetched.content_type}; charset={fetched.charset}" if fetched.charset else fetched.content_type


def _succeeded(
    feed: Feed, at: datetime, fetched: http.Fetched, document: feeds.Document | None, start: float
) -> Outcome:
    with transaction.atomic():
        if not _still_wanted(feed):
            return Outcome(feed, None)
        taken = feed_items.Taken()
        if document is not None:
            taken = feed_items.take_in(feed, document, at=at, base=fetched.url)
            _describe(feed, document)
            feed.body_hash = hashlib.sha256(fetched.body).hexdigest()
        feed.etag = fetched.etag or (feed.etag if fetched.not_modified else None)
        feed.last_modified = fetched.last_modified or (feed.last_modified if fetched.not_modified else None)
        feed.last_polled_at = feed.last_success_at = at
        feed.last_item_at = at if taken.new else feed.last_item_at
        feed.error_count, feed.last_error, feed.claimed_until = 0, None, None
        feed.interval = _interval(feed, at, document.ttl if document else None, fetched.max_age)
        feed.next_poll_at = at + rhythm.spread(feed.interval, random.random())  # noqa: S311
        feed.save()
        if fetched.moved_to and fetched.moved_to != feed.url and len(fetched.moved_to) <= addresses.LONGEST:
            _move(feed, fetched.moved_to)
        event = feed.note(
            FeedEvent.Kind.FETCHED if taken.new or taken.changed else FeedEvent.Kind.UNCHANGED,
            numbers={"milliseconds": _since(start), "bytes": len(fetched.body), **(taken.numbers if document else {})},
            at=at,
        )
        _prune(feed, event)
    return Outcome(feed, event, taken.touched)


def _still_wanted(feed: Feed) -> bool:
    """Lock the row, and say whether it is still polled at this address: an editor may have changed that meanwhile.

    What editors may change is read again, so that it is not written back as it was before.
    """
    asked = feed.url
    Feed.objects.select_for_update().get(pk=feed.pk)
    feed.refresh_from_db(fields=["state", "title", "text_from", "min_interval", "source", "url"])
    if feed.is_active and feed.url == asked:
        return True
    Feed.objects.filter(pk=feed.pk).update(claimed_until=None)
    return False


def _describe(feed: Feed, document: feeds.Document) -> None:
    feed.format = document.format
    feed.title = feed.title or document.title[:300]


def _interval(feed: Feed, at: datetime, ttl: timedelta | None, max_age: timedelta | None) -> timedelta:
    dated = Coalesce("published_at", "first_seen_at")
    moments = feed.items.order_by(dated.desc()).values_list(dated, flat=True)[: rhythm.LOOKED_AT]
    return rhythm.interval(list(moments), at, ttl=ttl, max_age=max_age, floor=feed.min_interval)


def _move(feed: Feed, url: str) -> None:
    """Follow the publisher to a new address; where another feed stands already, this one stops."""
    other = Feed.objects.filter(url=url).exclude(pk=feed.pk).first()
    if other is not None:
        feed.stop(f"It has moved to {url[:200]}, where “{str(other)[:100]}” is polled already.")
        return
    old, feed.url = feed.url, url
    feed.save(update_fields=["url"])
    feed.note("moved", error=f"From {old[:230]} to {url[:230]}.")


def _put_off(feed: Feed, at: datetime, error: Busy) -> Outcome:
    """Our own requests keep the host busy: that is no failure of the feed."""
    feed.error_count -= 1
    feed.last_error = feed.last_error if feed.error_count else None
    feed.claimed_until, feed.next_poll_at = None, at + (error.retry_after or CLAIM)
    feed.save(update_fields=["error_count", "last_error", "claimed_until", "next_poll_at"])
    return Outcome(feed, None)


def _failed(feed: Feed, at: datetime, error: Exception, milliseconds: int) -> Outcome:
    asked = getattr(error, "retry_after", None)
    wait = rhythm.after_failures(feed.interval, feed.error_count, retry_after=asked)
    with transaction.atomic():
        if not _still_wanted(feed):
            return Outcome(feed, None)
        feed.last_error, feed.last_polled_at, feed.claimed_until = str(error)[:500], at, None
        feed.next_poll_at = at + rhythm.spread(wait, random.random())  # noqa: S311
        feed.save(update_fields=["last_error", "last_polled_at", "claimed_until", "next_poll_at"])
        event = feed.note(FeedEvent.Kind.FAILED, error=str(error), numbers={"milliseconds": milliseconds}, at=at)
        if getattr(error, "status", None) == 410:
            feed.stop(GONE)
        _prune(feed, event)
    return Outcome(feed, event)


def told(outcome: Outcome) -> str:
    """The outcome as the end of a sentence, for logs."""
    event = outcome.event
    if event is None:
        return "put off"
    return event.error or f"{event.get_kind_display()}, {event.new or 0} new, {event.changed or 0} changed"


def _prune(feed: Feed, event: FeedEvent) -> None:
    """Keep the newest polls of the log; now and then is often enough. What editors did is kept for ever."""
    if event.pk % PRUNED_EVERY == 0:
        polls = feed.events.filter(kind__in=FeedEvent.POLLS)
        kept = polls.order_by("-at", "-pk").values("pk")[: FeedEvent.KEPT]
        polls.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()


def _since(start: float) -> int:
    return round(1000 * (time.perf_counter() - start))
