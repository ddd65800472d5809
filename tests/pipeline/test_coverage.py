"""What each source brought, by day and by week; a week that was quiet is told from one that was not read."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories import ArticleFactory, FeedFactory, SourceFactory
from tracker.models import Article, Feed, FeedEvent
from tracker.pipeline.coverage import arrivals, coverage

pytestmark = pytest.mark.django_db

TODAY = date(2024, 10, 17)  # a Thursday
MONDAY = date(2024, 10, 14)


def dated(source, day, **more):
    return ArticleFactory(source=source, published_on=day, published_at=None, **more)


def arrived(source, *moment, **more):
    article = ArticleFactory(source=source, **more)
    Article.objects.filter(pk=article.pk).update(created_at=datetime(*moment, tzinfo=UTC))


def feed_of(source, added, **polls):
    """A feed added on a day, with `fetched`, `unchanged` or `failed` polls on days."""
    feed = FeedFactory(source=source)
    Feed.objects.filter(pk=feed.pk).update(created_at=datetime(added.year, added.month, added.day, tzinfo=UTC))
    for kind, days in polls.items():
        for day in days:
            at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
            FeedEvent.objects.create(feed=feed, kind=kind, at=at, error="It failed." if kind == "failed" else None)
    return feed


def kinds(row):
    return [week.kind for week in row.weeks]


def test_articles_are_counted_by_the_day_they_arrived():
    source, other = SourceFactory(name="A"), SourceFactory(name="B")
    arrived(source, 2024, 10, 17, 0)
    arrived(source, 2024, 10, 15, 23, 59)
    arrived(source, 2024, 10, 14, 23, 59)  # a day too early
    arrived(other, 2024, 10, 16, 12)
    arrived(other, 2024, 10, 18)  # tomorrow
    arrived(other, 2024, 10, 16, state="failed", state_reason="x")
    arrived(None, 2024, 10, 16)
    rows = {row.source: row.counts for row in arrivals(until=TODAY, days=3)}
    assert rows == {source: (1, 0, 1), other: (0, 1, 0), None: (0, 1, 0)}
    assert arrivals(until=TODAY, days=3)[0].source == source


def test_days_are_days_of_the_newsroom(settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    source = SourceFactory()
    arrived(source, 2024, 10, 16, 20)
    assert arrivals(until=TODAY, days=2)[0].counts == (0, 1)


def test_articles_are_counted_by_the_week_they_are_dated_in():
    source = SourceFactory()
    for day in (MONDAY, TODAY, MONDAY + timedelta(days=6), MONDAY - timedelta(days=1)):
        dated(source, day)
    dated(source, MONDAY, state="failed", state_reason="x")
    (row,) = coverage(until=TODAY, weeks=2)
    assert [(week.start, week.number) for week in row.weeks] == [(MONDAY - timedelta(days=7), 1), (MONDAY, 3)]
    assert row.total == 4


def test_a_week_is_quiet_when_we_looked_and_not_read_when_we_could_not():
    source = SourceFactory()
    dated(source, date(2024, 1, 1))
    feed_of(
        source,
        date(2024, 1, 1),
        unchanged=[MONDAY - timedelta(days=14)],
        failed=[MONDAY - timedelta(days=14), MONDAY - timedelta(days=5)],
    )
    dated(source, TODAY)
    (row,) = coverage(until=TODAY, weeks=4)
    assert kinds(row) == ["none", "quiet", "unread", "read"]


def test_weeks_before_a_source_was_followed_are_no_silence():
    source = SourceFactory()
    feed_of(source, MONDAY - timedelta(days=7), unchanged=[MONDAY])
    (row,) = coverage(until=TODAY, weeks=4)
    assert kinds(row) == ["before", "before", "none", "quiet"]


def test_a_source_without_a_feed_is_followed_from_its_first_article():
    source = SourceFactory()
    dated(source, MONDAY - timedelta(days=14))
    (row,) = coverage(until=TODAY, weeks=4)
    assert kinds(row) == ["before", "read", "none", "none"]


def test_a_source_with_neither_feed_nor_article_is_left_out():
    SourceFactory()
    assert coverage(until=TODAY, weeks=4) == []
    assert arrivals(until=TODAY, days=4) == []


def test_the_number_of_queries_does_not_grow(django_assert_num_queries):
    for _ in range(4):
        source = SourceFactory()
        feed_of(source, MONDAY, fetched=[TODAY])
        dated(source, TODAY)
        arrived(source, 2024, 10, 16)
    with django_assert_num_queries(4):
        assert len(coverage(until=TODAY, weeks=12)) == 4
    with django_assert_num_queries(2):
        arrivals(until=TODAY, days=14)
