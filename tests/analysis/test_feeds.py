"""Feeds as bytes: every kind is read, broken ones as far as they go, and none crashes, grows or lies."""

import contextlib
import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis import feeds
from tracker.analysis.feed_safety import DEEPEST, MOST_ELEMENTS, MOST_ENTITIES, NotAFeed

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "real" / "feeds"
STORY = " ".join(["The ferry to the invented island sails at nine, the harbour office said."] * 20)


def rss(*items, channel="", head=""):
    return (
        f'<?xml version="1.0"?>{head}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour news</title>{channel}'
        + "".join(f"<item>{item}</item>" for item in items)
        + "</channel></rss>"
    ).encode()


def only(body, **more):
    [item] = feeds.read(body, **more).items
    return item


def test_an_item_of_rss():
    item = only(
        rss(
            "<guid isPermaLink='false'>n1</guid><link>/ferry?a=1&amp;b=2</link><title>Ferry &amp;amp; harbour</title>"
            "<dc:creator>Liv Tarn</dc:creator><pubDate>Thu, 17 Oct 2024 08:00:00 +0200</pubDate>"
            "<description>Short.</description><content:encoded><![CDATA[<p>One.</p><p>Two.</p>]]></content:encoded>"
        )
    )
    assert (item.guid, item.link) == ("n1", "/ferry?a=1&b=2")
    assert (item.title, item.author, item.text) == ("Ferry & harbour", "Liv Tarn", "One.\n\nTwo.")
    assert item.published == datetime(2024, 10, 17, 6, tzinfo=UTC)
    assert item.updated is None


def test_an_item_of_atom():
    item = only(
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><id>tag:courier.example,2024:1</id>'
        b'<link rel="alternate" href="https://courier.example/1"/><title type="html">A &amp;lt;b&amp;gt;ferry</title>'
        b"<updated>2024-10-18T00:00:00Z</updated><published>2024-10-17T06:00:00Z</published>"
        b'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content>'
        b"</entry></feed>"
    )
    assert (item.guid, item.link) == ("tag:courier.example,2024:1", "https://courier.example/1")
    assert item.text == "One.\n\nTwo."
    assert (item.published, item.updated) == (
        datetime(2024, 10, 17, 6, tzinfo=UTC),
        datetime(2024, 10, 18, tzinfo=UTC),
    )


def test_an_item_of_a_json_feed():
    document = feeds.read(
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "Harbour news",
                "home_page_url": "https://courier.example/",
                "items": [
                    {
                        "id": 17,
                        "url": "https://courier.example/17",
                        "title": "Ferry",
                        "content_html": "<p>One.</p><script>alert(1)</script>",
                        "date_published": "2024-10-17T08:00:00+02:00",
                        "authors": [{"name": "Liv Tarn"}, {"url": "x"}],
                    },
                    "not an item",
                ],
            }
        ).encode()
    )
    [item] = document.items
    assert (document.format, document.title, document.home) == ("json", "Harbour news", "https://courier.example/")
    assert (item.guid, item.link, item.author, item.text) == ("17", "https://courier.example/17", "Liv Tarn", "One.")
    assert item.published == datetime(2024, 10, 17, 6, tzinfo=UTC)


def test_a_guid_is_the_link_only_where_it_is_an_address():
    links = [only(rss(f"<title>a</title><guid>{guid}</guid>")).link for guid in ("n1", "https://courier.example/1")]
    assert links == [None, "https://courier.example/1"]


def test_a_date_without_a_zone_stays_without_one():
    moments = [
        only(rss(f"<title>a</title><pubDate>{d}</pubDate>")).published
        for d in ("2024-10-17 08:00:00", "Thu, 17 Oct 2024 08:00:00 GMT", "Thu, 17 Oct 2024 08:00:00 EST", "yesterday")
    ]
    eight = datetime(2024, 10, 17, 8)
    assert moments == [eight, eight.replace(tzinfo=UTC), eight.replace(tzinfo=UTC) + timedelta(hours=5), None]


WHOLE = {
    "long": (STORY, True),
    "long, but it breaks off": (f"{STORY} And then […]", False),
    "long, but it asks to read on": (f"{STORY} <a href='/x'>Continue reading →</a>", False),
    "short": ("The ferry sails at nine, the harbour office said.", False),
    "nothing": ("", False),
}


@pytest.mark.parametrize(("text", "whole"), WHOLE.values(), ids=WHOLE.keys())
def test_a_text_is_whole_by_its_length_and_its_end(text, whole):
    assert only(rss(f"<title>a</title><description><![CDATA[{text}]]></description>")).whole is whole


def test_short_texts_are_whole_in_a_feed_of_whole_texts():
    short = "<title>b</title><description>The ferry sails at nine.</description>"
    long = f"<title>a</title><description>{STORY}</description>"
    cut = "<title>c</title><description>The ferry sails…</description>"
    assert [item.whole for item in feeds.read(rss(long, short, short, short)).items] == [True] * 4
    assert [item.whole for item in feeds.read(rss(long, *[short] * 4)).items] == [True] + [False] * 4
    assert [item.whole for item in feeds.read(rss(long, short, cut)).items] == [True, False, False]


def test_what_blog_software_prints_below_is_not_of_the_text():
    below = f"<p>{STORY}</p><p>The post <a>Ferry</a> appeared first on <a>The Courier</a>.</p>"
    assert only(rss(f"<title>a</title><description><![CDATA[{below}]]></description>")).text == STORY


def test_how_long_a_feed_wants_to_be_kept():
    for printed, ttl in (("90", timedelta(minutes=90)), ("soon", None), ("-5", None), ("0", None), ("9" * 12, None)):
        assert feeds.read(rss("<title>a</title>", channel=f"<ttl>{printed}</ttl>")).ttl == ttl


NO_FEEDS = {
    "nothing": b"",
    "a page": b"<!doctype html><html><body><p>Not found</p></body></html>",
    "words": b"Service unavailable",
    "other JSON": b'{"items": []}',
    "broken JSON": b'{"version": "https://jsonfeed.org/version/1", "items": [',
    "JSON without end": b'{"a":' * 100_000,
    "a path": b"/etc/passwd",
    "an address": b"http://127.0.0.1/feed",
    "other XML": b"<catalogue><item/></catalogue>",
}


@pytest.mark.parametrize("body", NO_FEEDS.values(), ids=NO_FEEDS.keys())
def test_what_is_no_feed_is_said_to_be_none(body):
    with pytest.raises(NotAFeed):
        feeds.read(body)


ENTITIES = "".join(f'<!ENTITY e{n} "x">' for n in range(MOST_ENTITIES + 1))
DANGERS = {
    "words that grow": '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
    "a word that is long": f'<!DOCTYPE rss [<!ENTITY a "{"ha" * 5000}">]>',
    "very many words": f"<!DOCTYPE rss [{ENTITIES}]>",
    "another document": '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "another document, by parameter": '<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://127.0.0.1/x">%a;]>',
}


@pytest.mark.parametrize("head", DANGERS.values(), ids=DANGERS.keys())
def test_entities_that_grow_or_point_elsewhere_are_refused(head):
    with pytest.raises(NotAFeed, match="entities"):
        feeds.read(rss("<title>&b;&a;</title>", head=head))


def test_short_entities_of_an_old_feed_do_no_harm():
    head = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.example/rss.dtd" [<!ENTITY ferry "boat">]>'
    assert only(rss("<title>A story</title>", head=head)).title == "A story"


def test_a_feed_nested_without_end_is_refused():
    with pytest.raises(NotAFeed, match="nested"):
        feeds.read(rss("<title>a</title>" + "<x>" * (DEEPEST + 1) + "</x>" * (DEEPEST + 1)))


TOO_MUCH = {
    "bytes": (rss("<title>" + "a" * feeds.MOST_BYTES + "</title>"), "larger than 4 million bytes"),
    "items": (rss(*["<title>a</title>"] * (feeds.MOST_ITEMS + 1)), "more than 5,000 items"),
    "items of JSON": (
        json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{}] * (feeds.MOST_ITEMS + 1)}).encode(),
        "more than 5,000 items",
    ),
    "elements": (rss("<a/>" * (MOST_ELEMENTS + 1)), "more than 200000 elements"),
}


@pytest.mark.parametrize(("body", "sentence"), TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_a_feed_of_more_than_any_feed_needs_is_refused(body, sentence):
    with pytest.raises(NotAFeed, match=sentence):
        feeds.read(body)


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "nonsense", "utf-16", '"; drop'])
def test_a_wrong_encoding_loses_no_item(charset):
    body = '<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><item><title>Bücher</title></item>'
    for encoding in ("latin-1", "utf-8"):
        assert len(feeds.read(body.encode(encoding), content_type=f"text/xml; charset={charset}").items) == 1


@given(st.integers(0, 400), st.binary(max_size=6))
def test_a_feed_broken_anywhere_is_read_or_refused(place, junk):
    body = rss(f"<title>a</title><link>https://a.example/</link><description>{STORY[:80]}</description>")
    with contextlib.suppress(NotAFeed):
        feeds.read(body[:place] + junk + body[place + 3 :])


def test_real_feeds_give_every_item_they_have_and_none_crashes():
    if not REAL.is_dir():
        pytest.skip("real feeds are not here: 1 test left out")
    files = [
        f for f in REAL.rglob("*") if f.suffix in {".xml", ".rss", ".atom", ".rdf", ".json"} and "serde" not in f.name
    ]
    assert len(files) > 90
    outcomes, differing = Counter(), {}
    for file in files:
        body = file.read_bytes()
        try:
            found = len(feeds.read(body).items)
        except NotAFeed:
            outcomes["refused"] += 1
            continue
        outcomes["read"] += 1
        if file.suffix == ".json":
            printed = len(json.loads(body)["items"])
        else:
            printed = len(re.findall(rb"<(?:rss:)?(?:item|entry)[\s>]", body))
        if found != printed:
            differing[file.name] = (found, printed)
    assert outcomes["refused"] <= 5, outcomes
    assert differing == {}


def printed(moment, **more):
    """The item's time as the feed prints it."""
    return only(rss(f"<title>Ferry</title><pubDate>{moment}</pubDate>")).published


@pytest.mark.parametrize(
    ("words", "moment", "offset"),
    [
        ("Thu, 17 Oct 2024 08:00:00 +0200", datetime(2024, 10, 17, 6, tzinfo=UTC), timedelta(hours=2)),
        ("Thu, 17 Oct 2024 08:00:00 -0330", datetime(2024, 10, 17, 11, 30, tzinfo=UTC), timedelta(hours=-3.5)),
        ("Thu, 17 Oct 2024 08:00:00 EDT", datetime(2024, 10, 17, 12, tzinfo=UTC), timedelta(hours=-4)),
        ("Thu, 17 Oct 2024 08:00:00 GMT", datetime(2024, 10, 17, 8, tzinfo=UTC), timedelta(0)),
        ("2024-10-17T08:00:00Z", datetime(2024, 10, 17, 8, tzinfo=UTC), timedelta(0)),
        ("gio, 17 Oct 2024 08:00:00 +0200", datetime(2024, 10, 17, 6, tzinfo=UTC), timedelta(hours=2)),
    ],
)
def test_a_time_keeps_the_offset_it_is_printed_with(words, moment, offset):
    found = printed(words)
    assert (found, found.utcoffset()) == (moment, offset)


@pytest.mark.parametrize("zone", ["", " BST", " CEST", " IST"])
def test_a_time_without_a_zone_or_with_one_of_several_is_one_of_the_publisher_s_clock(zone):
    assert printed(f"Thu, 17 Oct 2024 08:00:00{zone}") == datetime(2024, 10, 17, 8)


def test_the_language_is_read():
    assert (
        feeds.read(b"<rss version='2.0'><channel><title>A</title><language>en-gb</language></channel></rss>").language
        == "en-gb"
    )
    assert (
        feeds.read(b"<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en-IE'><title>A</title></feed>").language
        == "en-IE"
    )
    assert (
        feeds.read(b'{"version": "https://jsonfeed.org/version/1.1", "language": "en-CA", "items": []}').language
        == "en-CA"
    )


def test_a_broken_feed_of_which_no_item_can_be_read_is_not_taken_for_an_empty_one():
    with pytest.raises(NotAFeed, match="broken"):
        feeds.read(b"<rss version='2.0'><channel><title>Broken")
    assert feeds.read(rss()).items == ()
    assert feeds.read(b"<rss version='2.0'><channel><item><title>Half an item").items
