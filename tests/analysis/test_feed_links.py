"""The feeds a page names."""

from tracker.analysis.feed_links import feed_links

PAGE = b"""<html><head><base href="https://courier.example/en/">
<link rel="alternate" type="application/rss+xml" title="All  news" href="feed.xml">
<link rel="ALTERNATE feed" type="application/atom+xml; charset=utf-8" href="https://courier.example/atom">
<link rel="alternate" type="application/feed+json" href="/feed.json"><link rel=alternate type=application/rss+xml>
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
<link rel="alternate" hreflang="de" href="/de/"><link rel="stylesheet" href="/x.css">
<link rel="alternate" type="application/rss+xml" href="feed.xml"></head><body></body></html>"""


def test_feeds_are_named_once_and_in_page_order():
    found = feed_links(PAGE)
    assert [link.href for link in found] == ["feed.xml", "https://courier.example/atom", "/feed.json"]
    assert found[0].title == "All news"
    assert found[0].base == "https://courier.example/en/"


def test_what_is_no_page_names_none():
    assert feed_links(b"") == feed_links(b"\x00\xff") == feed_links(b"just words") == []
