"""Whatever happens to the workers in the middle of a poll, every item of the feed is an article once in the end."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from kombu import Connection

from tests.factories import FeedFactory
from tests.faults.conftest import serving
from tests.faults.newsroom import COUNT, messages, sessions_cut, story, until
from tracker import celery
from tracker.models import Feed, FeedItem, Host
from tracker.tasks import poll_feed

# The third item of a poll takes a minute to store: time to kill the worker inside the transaction.
SLOW_STORE = """
    CREATE FUNCTION take_long() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_sleep(60);
            RETURN NEW;
        END $$;
    CREATE TRIGGER slow_store BEFORE INSERT ON tracker_feeditem
        FOR EACH ROW WHEN (NEW.title = 'Ferry 2') EXECUTE FUNCTION take_long();
"""
QUICK_AGAIN = "DROP TRIGGER IF EXISTS slow_store ON tracker_feeditem; DROP FUNCTION IF EXISTS take_long;"
SLEEPING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()"


def rss():
    items = "".join(
        f"<item><guid>n{n}</guid><link>/story-{n}</link><title>Ferry {n}</title><description><![CDATA["
        + "".join(f"<p>{part}</p>" for part in story(n).split("\n\n"))
        + "]]></description></item>"
        for n in range(COUNT)
    )
    return f"<rss version='2.0'><channel><title>Ferries</title>{items}</channel></rss>".encode()


@pytest.fixture
def publisher():
    """Serves the feed; while `publisher.busy` is set it keeps its reader waiting. `asked` counts the polls."""
    busy, asked = threading.Event(), []

    def answer(path):
        if path != "/feed":
            return None
        asked.append(path)
        while busy.is_set():
            threading.Event().wait(0.05)
        return "application/rss+xml", rss()

    with serving(answer) as server:
        server.busy, server.asked = busy, asked
        yield server
        busy.clear()


@pytest.fixture
def feed(room, publisher):
    return FeedFactory(url=f"http://127.0.0.1:{publisher.server_port}/feed", text_from="feed")


@pytest.fixture
def slow_store(room):
    """Call it to slow the storing down, and call what it gives to end that, sessions that still store included."""

    def quick():
        sessions_cut()
        execute(QUICK_AGAIN)

    def slow():
        execute(SLOW_STORE)
        return quick

    yield slow
    quick()


def execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def ring(feed, times=1):
    with Connection("pgmq://", transport_options=celery.transport_options("pgmq://")) as queue:
        for _ in range(times):
            poll_feed.apply_async((feed.pk,), connection=queue)


def claim_runs_out(feed):
    """As if the time had passed after which another worker may take the feed and the host, and the next poll had come."""
    past = timezone.now() - timedelta(minutes=1)
    Feed.objects.filter(pk=feed.pk).update(claimed_until=past, next_poll_at=past)
    Host.objects.update(free_at=past)


def told(room):
    return f"{list(Feed.objects.values('error_count', 'last_error', 'claimed_until', 'next_poll_at'))}\n{room.logs()}"


def taken_in():
    return FeedItem.objects.count() == COUNT


def sleeping():
    with connection.cursor() as cursor:
        cursor.execute(SLEEPING)
        return cursor.fetchone()[0]


def test_a_worker_killed_while_it_fetches_and_while_it_stores_loses_no_item(room, feed, publisher, slow_store):
    publisher.busy.set()
    worker = room.start(beat=False)
    ring(feed)
    until(lambda: publisher.asked, "the poll", lambda: told(room))
    room.kill(worker)
    publisher.busy.clear()
    feed.refresh_from_db()
    assert feed.error_count == 1, "a poll that did not end was counted"

    quick = slow_store()
    claim_runs_out(feed)
    worker = room.start(beat=False)
    ring(feed)
    until(sleeping, "the middle of the transaction", lambda: told(room))
    room.kill(worker)
    quick()
    assert not FeedItem.objects.exists(), "half a poll leaves nothing"

    claim_runs_out(feed)
    room.start()
    ring(feed)
    until(taken_in, "the items", lambda: told(room))
    room.await_end()
    room.assert_each_once()
    feed.refresh_from_db()
    assert (feed.error_count, feed.last_error, feed.claimed_until) == (0, None, None)


def test_messages_delivered_many_times_to_two_workers_poll_a_feed_once(room, feed, publisher):
    ring(feed, times=8)
    room.start(beat=False)
    room.start()
    until(taken_in, "the items", lambda: told(room))
    room.await_end()
    room.assert_each_once()
    assert publisher.asked == ["/feed"]


def test_a_backlog_of_articles_keeps_no_feed_waiting(room, feed, publisher):
    """One worker process, one article that holds it for a while, and every other article rung for many times before."""
    first, *others = room.texts()
    room.order(first.pk, "captured", "stall")
    room.ring(first)
    room.ring(*others, times=20)
    ring(feed)
    room.start(concurrency=1, beat=False)
    until(lambda: room.times_reached(first.pk, "captured"), "the first article", lambda: told(room))
    waiting = messages()
    assert waiting > 20 * len(others)
    room.withdraw(first.pk, "captured")
    until(lambda: publisher.asked, "the poll", lambda: told(room))
    assert messages() > waiting - 12, "the feed did not wait for what was sent before it"
