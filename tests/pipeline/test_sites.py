"""A source made from a feed is named by it, and gets a time zone where there is evidence for one."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.factories import ArticleFactory, FeedFactory, SourceFactory
from tests.pipeline.feed_pages import item, rss
from tracker.analysis import feeds as reading
from tracker.models import Article, Source
from tracker.pipeline import feeds, polling, sites

pytestmark = pytest.mark.django_db


def document(title="Harbour news", *, hours=None, language=None):
    zone = timezone(timedelta(hours=hours)) if hours is not None else UTC
    items = tuple(
        reading.Item(None, None, f"Item {n}", None, "", published=datetime(2024, 1, n, 9, tzinfo=zone))
        for n in (1, 2, 3)
    )
    return reading.Document("rss", title, None, None, None, items, language)


def test_a_new_source_has_the_name_of_its_site_and_the_zone_of_its_country():
    feed, _ = feeds.add(feeds.Found("https://pier.co.uk/feed", "World | The Pier", None))
    assert (feed.source.name, feed.source.time_zone) == ("The Pier", "Europe/London")
    assert feed.source.time_zone_why == "Its address ends in .uk."


def test_the_front_page_knows_its_name_and_language_better_than_the_feed(site):
    page = site.put(
        "/",
        "<html lang=en-IE><head><title>Home</title><meta property=og:site_name content='The Quay Times'>"
        "<link rel=alternate type='application/rss+xml' title='World' href='/world.xml'></head>",
    )
    (found,) = feeds.find(page)
    source = feeds.add(found)[0].source
    assert (source.name, source.time_zone) == ("The Quay Times", "Europe/Dublin")


def test_where_nothing_tells_the_zone_is_not_known_and_not_guessed():
    source = sites.make("The Pier", home="https://pier.example/", language=None)
    assert (source.time_zone, source.zone) == (None, None)
    assert source.time_zone_why == "Neither its address nor its feed tells."


def test_the_first_poll_names_the_source_and_finds_its_zone():
    source = sites.make("", home="https://pier.com.au/", language=None)
    assert (source.name, source.time_zone) == ("pier.com.au", None)
    sites.learn(FeedFactory(source=source), document("The Pier - Latest News", hours=11))
    source.refresh_from_db()
    assert (source.name, source.time_zone) == ("The Pier", "Australia/Sydney")


def test_once_articles_are_dated_without_a_zone_it_is_only_proposed():
    source = ArticleFactory(source=sites.make("", home="https://pier.com.au/", language=None)).source
    sites.learn(FeedFactory(source=source), document(hours=11))
    source.refresh_from_db()
    assert source.time_zone is None
    assert source.time_zone_why.endswith("That would be Australia/Sydney.")


def test_what_is_known_is_not_learned_again(django_assert_num_queries):
    source = SourceFactory(name="The Pier", homepage="https://pier.com.au/", time_zone="Australia/Perth")
    feed = FeedFactory(source=source)
    with django_assert_num_queries(0):
        sites.learn(feed, document("Another name", hours=11))
    assert Source.objects.get().time_zone == "Australia/Perth"


def test_a_host_that_publishes_for_others_tells_nothing_of_the_clock():
    feed, _ = feeds.add(feeds.Found("https://feeds.feedburner.com/pier", "The Pier", None, language="en-IE"))
    sites.learn(feed, document(language="en-IE"))
    feed.source.refresh_from_db()
    assert (feed.source.name, feed.source.homepage, feed.source.time_zone) == ("The Pier", None, None)


def test_the_first_articles_of_a_feed_are_dated_by_the_zone_it_shows(site):
    """Printed late in the evening without an offset, beside others that show the hours of Dublin in summer."""
    told = [item(n, pubDate=f"Mon, {n:02} Jul 2024 23:30:00 +0100") for n in (1, 2, 3)]
    late = item(4, pubDate="Thu, 04 Jul 2024 00:30:00", title="A late one")
    body = rss(*told, late).replace("<channel>", "<channel><language>en-ie</language>", 1)
    feed = FeedFactory(source=sites.make("", home=site.address("/"), language=None), url=site.put("/feed", body))
    polling.poll(feed.pk)
    assert Source.objects.get().time_zone == "Europe/Dublin"
    late = Article.objects.get(title="A late one")
    assert (late.published_on.isoformat(), late.published_at.hour) == ("2024-07-04", 23)
    assert late.dates[0]["why"] == "the day is counted in Europe/Dublin"
