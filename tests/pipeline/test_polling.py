"""Polling a feed: what is asked for, who does it, and when it is asked again."""

import gzip
import threading
from datetime import timedelta
from email.utils import format_datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from tests.factories import EditorFactory, FeedFactory
from tests.pipeline.feed_pages import item, poll, rss
from tracker import tasks
from tracker.models import Article, Feed, FeedEvent, FeedItem
from tracker.pipeline import feeds, polling

pytestmark = pytest.mark.django_db

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def test_only_a_change_is_asked_for_and_a_304_refreshes_what_is_known(feed, site):
    feed.put(item(1), ETag='"1"', Last_Modified="Thu, 17 Oct 2024 06:00:00 GMT")
    poll(feed)
    event = poll(feed)
    assert (event.kind, event.found) == ("unchanged", None)
    asked = site.asked[-1][1]
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == ('"1"', "Thu, 17 Oct 2024 06:00:00 GMT")
    site.put("/feed", status=304, ETag='"2"')
    poll(feed)
    assert (feed.etag, feed.last_modified) == ('"2"', "Thu, 17 Oct 2024 06:00:00 GMT")
    feed.put(item(1), item(2))
    assert poll(feed).new == 1
    assert (feed.etag, feed.last_modified) == (None, None)


def test_a_poll_that_brings_nothing_costs_the_same_however_much_is_known(
    feed, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr(polling, "PRUNED_EVERY", 10**12)  # the log is shortened now and then
    costs = []
    for known in (1, 30):
        feed.put(*(item(n) for n in range(known)), ETag=f'"{known}"')
        poll(feed)
        with django_assert_max_num_queries(5) as queries:  # one of them is the test's
            assert poll(feed).kind == "unchanged"
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_a_body_seen_before_is_not_read_again(feed, monkeypatch):
    poll(feed)
    monkeypatch.setattr(polling.feeds, "read", lambda *a, **k: pytest.fail("read again"))
    assert poll(feed).kind == "unchanged"


def test_the_next_poll_follows_the_rhythm_and_the_wishes_of_the_publisher(feed, site):
    start = timezone.now()
    feed.put(item(1, pubDate=None), Cache_Control="max-age=7200")
    poll(feed)
    assert feed.interval == 2 * HOUR
    assert 0.9 * 2 * HOUR <= feed.next_poll_at - start <= 1.1 * 2 * HOUR + MINUTE
    site.put("/feed", rss(item(1), channel="<ttl>300</ttl>"))
    poll(feed)
    assert feed.interval == 5 * HOUR
    Feed.objects.update(min_interval=2 * DAY)
    poll(feed)
    assert feed.interval == 2 * DAY


def test_the_rhythm_is_told_by_what_is_known_when_a_poll_brings_nothing_too(feed):
    now = timezone.now()
    feed.put(*(item(n, pubDate=format_datetime(now - n * 2 * HOUR)) for n in range(1, 5)), ETag='"1"')
    Feed.objects.update(min_interval=10 * MINUTE)
    assert poll(feed, at=now).new == 4
    usual = feed.interval
    assert usual == HOUR / 2
    assert poll(feed, at=now).kind == "unchanged"
    assert feed.interval == usual
    poll(feed, at=now + 4 * DAY)
    assert feed.interval > 4 * usual, "it has fallen silent"


def test_a_feed_that_moved_for_good_is_followed(feed, site):
    new = site.put("/new", rss(item(1)))
    site.put("/feed", status=301, Location=new)
    poll(feed)
    assert feed.url == new
    assert feed.events.filter(kind="moved", error__contains="/new").exists()


def test_a_feed_that_moved_further_than_can_be_kept_is_polled_where_it_was(feed, site):
    long = site.put("/" + "x" * 2100, rss(item(1)))
    site.put("/feed", status=301, Location=long)
    assert poll(feed).new == 1
    assert feed.url == site.address("/feed")


def test_odd_validators_are_not_sent_back(feed, site):
    for odd in ("é", "x" * 600, "a\tb"):
        feed.put(item(1), ETag=odd)
        poll(feed)
        assert feed.etag is None


def test_a_feed_that_moved_for_now_keeps_its_address(feed, site):
    site.put("/feed", status=302, Location=site.put("/new", rss(item(1))))
    poll(feed)
    assert feed.url == site.address("/feed")


def test_a_feed_that_moved_to_where_another_stands_stops(feed, site):
    other = FeedFactory(url=site.put("/new", rss(item(1))), title="The other")
    site.put("/feed", status=301, Location=other.url)
    poll(feed)
    assert feed.state == "stopped"
    assert "“The other” is polled already" in feed.state_reason


def test_a_feed_that_is_not_due_is_left_alone(feed, site):
    Feed.objects.update(next_poll_at=timezone.now() + HOUR)
    assert polling.poll(feed.pk) is None
    assert site.asked == []


def meanwhile(monkeypatch, act):
    """Have `act` done in the middle of the next poll."""
    fetch = polling.http.fetch

    def fetched_after(*args, **options):
        act()
        return fetch(*args, **options)

    monkeypatch.setattr(polling.http, "fetch", fetched_after)


@pytest.fixture(params=["new items", "nothing new", "a failure"])
def polled(request, feed, site):
    """A feed that was polled before, whatever the next poll comes to."""
    feed.put(item(1), ETag='"1"')
    poll(feed)
    if request.param == "new items":
        feed.put(item(1), item(2))
    if request.param == "a failure":
        site.put("/feed", status=500)
    return feed


def test_an_editor_who_pauses_a_feed_in_the_middle_of_a_poll_has_the_last_word(polled, monkeypatch):
    before = (polled.etag, polled.last_polled_at, FeedItem.objects.count())
    meanwhile(monkeypatch, lambda: Feed.objects.get(pk=polled.pk).pause(EditorFactory()))
    assert poll(polled) is None
    assert (polled.state, polled.claimed_until) == ("paused", None)
    assert (polled.etag, polled.last_polled_at, FeedItem.objects.count()) == before
    assert list(polled.events.values_list("kind", flat=True)) == ["paused", "fetched"]


def test_what_an_editor_enters_in_the_middle_of_a_poll_stays(polled, monkeypatch):
    entered = {"title": "The harbour", "min_interval": 2 * DAY, "text_from": "page"}
    meanwhile(monkeypatch, lambda: feeds.edit(Feed.objects.get(pk=polled.pk), actor=EditorFactory(), **entered))
    assert poll(polled).kind in FeedEvent.POLLS
    assert {name: getattr(polled, name) for name in entered} == entered


@pytest.mark.django_db(transaction=True)
def test_a_feed_that_somebody_is_writing_is_passed_by(feed):
    written, go_on = threading.Event(), threading.Event()

    def write():
        with transaction.atomic():
            Feed.objects.filter(pk=feed.pk).update(title="The harbour")
            written.set()
            go_on.wait(10)
        connection.close()

    editor = threading.Thread(target=write)
    editor.start()
    written.wait(10)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout TO '5s'")
        assert polling.poll(feed.pk) is None
        cursor.execute("SET lock_timeout TO DEFAULT")
    go_on.set()
    editor.join()
    assert poll(feed).new == 2


def test_what_the_old_address_answered_is_not_told_of_the_new_one(feed, site, monkeypatch):
    feed.put(item(1), ETag='"old"')
    new = site.address("/new")
    meanwhile(monkeypatch, lambda: feeds.edit(Feed.objects.get(pk=feed.pk), actor=EditorFactory(), url=new))
    assert poll(feed) is None
    assert (feed.url, feed.etag, feed.claimed_until) == (site.address("/new"), None, None)
    assert polling.due(timezone.now()) == [feed.pk]
    assert not FeedItem.objects.exists()


def test_the_clock_going_back_stalls_no_feed(feed):
    poll(feed, at=timezone.now() + 3 * DAY)
    assert polling.due(timezone.now()) == [feed.pk]
    Feed.objects.update(claimed_until=timezone.now() + DAY)
    assert poll(feed).kind == "unchanged"


def test_the_log_keeps_the_newest_polls_and_all_that_editors_did(feed, monkeypatch):
    monkeypatch.setattr(FeedEvent, "KEPT", 5)
    monkeypatch.setattr(polling, "PRUNED_EVERY", 1)
    feed.note("added", at=timezone.now() - DAY)
    for _ in range(8):
        poll(feed)
    assert feed.events.count() == 6
    assert feed.events.filter(kind="added").exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_not_poll_one_feed_at_once(feed, site, monkeypatch):
    fetch, inside, go_on = polling.http.fetch, threading.Event(), threading.Event()

    def slow(*args, **options):
        inside.set()
        go_on.wait(10)
        return fetch(*args, **options)

    def first():
        outcomes.append(polling.poll(feed.pk, now=True))
        connection.close()

    outcomes = []
    monkeypatch.setattr(polling.http, "fetch", slow)
    worker = threading.Thread(target=first)
    worker.start()
    inside.wait(10)
    assert polling.poll(feed.pk, now=True) is None
    go_on.set()
    worker.join()
    assert outcomes[0].event.new == 2
    assert site.paths.count("/feed") == 1


def test_the_task_rings_for_what_a_poll_brought(feed, rung):
    tasks.poll_feed(feed.pk)
    assert sorted(rung) == [("process", key) for key in Article.objects.order_by("pk").values_list("pk", flat=True)]
    tasks.poll_feed(feed.pk)
    assert len(rung) == 2, "the feed is not due any more"


def test_the_schedule_rings_for_due_feeds_only(feed, monkeypatch):
    rung = []
    monkeypatch.setattr(tasks.poll_feed, "apply_async", lambda args, **options: rung.append(args[0]))
    FeedFactory(next_poll_at=timezone.now() + HOUR)
    FeedFactory(state="paused")
    assert tasks.poll_due_feeds() == 1
    assert rung == [feed.pk]


def test_the_command_polls_what_is_due_and_sums_up(feed, site, capsys):
    FeedFactory(url=site.put("/broken", status=500))
    FeedFactory(next_poll_at=timezone.now() + HOUR)
    call_command("poll")
    out = capsys.readouterr()
    assert (
        "2 feeds polled, 1 failed, 0 left for later: 2 new items, 0 edits, 0 items refused. 2 articles wait" in out.out
    )
    assert f"{site.address('/broken')}: The publisher answered 500" in out.err
    assert Article.objects.filter(ring_at__lte=timezone.now()).count() == 2


def test_the_command_says_why_a_feed_was_not_polled(feed, site):
    site.put("/feed", status=404)
    with pytest.raises(CommandError, match="404"):
        call_command("poll", feed=feed.pk)
    with pytest.raises(CommandError, match="no feed 0"):
        call_command("poll", feed=0)
    feed.pause(EditorFactory())
    with pytest.raises(CommandError, match="Resume it first"):
        call_command("poll", feed=feed.pk)


def test_a_packed_feed_is_unpacked(feed, site):
    site.put("/feed", gzip.compress(rss(item(1)).encode()), Content_Encoding="gzip")
    assert poll(feed).new == 1
