"""Polls that fail: told in words, counted, and asked again ever later; what is no fault of the feed does not count."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.pipeline.feed_pages import item, poll
from tracker.models import Host
from tracker.pipeline import manners, polling

pytestmark = pytest.mark.django_db

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def test_failures_are_counted_and_told_and_waits_grow(feed, site):
    feed.put(item(1, pubDate=None))
    poll(feed)
    site.put("/feed", status=500)
    waits = []
    for _ in range(3):
        at = timezone.now()
        assert poll(feed, at=at).kind == "failed"
        waits.append(feed.next_poll_at - at)
    assert feed.error_count == 3
    assert feed.last_error.startswith("The publisher answered 500")
    assert waits[0] < waits[1] < waits[2]
    assert feed.last_success_at < feed.last_polled_at
    feed.put(item(1))
    poll(feed)
    assert (feed.error_count, feed.last_error) == (0, None)


FAILURES = {
    "a page": (("<html><body>Not found</body></html>", {}), "There is no feed at this address"),
    "a picture": (("PNG", {"Content_Type": "image/png"}), "image/png, not a feed"),
    "a bomb": (
        ('<!DOCTYPE r [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><rss>&b;</rss>', {"Content_Type": "text/xml"}),
        "defines entities",
    ),
    "nothing": (("", {"status": 404}), "404"),
    "a way inside": (("", {"status": 301, "Location": "http://169.254.169.254/feed"}), "not on the public internet"),
}


@pytest.mark.parametrize(("answer", "sentence"), FAILURES.values(), ids=FAILURES.keys())
def test_what_is_no_feed_is_a_failure_in_words(feed, site, answer, sentence):
    body, options = answer
    site.put("/feed", body, **options)
    assert sentence in poll(feed).error
    assert sentence in feed.last_error
    assert feed.is_active


def test_a_wait_the_publisher_asks_for_is_kept(feed, site):
    at = timezone.now()
    site.put("/feed", status=429, Retry_After=str(3 * 24 * 3600))
    poll(feed, at=at)
    assert feed.next_poll_at - at > 2.6 * DAY


def test_a_feed_that_is_gone_stops_and_says_why(feed, site):
    site.put("/feed", status=410)
    poll(feed)
    assert (feed.state, feed.state_reason) == ("stopped", polling.GONE)
    assert polling.poll(feed.pk, now=True) is None


def test_a_poll_that_never_ends_was_counted_and_the_feed_is_asked_ever_less(feed, monkeypatch):
    def dies(*args, **options):
        raise SystemExit

    monkeypatch.setattr(polling.http, "fetch", dies)
    at, waits = timezone.now(), []
    for _ in range(4):
        with pytest.raises(SystemExit):
            polling.poll(feed.pk, at=at)
        assert polling.poll(feed.pk, at=at, now=True) is None, "it is held"
        feed.refresh_from_db()
        waits.append(feed.next_poll_at - at)
        at = feed.next_poll_at
    assert waits[0] == timedelta(minutes=10)
    assert waits[1] < waits[2] < waits[3]
    assert (feed.error_count, feed.last_error) == (4, polling.UNENDED)


def test_a_host_we_keep_busy_is_no_failure_of_the_feed(feed, monkeypatch):
    monkeypatch.setattr(manners, "PATIENCE", 0.1)
    Host.objects.create(name="127.0.0.1", free_at=timezone.now() + MINUTE)
    assert poll(feed) is None
    assert (feed.error_count, feed.last_error, feed.claimed_until) == (0, None, None)
    assert not feed.events.exists()
    assert feed.next_poll_at < timezone.now() + MINUTE


def test_a_feed_at_a_host_that_asked_for_a_rest_is_polled_after_it(feed):
    Host.objects.create(name="127.0.0.1", free_at=timezone.now() + 10 * MINUTE)
    outcome = polling.poll(feed.pk, now=True)
    feed.refresh_from_db()
    assert outcome.event is None
    assert "has asked us to wait until" in polling.told(outcome)
    assert (feed.error_count, feed.last_error) == (0, None)
    assert timezone.now() + 9 * MINUTE < feed.next_poll_at <= timezone.now() + 10 * MINUTE
