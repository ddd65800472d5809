"""Feeds as editors handle them: found, added once, edited, listed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import EditorFactory, FeedFactory, SourceFactory
from tracker.analysis import opml
from tracker.models import Feed, Source
from tracker.pipeline import feeds, http

pytestmark = pytest.mark.django_db

RSS = "<rss version='2.0'><channel><title>Harbour news</title><link>https://courier.example/</link></channel></rss>"


def feed_at(site, path):
    return site.put(path, RSS, Content_Type="application/rss+xml")


def found(url="https://courier.example/feed", title="Harbour news", home=None):
    return feeds.Found(url, title, home)


def test_the_address_of_a_feed_is_that_feed(site):
    assert feeds.find(feed_at(site, "/feed")) == [found(site.address("/feed"), home="https://courier.example/")]


def test_an_address_without_a_scheme_is_asked_for_unencrypted_where_the_site_is_not_encrypted(site):
    address = feed_at(site, "/feed").removeprefix("http://")
    assert [f.url for f in feeds.find(address)] == [site.address("/feed")]
    with pytest.raises(http.FetchFailed, match="no encrypted connection"):
        feeds.find(f"https://{address}")


def test_a_feed_that_moved_for_good_is_found_where_it_is(site):
    old = site.put("/old", status=301, Location=feed_at(site, "/new"))
    assert [f.url for f in feeds.find(old)] == [site.address("/new")]


def test_a_home_page_names_its_feeds(site):
    page = site.put(
        "/",
        "<head><link rel=alternate type='application/rss+xml' title='All' href='/all.xml'>"
        "<link rel=alternate type='application/atom+xml' href='world.xml'>"
        "<link rel=alternate type='application/rss+xml' href='javascript:alert(1)'></head>",
    )
    assert [(f.url, f.title) for f in feeds.find(page)] == [
        (site.address("/all.xml"), "All"),
        (site.address("/world.xml"), ""),
    ]
    assert site.paths == ["/robots.txt", "/"], "what the page names is not fetched before it is chosen"


def test_a_home_page_that_names_none_is_asked_at_the_usual_places(site):
    feed_at(site, "/feed.xml")
    assert [f.url for f in feeds.find(site.put("/", "<p>Welcome</p>"))] == [site.address("/feed.xml")]


def test_a_site_without_feeds_says_so(site):
    with pytest.raises(feeds.NotFound, match="names no feed"):
        feeds.find(site.put("/", "<p>Welcome</p>"))


def test_a_search_ends_in_time(site, monkeypatch):
    monkeypatch.setattr(feeds, "SEARCH_SECONDS", -1)
    with pytest.raises(feeds.NotFound):
        feeds.find(site.put("/", "<p>Welcome</p>"))
    assert site.paths == ["/robots.txt", "/"]


@pytest.mark.parametrize("address", ["http://10.0.0.1/feed", "ftp://courier.example/feed", "http://"])
def test_an_address_that_leads_inside_is_refused(address):
    with pytest.raises(http.FetchRefused):
        feeds.find(address)


def test_a_feed_is_added_once_with_or_without_encryption():
    feed, created = feeds.add(found(), actor=EditorFactory())
    assert created
    assert feed.next_poll_at <= timezone.now()
    assert feed.events.get().kind == "added"
    for url in (feed.url, "http://courier.example/feed", "HTTPS://COURIER.example:443/feed#top"):
        assert feeds.add(found(url)) == (feed, False)


def test_an_address_too_long_to_keep_is_refused():
    with pytest.raises(http.FetchRefused, match="longer than 2,000"):
        feeds.add(found("https://courier.example/" + "x" * 2000))


def test_the_source_is_found_by_the_home_page_or_made():
    courier = SourceFactory(homepage="https://www.courier.example/")
    assert feeds.add(found("https://feeds.example/1", home="https://courier.example/news"))[0].source == courier
    made = feeds.add(found("https://gazette.example/feed", "The Gazette"))[0].source
    assert (made.name, made.slug, made.homepage) == ("The Gazette", "gazette-example", "https://gazette.example/")
    assert feeds.add(found("https://gazette.example/sport"))[0].source == made


def test_a_host_that_publishes_for_others_is_no_source():
    first, second = (feeds.add(found(f"https://feeds.feedburner.com/{n}", f"Paper {n}"))[0].source for n in (1, 2))
    assert first != second
    assert first.homepage is None


def test_an_edit_is_told_in_the_log_and_a_new_address_starts_anew():
    feed, editor = FeedFactory(etag='"1"', error_count=4, last_error="Gone."), EditorFactory()
    assert feeds.edit(feed, actor=editor, title=feed.title, text_from="page") == ["text_from"]
    assert feed.etag == '"1"'
    feeds.edit(feed, actor=editor, url="https://courier.example/new")
    feed.refresh_from_db()
    assert (feed.etag, feed.error_count, feed.last_error) == (None, 0, None)
    assert list(feed.events.values_list("error", flat=True)) == ["Changed: address.", "Changed: full text from."]


def test_a_feed_is_polled_soon_even_if_the_message_is_lost():
    feed, paused = (FeedFactory(next_poll_at=timezone.now() + timedelta(days=1), state=s) for s in ("active", "paused"))
    feeds.poll_soon(feed)
    feeds.poll_soon(paused)
    assert list(Feed.objects.due(timezone.now())) == [feed]


LIST = b"""<opml version="2.0"><body><outline text="Papers">
<outline type="rss" text="Courier" xmlUrl="https://courier.example/feed" htmlUrl="https://courier.example/"/>
<outline type="rss" text="Courier again" xmlUrl="http://courier.example/feed"/>
<outline type="rss" text="Here" xmlUrl="https://here.example/feed"/>
<outline type="rss" text="Nowhere"/>
<outline type="rss" text="Inside" xmlUrl="file:///etc/passwd"/>
<outline type="rss" text="Gazette" xmlUrl="https://gazette.example/feed"/>
</outline></body></opml>"""


def test_every_entry_of_a_list_is_answered_for():
    FeedFactory(url="https://here.example/feed")
    entries = feeds.import_opml(LIST, actor=EditorFactory())
    assert [(e.outline.title, e.fate.value) for e in entries] == [
        ("Courier", "added"),
        ("Courier again", "listed twice"),
        ("Here", "here already"),
        ("Nowhere", "refused"),
        ("Inside", "refused"),
        ("Gazette", "added"),
    ]
    assert entries[3].reason == "The entry has no address of a feed (xmlUrl)."
    assert "http:// or https://" in entries[4].reason
    assert [e.fate for e in feeds.import_opml(LIST)].count(feeds.Fate.ADDED) == 0


def test_first_polls_of_a_list_are_spread():
    feeds.import_opml(LIST)
    first, second = Feed.objects.order_by("next_poll_at").values_list("next_poll_at", flat=True)[:2]
    assert second - first >= feeds.APART


def exported():
    return feeds.export_opml(Feed.objects.select_related("source").order_by("source__name", "title", "pk"))


def listed():
    return sorted(Feed.objects.values_list("url", "title", "source__name", "source__homepage"), key=str)


def publish(name, home, *feeds_of_it):
    source = SourceFactory(name=name, homepage=home)
    for url, title in feeds_of_it:
        FeedFactory(source=source, url=url, title=title)


def test_an_export_gives_an_empty_newsroom_the_same_feeds_and_sources():
    publish(
        "The Courier of Isari",
        "https://courier.example/",
        ("https://courier.example/a", "World"),
        ("https://x.example/b", ""),
    )
    publish("Ministry of Ferries", "https://isari.example/ferries/", ("https://isari.example/f", "News & views"))
    publish("Ministry of Quays", "https://isari.example/quays/", ("https://isari.example/q", "News"))
    publish("Ann’s letters", None, ("https://letters.example/ann", "Letters"), ("https://letters.example/ann2", "More"))
    before, body = listed(), exported()
    Feed.objects.all().delete()
    Source.objects.all().delete()
    assert [e.fate for e in feeds.import_opml(body)] == [feeds.Fate.ADDED] * 6
    assert listed() == before
    assert Source.objects.count() == 4
    assert exported() == body
    assert {e.fate for e in feeds.import_opml(body)} == {feeds.Fate.KNOWN}
    assert (listed(), Source.objects.count()) == (before, 4)


def test_a_newsroom_that_moves_keeps_how_its_feeds_are_polled():
    paused = FeedFactory(url="https://courier.example/a", state="paused")
    set_ = FeedFactory(url="https://courier.example/b", text_from="page", min_interval=timedelta(minutes=90))
    gone = FeedFactory(url="https://courier.example/c", state="stopped", state_reason="It is gone (410).")
    body, editor = exported(), EditorFactory()
    Feed.objects.all().delete()
    feeds.import_opml(body, actor=editor)
    state = {url: rest for url, *rest in Feed.objects.values_list("url", "state", "text_from", "min_interval")}
    assert state == {
        paused.url: ["paused", "auto", None],
        set_.url: ["active", "page", timedelta(minutes=90)],
        gone.url: ["active", "auto", None],
    }
    assert [e.kind for e in Feed.objects.get(url=paused.url).events.filter(actor=editor)] == ["paused", "added"]
    assert exported() == body
    Feed.objects.get(url=paused.url).resume(None)
    feeds.import_opml(body)
    assert Feed.objects.get(url=paused.url).is_active, "what is here already stays as it is"


@pytest.mark.parametrize("stated", ['leastMinutes="2"', 'leastMinutes="-9"', 'textFrom="hearsay"', 'paused="perhaps"'])
def test_what_a_list_states_of_polling_and_makes_no_sense_is_left_out(stated):
    entry = f'<outline xmlUrl="https://courier.example/a" o:{stated}/>'
    feeds.import_opml(f'<opml xmlns:o="{opml.OURS}"><body>{entry}</body></opml>'.encode())
    feed = Feed.objects.get()
    assert (feed.state, feed.text_from, feed.min_interval) == ("active", "auto", None)


def test_a_list_of_ours_leaves_a_source_the_name_it_has_here():
    publish("Courier", "https://courier.example/", ("https://courier.example/a", "World"))
    body = exported()
    Feed.objects.all().delete()
    Source.objects.update(name="The Courier of Isari")
    feeds.import_opml(body)
    assert listed() == [("https://courier.example/a", "World", "The Courier of Isari", "https://courier.example/")]


def test_a_heading_of_another_program_is_no_source():
    feeds.import_opml(LIST)
    assert not Source.objects.filter(name="Papers").exists()


@pytest.mark.parametrize("home", ["javascript:alert(1)", f"https://courier.example/{'x' * 600}"])
def test_a_home_page_that_cannot_be_kept_costs_no_feed(home):
    heading = (
        '<outline type="source" text="Courier"><outline xmlUrl="https://courier.example/a" htmlUrl="{}"/></outline>'
    )
    entries = feeds.import_opml(f"<opml><body>{heading.format(home)}</body></opml>".encode())
    assert [e.fate for e in entries] == [feeds.Fate.ADDED]
    assert list(Source.objects.values_list("name", "homepage")) == [("Courier", None)]
