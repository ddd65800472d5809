"""Feeds: what may follow what, what is due, and every item once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.factories import EditorFactory, FeedFactory, FeedItemFactory
from tracker.models import Feed, FeedItem, IllegalState

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 10, 17, 12, tzinfo=UTC)


def test_a_feed_is_paused_and_resumed_and_the_log_says_by_whom():
    feed, editor = FeedFactory(error_count=3, last_error="The publisher answered 500."), EditorFactory()
    feed.pause(editor)
    assert feed.state == "paused"
    feed.resume(editor)
    feed.refresh_from_db()
    assert (feed.state, feed.error_count, feed.last_error) == ("active", 0, None)
    assert list(feed.events.values_list("kind", "actor")) == [("resumed", editor.pk), ("paused", editor.pk)]


def test_a_stopped_feed_says_why_and_is_started_by_an_editor():
    feed = FeedFactory()
    feed.stop("The publisher says it is gone for good.")
    assert feed.state_reason == "The publisher says it is gone for good."
    feed.resume(EditorFactory())
    assert (feed.state, feed.state_reason) == ("active", None)


@pytest.mark.parametrize(("state", "step"), [("active", "resume"), ("paused", "pause"), ("stopped", "pause")])
def test_a_step_that_does_not_follow_is_refused(state, step):
    feed = FeedFactory(state=state, state_reason="gone" if state == "stopped" else None)
    with pytest.raises(IllegalState):
        getattr(feed, step)(EditorFactory())
    assert not feed.events.exists()


@pytest.mark.parametrize(
    "row",
    [
        {"state": "asleep"},
        {"state": "stopped"},
        {"text_from": "hearsay"},
        {"error_count": 1},
    ],
)
def test_what_makes_no_sense_is_refused_by_the_form_and_by_the_database(row):
    feed = FeedFactory()
    for name, value in row.items():
        setattr(feed, name, value)
    with pytest.raises(ValidationError):
        feed.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        feed.save()


def test_due_are_active_feeds_whose_time_has_come_and_that_nobody_holds():
    late, later = (FeedFactory(next_poll_at=NOW - timedelta(minutes=m)) for m in (30, 10))
    dropped = FeedFactory(next_poll_at=NOW - timedelta(minutes=5), claimed_until=NOW - timedelta(seconds=1))
    FeedFactory(next_poll_at=NOW, claimed_until=NOW + timedelta(minutes=1))
    FeedFactory(next_poll_at=NOW + timedelta(seconds=1))
    FeedFactory(next_poll_at=NOW - timedelta(hours=1), state="paused")
    assert list(Feed.objects.due(NOW)) == [late, later, dropped]


def test_an_item_is_in_a_feed_once():
    item = FeedItemFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        FeedItemFactory(feed=item.feed, key=item.key)
    FeedItemFactory(key=item.key)


def test_an_item_is_taken_in_or_refused_with_a_reason():
    for row in ({"state": "taken", "article": None}, {"state": "refused", "article": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FeedItemFactory(**row)
    assert FeedItemFactory(state="refused", article=None, reason="It has no text.").pk


def test_items_are_counted_by_the_feeds_date_else_by_when_they_were_seen():
    feed, silent = FeedFactory(), FeedFactory()
    for published, seen in ((NOW, NOW), (NOW - timedelta(days=9), NOW), (None, NOW), (None, NOW - timedelta(days=9))):
        FeedItemFactory(feed=feed, published_at=published, first_seen_at=seen)
    counted = {f.pk: f.recent_items for f in Feed.objects.with_items_since(NOW - timedelta(days=7))}
    assert counted == {feed.pk: 2, silent.pk: 0}
    assert FeedItem.objects.count() == 4


HEALTH = {
    "stopped": ({"state": "stopped", "state_reason": "gone"}, "STOPPED"),
    "paused, whatever else": ({"state": "paused", "error_count": 3, "last_error": "500"}, "PAUSED"),
    "failing": ({"error_count": 1, "last_error": "500"}, "FAILING"),
    "being polled": (
        {"error_count": 1, "last_error": "?", "claimed_until": NOW + timedelta(minutes=1), "last_item_at": NOW},
        "NEW",
    ),
    "failing, and being polled": (
        {"error_count": 2, "last_error": "500", "claimed_until": NOW + timedelta(minutes=1)},
        "FAILING",
    ),
    "not polled yet": ({}, "NEW"),
    "fine": ({"last_success_at": NOW, "last_item_at": NOW}, "FINE"),
    "without a new item for long": ({"last_success_at": NOW, "last_item_at": NOW - timedelta(days=15)}, "SILENT"),
    "never an item": ({"last_success_at": NOW}, "SILENT"),
}


@pytest.mark.parametrize(("row", "health"), HEALTH.values(), ids=HEALTH.keys())
def test_how_a_feed_does_is_told_by_its_row(row, health):
    FeedFactory(**row)
    assert Feed.objects.with_health(NOW).get().health == Feed.Health[health]
