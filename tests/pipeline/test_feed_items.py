"""What a feed lists becomes articles: each item once, each edit a version, nothing lost without a reason."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.pipeline.feed_pages import STORY, item, poll
from tracker.models import Article, ArticleVersion, Feed, FeedItem, Watch
from tracker.pipeline import feed_items

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


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


def test_a_changed_headline_is_a_version_and_stays_the_latest_while_the_feed_prints_it(feed):
    poll(feed)
    feed.put(item(1, title="Ferry number 1 waits"), item(2))
    assert brought(poll(feed)) == ("fetched", 2, 0, 1, 0)
    feed.put(item(1, title="Ferry number 1 sails"), item(2))
    poll(feed)
    feed.put(item(1, title="Ferry number 1 sails"), item(2), item(3))
    poll(feed)
    article = Article.objects.get(feed_items__guid="n1")
    assert (article.latest_version.number, article.versions.count()) == (1, 2)
    assert article.title == article.latest_version.title == "Ferry number 1 sails"


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
