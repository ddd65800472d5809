"""Polling a feed: what it brings, what is asked for, how it fails, and when it is asked again."""

import gzip
import threading
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from tests.factories import EditorFactory, FeedFactory
from tracker import tasks
from tracker.models import Article, ArticleVersion, Feed, FeedEvent, FeedItem, Host, Watch
from tracker.pipeline import feed_items, feeds, manners, polling

pytestmark = pytest.mark.django_db

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
STORY = " ".join(["The ferry to the invented island sails at nine, the harbour office said."] * 20)


def rss(*items, channel=""):
    rows = "".join(
        "<item>" + "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in item.items()) + "</item>"
        for item in items
    )
    return f"<rss version='2.0'><channel><title>Harbour news</title>{channel}{rows}</channel></rss>"


def item(number, text=STORY, **more):
    values = {
        "guid": f"n{number}",
        "link": f"/story-{number}",
        "title": f"Ferry number {number} sails",
        "description": text,
        "pubDate": "Thu, 17 Oct 2024 06:00:00 GMT",
    }
    return {name: value for name, value in (values | more).items() if value is not None}


@pytest.fixture
def feed(site):
    """A feed at the test site; `put` changes what it answers."""
    feed = FeedFactory(url=site.address("/feed"), title="")
    feed.put = lambda *items, **headers: site.put("/feed", rss(*items), Content_Type="application/rss+xml", **headers)
    feed.put(item(1), item(2))
    return feed


def poll(feed, **options):
    """Poll now and give the line of the log; the feed is read again."""
    outcome = polling.poll(feed.pk, now=True, **options)
    feed.refresh_from_db()
    return outcome.event if outcome else None


def brought(event):
    return (event.kind, event.found, event.new, event.changed, event.refused)


def test_every_item_comes_in_once(feed):
    assert brought(poll(feed)) == ("fetched", 2, 2, 0, 0)
    feed.put(item(3), item(1), item(2))
    assert brought(poll(feed)) == ("fetched", 3, 1, 0, 0)
    assert FeedItem.objects.count() == Article.objects.count() == 3
    assert Article.objects.filter(state="captured", versions__extracted_by="feed-1").count() == 3
    assert feed.title == "Harbour news"
    assert feed.format == "rss"


def test_an_item_knows_when_and_by_whom_it_was_published(feed, site):
    poll(feed)
    article = Article.objects.get(feed_items__guid="n1")
    assert article.url == site.address("/story-1")
    assert article.source == feed.source
    assert article.published_at.isoformat() == "2024-10-17T06:00:00+00:00"
    assert {date["origin"] for date in article.dates} == {"feed"}


def test_a_teaser_is_fetched_from_its_page(feed):
    feed.put(item(1, "The ferry sails…"))
    poll(feed)
    article = Article.objects.get()
    assert (article.state, article.title, article.published_on.isoformat()) == (
        "queued",
        "Ferry number 1 sails",
        "2024-10-17",
    )


@pytest.mark.parametrize(
    ("choice", "states"), [("feed", {"captured"}), ("page", {"queued"}), ("auto", {"captured", "queued"})]
)
def test_an_editor_decides_where_the_text_comes_from(feed, choice, states):
    Feed.objects.update(text_from=choice)
    feed.put(item(1), *(item(n, "The ferry sails…") for n in range(2, 4)))
    poll(feed)
    assert set(Article.objects.values_list("state", flat=True)) == states


def test_an_edit_is_a_version_and_a_change_of_markup_is_none(feed):
    poll(feed)
    feed.put(item(1, f"<p>{STORY}</p>"), item(2, f"{STORY} It was late."))
    assert brought(poll(feed)) == ("fetched", 2, 0, 1, 0)
    assert Article.objects.get(feed_items__guid="n2").versions.count() == 2
    assert ArticleVersion.objects.count() == 3
    assert FeedItem.objects.get(guid="n2").changes == 1


def test_a_feed_that_turns_to_teasers_edits_nothing(feed):
    poll(feed)
    feed.put(item(1, "The ferry…"), item(2, "The ferry…"))
    assert brought(poll(feed)) == ("unchanged", 2, 0, 0, 0)
    assert ArticleVersion.objects.count() == 2


def test_a_teaser_in_other_words_has_the_page_looked_at(feed):
    feed.put(item(1, "The ferry sails…"))
    poll(feed)
    article, at = Article.objects.get(), timezone.now()
    watch = Watch.objects.create(article=article, since=at, due_at=at + DAY)
    poll(feed)
    watch.refresh_from_db()
    assert watch.due_at == at + DAY, "nothing was edited"
    feed.put(item(1, "The ferry waits…"))
    poll(feed)
    watch.refresh_from_db()
    assert watch.due_at <= timezone.now()
    Watch.objects.update(looked_at=timezone.now(), due_at=at + DAY)
    feed.put(item(1, "The ferry sinks…"))
    poll(feed)
    watch.refresh_from_db()
    assert watch.due_at == at + DAY, "it was looked at a moment ago"


def test_guids_that_change_at_each_visit_make_no_new_items(feed):
    for visit in range(3):
        feed.put(item(1, guid=f"visit-{visit}-1"), item(2, guid=f"visit-{visit}-2"))
        poll(feed)
    assert FeedItem.objects.count() == Article.objects.count() == 2
    assert set(FeedItem.objects.values_list("guid", flat=True)) == {"visit-2-1", "visit-2-2"}


def test_one_guid_on_every_item_loses_none(feed):
    for numbers in ((1, 2), (2, 3)):
        feed.put(*(item(n, f"{STORY} Part {n}.", guid="same") for n in numbers))
        poll(feed)
    assert Article.objects.count() == 3


def test_a_guid_used_again_for_another_story_is_another_item(feed):
    feed.put(item(1, guid="latest", title="A ferry sails"))
    poll(feed)
    feed.put(item(2, f"{STORY} Twice.", guid="latest", title="Strike in the port"))
    assert brought(poll(feed)) == ("fetched", 1, 1, 0, 0)
    assert brought(poll(feed))[2:4] == (None, None)
    assert Article.objects.count() == 2


@pytest.mark.parametrize("link", [None, "/", "/same"])
def test_items_without_pages_of_their_own_are_known_by_their_words(feed, link):
    items = [item(n, f"{STORY} Part {n}.", guid=None, link=link) for n in (1, 2)]
    feed.put(*items)
    poll(feed)
    feed.put(*reversed(items))
    poll(feed)
    assert Article.objects.count() == FeedItem.objects.count() == 2
    assert not Article.objects.exclude(url=None).exists()


def test_an_item_that_cannot_be_taken_in_says_why_and_costs_no_other(feed):
    feed.put(item(1), {"title": "Nothing but a headline"}, {"title": "Mail us", "link": "mailto:desk@courier.example"})
    assert brought(poll(feed)) == ("fetched", 3, 3, 0, 2)
    reasons = set(FeedItem.objects.filter(state="refused").values_list("reason", flat=True))
    assert reasons == {feed_items.NOTHING, feed_items.NO_PAGE}


def test_a_refused_item_is_taken_in_when_it_makes_sense_later(feed):
    feed.put({"guid": "g", "title": "Soon"})
    poll(feed)
    feed.put(item(1, guid="g"))
    poll(feed)
    assert FeedItem.objects.get().state == "taken"


def test_a_date_without_a_zone_is_a_time_of_the_source(feed):
    feed.source.time_zone = "America/New_York"
    feed.source.save()
    feed.put(item(1, pubDate="2024-10-17 23:30:00"))
    poll(feed)
    assert FeedItem.objects.get().published_at.isoformat() == "2024-10-18T03:30:00+00:00"
    assert Article.objects.get().published_on.isoformat() == "2024-10-17"


def test_impossible_dates_are_not_believed(feed):
    feed.put(item(1, pubDate="Thu, 01 Jan 1970 00:00:00 GMT"), item(2, pubDate="Thu, 17 Oct 2199 00:00:00 GMT"))
    poll(feed)
    assert set(Article.objects.values_list("published_on", flat=True)) == {None}


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
        with django_assert_max_num_queries(22) as queries:
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


def test_an_editor_who_pauses_a_feed_in_the_middle_of_a_poll_has_the_last_word(feed, monkeypatch):
    fetch = polling.http.fetch

    def paused_meanwhile(*args, **options):
        Feed.objects.get(pk=feed.pk).pause(EditorFactory())
        return fetch(*args, **options)

    monkeypatch.setattr(polling.http, "fetch", paused_meanwhile)
    assert poll(feed) is None
    assert (feed.state, feed.claimed_until) == ("paused", None)
    assert not FeedItem.objects.exists()


def test_what_the_old_address_answered_is_not_told_of_the_new_one(feed, site, monkeypatch):
    feed.put(item(1), ETag='"old"')
    fetch = polling.http.fetch

    def moved_meanwhile(*args, **options):
        feeds.edit(Feed.objects.get(pk=feed.pk), actor=EditorFactory(), url=site.address("/new"))
        return fetch(*args, **options)

    monkeypatch.setattr(polling.http, "fetch", moved_meanwhile)
    assert poll(feed) is None
    assert (feed.url, feed.etag, feed.claimed_until) == (site.address("/new"), None, None)
    assert polling.due(timezone.now()) == [feed.pk]
    assert not FeedItem.objects.exists()


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
    Host.objects.create(name="127.0.0.1", free_at=timezone.now() + 10 * MINUTE)
    assert poll(feed) is None
    assert (feed.error_count, feed.last_error, feed.claimed_until) == (0, None, None)
    assert not feed.events.exists()
    assert feed.next_poll_at < timezone.now() + MINUTE


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
