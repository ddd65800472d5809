"""Polling: a feed is claimed, fetched, taken in, and told when it is next. All of that stands in its row.

A poll counts as failed until it ends, so that one which takes the worker process with it was counted, and the feed is
asked ever less. Two workers never poll one feed; a claim left behind runs out by itself.
"""

import hashlib
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from tracker.analysis import feeds, rhythm
from tracker.analysis.feed_safety import NotAFeed
from tracker.models import Article, Feed, FeedEvent
from tracker.models.feeds import CLAIM

from . import addresses, feed_items, http, sites
from .manners import Busy

UNENDED = "The last poll did not come to its end: the worker stopped in the middle."
GONE = "The publisher says that this feed is gone for good (410)."
PRUNED_EVERY = 20  # polls
# When the newest items of a feed appeared, as its rhythm of publishing is told by.
NEWEST = """
    SELECT COALESCE(published_at, first_seen_at) FROM tracker_feeditem
    WHERE feed_id = %s ORDER BY 1 DESC LIMIT %s
"""
# A feed that has nothing new is the usual case: it is taken with one statement, and what it came to is another. A feed
# that another transaction holds is passed by.
TAKE = """
    UPDATE tracker_feed SET error_count = error_count + 1, last_error = %s, claimed_until = %s, next_poll_at = %s
    WHERE id = ({wanted} FOR UPDATE SKIP LOCKED)
    RETURNING *, ARRAY({newest}) AS newest
"""
# An editor may have paused or moved the feed meanwhile: then nothing is written.
END = """
    WITH ended AS (UPDATE tracker_feed SET {changes} WHERE id = %s AND state = 'active' AND url = %s RETURNING id)
    INSERT INTO tracker_feedevent (feed_id, {columns}) SELECT id, {values} FROM ended
    RETURNING id
"""
ENDED = ("last_polled_at", "last_error", "claimed_until", "next_poll_at")
SUCCEEDED = (*ENDED, "last_success_at", "error_count", "interval", "etag", "last_modified")
TAKEN_IN = (*SUCCEEDED, "last_item_at", "body_hash", "format", "title")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a poll came to: its line of the log, or `None` and why it was put off, and articles with work left."""

    feed: Feed
    event: FeedEvent | None
    touched: Sequence[Article] = ()
    put_off: str | None = None


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
    sql, values = wanted.filter(pk=feed_id).order_by().values("pk").query.sql_with_params()
    until = at + CLAIM
    asked = [UNENDED, until, until, *values, feed_id, rhythm.LOOKED_AT]
    feed = next(iter(Feed.objects.raw(TAKE.format(wanted=sql, newest=NEWEST), asked)), None)
    # The first time it may have been the worker that failed; after that it is the feed.
    if feed is not None and feed.error_count > 1:
        feed.next_poll_at = at + max(rhythm.after_failures(feed.interval, feed.error_count - 1), CLAIM)
        feed.save(update_fields=["next_poll_at"])
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
    if document is None and not fetched.moved_to:
        return _ended_well(feed, at, fetched, document, start)
    with transaction.atomic():
        if not _still_wanted(feed):
            return Outcome(feed, None)
        outcome = _ended_well(feed, at, fetched, document, start)
        if fetched.moved_to and fetched.moved_to != feed.url and len(fetched.moved_to) <= addresses.LONGEST:
            _move(feed, fetched.moved_to)
    return outcome


def _ended_well(
    feed: Feed, at: datetime, fetched: http.Fetched, document: feeds.Document | None, start: float
) -> Outcome:
    """Take in what is new, if anything may be, and write what follows from it."""
    taken = feed_items.Taken()
    if document is not None:
        sites.learn(feed, document)
        taken = feed_items.take_in(feed, document, at=at, base=fetched.url)
        _describe(feed, document)
        feed.body_hash = hashlib.sha256(fetched.body).hexdigest()
    feed.etag = fetched.etag or (feed.etag if fetched.not_modified else None)
    feed.last_modified = fetched.last_modified or (feed.last_modified if fetched.not_modified else None)
    feed.last_polled_at = feed.last_success_at = at
    feed.last_item_at = at if taken.new else feed.last_item_at
    feed.error_count, feed.last_error, feed.claimed_until = 0, None, None
    newest = _newest(feed) if document else feed.newest
    ttl = document.ttl if document else None
    feed.interval = rhythm.interval(newest, at, ttl=ttl, max_age=fetched.max_age, floor=feed.min_interval)
    feed.next_poll_at = at + rhythm.spread(feed.interval, random.random())  # noqa: S311
    event = _end(
        feed,
        TAKEN_IN if document else SUCCEEDED,
        kind=FeedEvent.Kind.FETCHED if taken.new or taken.changed else FeedEvent.Kind.UNCHANGED,
        at=at,
        milliseconds=_since(start),
        bytes=len(fetched.body),
        **(taken.numbers if document else {}),
    )
    return Outcome(feed, event, taken.touched)


def _end(feed: Feed, names: Sequence[str], **line: Any) -> FeedEvent | None:
    """Write these fields of the feed together with the line of its log.

    Where the feed is not polled at this address any more only the claim ends, and `None` is given.
    """
    sql = END.format(
        changes=", ".join(f'"{name}" = %s' for name in names),
        columns=", ".join(line),
        values=", ".join(["%s"] * len(line)),
    )
    values = [*(getattr(feed, name) for name in names), feed.pk, feed.url, *line.values()]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    if row is None:
        Feed.objects.filter(pk=feed.pk).update(claimed_until=None)
        return None
    event = FeedEvent(pk=row[0], feed=feed, **line)
    _prune(feed, event)
    return event


def _still_wanted(feed: Feed) -> bool:
    """Lock the row, and say whether it is still polled at this address: an editor may have changed that meanwhile.

    What editors may change is read again, so that it is not written back as it was before.
    """
    asked = feed.url
    fields = ["state", "title", "text_from", "min_interval", "source", "url"]
    feed.refresh_from_db(fields=fields, from_queryset=Feed.objects.select_for_update())
    if feed.is_active and feed.url == asked:
        return True
    Feed.objects.filter(pk=feed.pk).update(claimed_until=None)
    return False


def _describe(feed: Feed, document: feeds.Document) -> None:
    feed.format = document.format
    feed.title = feed.title or document.title[:300]


def _newest(feed: Feed) -> list[datetime]:
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [feed.pk, rhythm.LOOKED_AT])
        return [moment for (moment,) in cursor.fetchall()]


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
    return Outcome(feed, None, put_off=str(error))


def _failed(feed: Feed, at: datetime, error: Exception, milliseconds: int) -> Outcome:
    asked = getattr(error, "retry_after", None)
    wait = rhythm.after_failures(feed.interval, feed.error_count, retry_after=asked)
    feed.last_error, feed.last_polled_at, feed.claimed_until = str(error)[:500], at, None
    feed.next_poll_at = at + rhythm.spread(wait, random.random())  # noqa: S311
    with transaction.atomic():
        event = _end(feed, ENDED, kind=FeedEvent.Kind.FAILED, at=at, error=str(error)[:500], milliseconds=milliseconds)
        if event is not None and getattr(error, "status", None) == 410:
            feed.stop(GONE)
    return Outcome(feed, event)


def told(outcome: Outcome) -> str:
    """The outcome as the end of a sentence, for logs."""
    event = outcome.event
    if event is None:
        return f"put off: {outcome.put_off}" if outcome.put_off else "put off"
    return event.error or f"{event.get_kind_display()}, {event.new or 0} new, {event.changed or 0} changed"


def _prune(feed: Feed, event: FeedEvent) -> None:
    """Keep the newest polls of the log; now and then is often enough. What editors did is kept for ever."""
    if event.pk % PRUNED_EVERY == 0:
        polls = feed.events.filter(kind__in=FeedEvent.POLLS)
        kept = polls.order_by("-at", "-pk").values("pk")[: FeedEvent.KEPT]
        polls.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()


def _since(start: float) -> int:
    return round(1000 * (time.perf_counter() - start))
