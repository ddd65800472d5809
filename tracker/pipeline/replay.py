"""A folder of feed snapshots taken in as if each had been polled when it was saved.

The texts are the feed's own: the pages of that time are gone. Replaying a folder again leaves the same rows, and an
older snapshot found later still adds the items and versions that only it has.
"""

import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.db import transaction

from tracker.analysis import feeds
from tracker.analysis.feed_safety import NotAFeed
from tracker.models import Feed, FeedEvent, Source

from . import feed_items, sites
from .network import MAX_BYTES

REASON = "Made from a folder of snapshots. Resume it to poll its address from now on."
_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T_ ](\d\d)[:-]?(\d\d)(?:[:-]?(\d\d))?")


class BadFolder(Exception):
    """There is nothing to replay; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A saved feed and when it was saved: by its name in UTC, else by the file's own time."""

    path: Path
    at: datetime

    def body(self) -> bytes:
        """The feed's bytes, unpacked to a bound. Raises `NotAFeed`."""
        try:
            with gzip.open(self.path) if self.path.suffix == ".gz" else self.path.open("rb") as file:
                body = file.read(MAX_BYTES + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise NotAFeed(f"The file cannot be read: {error}.") from error
        if len(body) > MAX_BYTES:
            raise NotAFeed(f"The file is larger than {MAX_BYTES // 1_000_000} million bytes.")
        return body


@dataclass(frozen=True, slots=True)
class Replayed:
    """What one snapshot brought, or why it is not a feed."""

    snapshot: Snapshot
    taken: feed_items.Taken
    error: str | None = None


def snapshots(folder: Path) -> list[Snapshot]:
    """The files of a folder in the order of their names. Raises `BadFolder`."""
    if not folder.is_dir():
        raise BadFolder(f"{folder} is not a folder.")
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    if not files:
        raise BadFolder(f"{folder} holds no files.")
    return [Snapshot(path, _saved_at(path)) for path in files]


def _saved_at(path: Path) -> datetime:
    if found := _TIME.search(path.name):
        try:
            return datetime(*(int(part or 0) for part in found.groups()), tzinfo=UTC)  # type: ignore[misc,arg-type]
        except ValueError:
            pass
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def replay(folder: Path, source: Source) -> Iterator[Replayed]:
    """Take in the snapshots of `folder` one after the other, each in a transaction of its own. Raises `BadFolder`."""
    feed: Feed | None = None
    for snapshot in snapshots(folder):
        try:
            document = feeds.read(snapshot.body())
        except NotAFeed as error:
            yield Replayed(snapshot, feed_items.Taken(), str(error))
            continue
        feed = feed or _feed(folder, source, document)
        yield Replayed(snapshot, _take_in(feed, document, snapshot))


def _feed(folder: Path, source: Source, document: feeds.Document) -> Feed:
    """The feed that was saved, known by the address it states; made, and not polled, where it is not known."""
    stated = document.address if document.address and document.address.startswith(("http://", "https://")) else None
    url = stated or f"https://replayed.invalid/{source.slug}/{folder.resolve().name}"
    made = {"source": source, "title": document.title[:300], "state": Feed.State.PAUSED, "state_reason": REASON}
    return Feed.objects.get_or_create(url=url[:2000], defaults=made)[0]


def _take_in(feed: Feed, document: feeds.Document, snapshot: Snapshot) -> feed_items.Taken:
    with transaction.atomic():
        feed.refresh_from_db(from_queryset=Feed.objects.select_for_update(of=("self",)).select_related("source"))
        base = document.home or feed.url
        sites.learn(feed, document)
        taken = feed_items.take_in(feed, document, at=snapshot.at, base=base, has_pages=False)
        if feed.last_polled_at is None or snapshot.at > feed.last_polled_at:
            feed.format, feed.last_polled_at, feed.last_success_at = document.format, snapshot.at, snapshot.at
            feed.last_item_at = snapshot.at if taken.new else feed.last_item_at
            feed.save(update_fields=["format", "last_polled_at", "last_success_at", "last_item_at"])
            kind = FeedEvent.Kind.FETCHED if taken.new or taken.changed else FeedEvent.Kind.UNCHANGED
            feed.note(kind, numbers=taken.numbers, at=snapshot.at)
    return taken
