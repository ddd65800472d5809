"""A folder of snapshots is taken in as if polled live: every item once, every edit a version, and the same rows again."""

import gzip
import os
import re
from collections import defaultdict
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.core.management import CommandError, call_command

from tests.factories import SourceFactory
from tracker.models import Article, ArticleVersion, Feed, FeedEvent, FeedItem, Watch
from tracker.pipeline import replay

pytestmark = pytest.mark.django_db

HISTORY = Path(__file__).resolve().parents[3] / "shared" / "real" / "feed_history"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def snapshot(*items, title="Harbour news"):
    rows = "".join(
        f"<item><guid>{guid}</guid><link>https://courier.example/{guid}</link><title>Story {guid}</title>"
        f"<description><![CDATA[{text}]]></description></item>"
        for guid, text in items
    )
    return f"<rss version='2.0'><channel><title>{title}</title>{rows}</channel></rss>".encode()


@pytest.fixture
def folder(tmp_path):
    """Three snapshots: an edit that is taken back, an item that falls out, and one that is not a feed in between."""
    bodies = {
        "001_2021-06-01T123239.xml": snapshot(("a", "<p>The ferry sails.</p>"), ("b", "The train stands.")),
        "002_2021-06-01T131110.xml.gz": gzip.compress(snapshot(("a", "<p>The ferry waits.</p>"))),
        "003_2021-06-01T150350.xml": snapshot(("c", "The tram turns."), ("a", "<p>The <b>ferry</b> sails.</p>")),
    }
    for name, body in bodies.items():
        (tmp_path / name).write_bytes(body)
    return tmp_path


def rows():
    """Everything a replay leaves, as values."""
    return [
        [dict(row) for row in model.objects.order_by("pk").values() if row]
        for model in (Feed, FeedItem, FeedEvent, Article, ArticleVersion)
    ]


def texts(guid):
    return list(
        ArticleVersion.objects.filter(article__feed_items__guid=guid).order_by("number").values_list("text", flat=True)
    )


def test_every_item_is_there_once_and_every_edit_is_a_version(folder):
    list(replay.replay(folder, SourceFactory()))
    assert sorted(FeedItem.objects.values_list("guid", flat=True)) == ["a", "b", "c"]
    assert texts("a") == ["The ferry sails.", "The ferry waits."]
    assert texts("b") == ["The train stands."]
    latest = Article.objects.get(feed_items__guid="a").latest_version
    assert latest.text == "The ferry sails.", "the edit was taken back"
    assert latest.captured_at == datetime(2021, 6, 1, 12, 32, 39, tzinfo=UTC)


def test_times_are_those_of_the_snapshots(folder):
    list(replay.replay(folder, SourceFactory()))
    feed, item = Feed.objects.get(), FeedItem.objects.get(guid="a")
    assert feed.last_polled_at == item.last_seen_at == datetime(2021, 6, 1, 15, 3, 50, tzinfo=UTC)
    assert item.first_seen_at == datetime(2021, 6, 1, 12, 32, 39, tzinfo=UTC)
    assert not Watch.objects.exists(), "the pages of that time are gone"
    assert list(feed.events.values_list("found", "new", "changed")) == [(2, 1, 0), (1, 0, 1), (2, 2, 0)]


def test_a_second_replay_leaves_the_same_rows(folder):
    source = SourceFactory()
    list(replay.replay(folder, source))
    before = rows()
    list(replay.replay(folder, source))
    assert rows() == before


def test_an_older_snapshot_found_later_adds_only_what_it_alone_has(folder):
    source = SourceFactory()
    list(replay.replay(folder, source))
    (folder / "000_2021-05-31T000000.xml").write_bytes(
        snapshot(("a", "The ferry is built."), ("z", "The quay is dry."))
    )
    list(replay.replay(folder, source))
    assert texts("a") == ["The ferry sails.", "The ferry waits.", "The ferry is built."]
    assert Article.objects.get(feed_items__guid="a").latest_version.text == "The ferry sails."
    assert texts("z") == ["The quay is dry."]


def test_a_replayed_feed_is_not_polled_until_an_editor_says_so(folder):
    list(replay.replay(folder, SourceFactory(slug="courier")))
    feed = Feed.objects.get()
    assert (feed.state, feed.url) == ("paused", f"https://replayed.invalid/courier/{folder.name}")


def test_a_file_that_is_no_feed_is_named_and_the_rest_goes_on(folder, capsys):
    (folder / "002b.xml").write_bytes(b"<html>Service unavailable</html>")
    (folder / "002c.xml.gz").write_bytes(b"not packed")
    SourceFactory(slug="courier")
    with pytest.raises(CommandError, match=r"2 of 5 snapshots are not feeds: 002b.xml, 002c.xml.gz"):
        call_command("replay", str(folder), source="courier")
    out = capsys.readouterr()
    assert "5 snapshots: 3 new items, 1 edits, 0 items refused. 3 articles wait" in out.out
    assert "002c.xml.gz: The file cannot be read" in out.err
    assert FeedItem.objects.count() == 3


def test_a_name_without_a_time_leaves_the_time_to_the_file(folder):
    for path in folder.iterdir():
        path.unlink()
    (folder / "feed.xml").write_bytes(snapshot(("a", "The ferry sails.")))
    os.utime(folder / "feed.xml", (1_600_000_000, 1_600_000_000))
    assert [s.at for s in replay.snapshots(folder)] == [datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC)]


@pytest.mark.parametrize(("place", "sentence"), [("nowhere", "is not a folder"), ("empty", "holds no files")])
def test_a_folder_without_snapshots_is_an_error_in_words(tmp_path, place, sentence):
    (tmp_path / "empty").mkdir()
    SourceFactory(slug="courier")
    with pytest.raises(CommandError, match=sentence):
        call_command("replay", str(tmp_path / place), source="courier")
    with pytest.raises(CommandError, match="There is no source “gazette”"):
        call_command("replay", str(tmp_path), source="gazette")


class _Words(HTMLParser):
    """The words outside scripts and the like, told by another reader of HTML than the product's."""

    SILENT = {"script", "style", "iframe", "noscript", "svg", "form", "button", "object", "embed"}

    def __init__(self):
        super().__init__()
        self.words, self.silent = [], 0

    def handle_starttag(self, tag, attributes):
        self.silent += tag in self.SILENT

    def handle_endtag(self, tag):
        self.silent -= tag in self.SILENT and self.silent > 0

    def handle_data(self, data):
        if not self.silent:
            self.words.append(data)


def letters(markup):
    """The text of a fragment without any spaces: readers of HTML differ in where they put those."""
    reader = _Words()
    reader.feed(markup)
    reader.close()
    return re.sub(r"\s+", "", "".join(reader.words))


def truth(folder):
    """What the raw files hold: the distinct texts of each guid, spaces apart, and how many pairs of text and headline
    there are, capitals and marks of the headline apart."""
    found, printed = defaultdict(set), set()
    for path in sorted(folder.glob("*.gz")):
        for item in ElementTree.fromstring(gzip.decompress(path.read_bytes())).iter("item"):
            candidates = [letters(item.findtext(tag) or "") for tag in (CONTENT, "description")]
            text = max(candidates, key=len)
            found[item.findtext("guid")].add(text)
            printed.add((item.findtext("guid"), text, re.sub(r"\W+", "", item.findtext("title").lower())))
    return found, len(printed)


@pytest.mark.parametrize("name", ["state", "whitehouse"])
def test_a_real_history_is_taken_in_whole(name):
    folder = HISTORY / name
    if not folder.is_dir():
        pytest.skip("the snapshots of ../shared/real are not here: 1 test left out")
    expected, edits = truth(folder)
    assert len(expected) > 80
    source = SourceFactory()
    results = list(replay.replay(folder, source))
    assert [r.error for r in results if r.error] == []
    assert sorted(FeedItem.objects.values_list("guid", flat=True)) == sorted(expected)
    assert not FeedItem.objects.exclude(state="taken").exists()
    assert Article.objects.count() == len(expected)
    found = {guid: {re.sub(r"\s+", "", text) for text in texts(guid)} for guid in expected}
    assert found == dict(expected)
    assert ArticleVersion.objects.count() == edits >= sum(len(versions) for versions in expected.values())
    assert not ArticleVersion.objects.filter(
        text__iregex=r"<script|</?p>|document\.write|window\.|function\s*\("
    ).exists()
    assert not Article.objects.filter(published_on=None).exists()
    before = rows()
    list(replay.replay(folder, source))
    assert rows() == before
