"""Feeds as editors handle them: found from a home page, added once, edited, and listed in OPML."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from tracker.analysis import feeds, opml
from tracker.analysis.feed_links import COMMON_PATHS, FeedLink, feed_links, site_of
from tracker.analysis.feed_safety import NotAFeed
from tracker.models import Feed, Source

from . import addresses, http, network, sites

SEARCH_SECONDS = 15.0  # an editor waits for the answer
MOST_FOUND = 20
LONGEST_HOME_PAGE = 500
# First polls of feeds added together do not all fall into one moment.
APART = timedelta(seconds=2)
LEAST_MINUTES = (5, 7 * 24 * 60)  # what an editor may set


class NotFound(Exception):
    """There is no feed at the address. The sentence says what was tried."""


@dataclass(frozen=True, slots=True)
class Found:
    """A feed there is at an address, or that a page names. `home` is the page it belongs to.

    `site` is what tells the name of the publication, where that is another title than the feed's; `language` a tag.
    """

    url: str
    title: str
    home: str | None
    site: str = ""
    language: str | None = None


def find(address: str) -> list[Found]:
    """The feed at `address`, or those the page there names, else those where feeds usually stand.

    Raises `NotFound`, or `http.FetchRefused` or `http.FetchFailed` where the page itself cannot be had.
    """
    until = time.monotonic() + SEARCH_SECONDS
    asked, fetched = _fetched(address)
    document = _read(fetched)
    if document is not None:
        url = fetched.moved_to or asked
        return [Found(url, document.title, document.home, language=document.language)]
    named = list(_named(fetched))[:MOST_FOUND]
    if named:
        return named
    guessed = list(_guessed(fetched, until))
    if not guessed:
        raise NotFound("This page names no feed, and there is none at the usual places. Look for “RSS” on the site.")
    return guessed


def _fetched(address: str) -> tuple[str, http.Fetched]:
    """What answers at an address as it is typed, and the address asked: without a scheme, encrypted if that can be."""
    text = address.strip()
    if "://" in text:
        return text, http.fetch(text, wanted=http.FEEDS)
    try:
        return f"https://{text}", http.fetch(f"https://{text}", wanted=http.FEEDS)
    except http.FetchFailed as error:
        if error.status is not None:
            raise
        try:
            return f"http://{text}", http.fetch(f"http://{text}", wanted=http.FEEDS)
        except (http.FetchFailed, http.FetchRefused):
            raise error from None


def _read(fetched: http.Fetched) -> feeds.Document | None:
    try:
        return feeds.read(fetched.body, content_type=fetched.content_type)
    except NotAFeed:
        return None


def _named(page: http.Fetched) -> Iterator[Found]:
    site = site_of(page.body)
    for link in feed_links(page.body):
        try:
            yield Found(_absolute(page.url, link), link.title, page.url, site.title, site.language)
        except http.FetchRefused:
            continue


def _absolute(page: str, link: FeedLink) -> str:
    """The address of a feed a page names, fit to be fetched. Raises `FetchRefused`."""
    base = network.join(page, link.base) if link.base else page
    return str(network.parse(network.join(base, link.href)))


def _guessed(page: http.Fetched, until: float) -> Iterator[Found]:
    """The first feed at one of the usual places; politeness is slow, so the search ends in time."""
    site = site_of(page.body)
    for path in COMMON_PATHS:
        if time.monotonic() > until:
            return
        try:
            fetched = http.fetch(network.join(page.url, path), wanted=http.FEEDS)
        except (http.FetchRefused, http.FetchFailed):
            continue
        if document := _read(fetched):
            yield Found(fetched.url, document.title, document.home or page.url, site.title, site.language)
            return


def add(
    found: Found, *, source: Source | None = None, actor: User | None = None, first_poll: datetime | None = None
) -> tuple[Feed, bool]:
    """The feed at the address and whether it is new; its source is found by its home page, or made.

    Raises `FetchRefused` where the address is not one that can be fetched.
    """
    url = str(network.parse(found.url))
    if len(url) > addresses.LONGEST:
        raise http.FetchRefused(f"The address is longer than {addresses.LONGEST:,} characters.")
    known = _known(url)
    if known is not None:
        return known, False
    try:
        with transaction.atomic():
            feed = Feed.objects.create(
                url=url,
                title=found.title[:300],
                source=source or _source(found, url),
                added_by=actor,
                next_poll_at=first_poll or timezone.now(),
            )
            feed.note("added", actor=actor)
    except IntegrityError:
        known = _known(url)
        if known is None:
            raise
        return known, False
    return feed, True


def _known(url: str) -> Feed | None:
    """The feed at this address, with or without encryption."""
    other = (
        url.replace("http://", "https://", 1) if url.startswith("http://") else url.replace("https://", "http://", 1)
    )
    return Feed.objects.filter(url__in=[url, other]).first()


def _source(found: Found, url: str) -> Source:
    """The source whose home page is at the feed's site, or a new one as far as its feed tells of it."""
    home = found.home if found.home and found.home.startswith(("http://", "https://")) else None
    known = addresses.source_at(home or url)
    return known or sites.make(found.site or found.title, home=home or url, language=found.language)


def _listed_source(outline: opml.Outline, url: str, named: set[str]) -> Source:
    """The source that a list names, made if it is not known. A site may hold several of those `named` in the list."""
    home = _home_page(outline.home)
    known = list(addresses.sources_at(home or url)) if home else list(Source.objects.filter(homepage=None))
    same = (source for source in known if source.name == outline.source)
    renamed = (source for source in addresses.sources_at(home or url) if source.name not in named)
    return next(same, None) or next(renamed, None) or sites.make_named(outline.source, homepage=home, at=url)


def _home_page(printed: str | None) -> str | None:
    """The address of a home page as a list prints it, where it is one that can be kept."""
    try:
        address = str(network.parse(printed or ""))
    except http.FetchRefused:
        return None
    return address if len(address) <= LONGEST_HOME_PAGE else None


def edit(feed: Feed, *, actor: User | None, **values: object) -> list[str]:
    """Set what an editor may set; the names of what changed. A new address starts with a clean slate."""
    changed = [name for name, value in values.items() if getattr(feed, name) != value]
    if not changed:
        return []
    for name in changed:
        setattr(feed, name, values[name])
    fields = list(changed)
    if "url" in changed:
        feed.etag = feed.last_modified = feed.body_hash = feed.last_error = None
        feed.error_count, feed.next_poll_at = 0, timezone.now()
        fields += ["etag", "last_modified", "body_hash", "last_error", "error_count", "next_poll_at"]
    with transaction.atomic():
        feed.save(update_fields=fields)
        names = ", ".join(str(Feed._meta.get_field(name).verbose_name) for name in changed)  # type: ignore[union-attr]
        feed.note("edited", actor=actor, error=f"Changed: {names}.")
    return changed


def poll_soon(feed: Feed) -> None:
    """Make an active feed due now, so that it is polled even if its message is lost."""
    Feed.objects.filter(pk=feed.pk, state=Feed.State.ACTIVE).update(next_poll_at=timezone.now())


class Fate(StrEnum):
    """What became of an entry of a list."""

    ADDED = "added"
    KNOWN = "here already"
    REPEATED = "listed twice"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of an OPML list and what became of it; `reason` is for those refused."""

    outline: opml.Outline
    fate: Fate
    feed: Feed | None = None
    reason: str = ""


def import_opml(body: bytes, *, actor: User | None = None) -> list[Entry]:
    """Add the feeds of a list; every entry is answered for, and a bad one costs itself only. Raises `opml.NotOpml`.

    The sources that the list names keep their names, unless this newsroom calls the one at that site otherwise.
    """
    entries: list[Entry] = []
    seen: set[int] = set()
    start = timezone.now()
    outlines = opml.read(body)
    named = {outline.source for outline in outlines}
    with transaction.atomic():
        for outline in outlines:
            entry = _imported(outline, named, actor, start + APART * len(seen), seen)
            if entry.feed:
                seen.add(entry.feed.pk)
            entries.append(entry)
    return entries


def _imported(
    outline: opml.Outline, named: set[str], actor: User | None, first_poll: datetime, seen: set[int]
) -> Entry:
    if not outline.url:
        return Entry(outline, Fate.REFUSED, reason="The entry has no address of a feed (xmlUrl).")
    found = Found(outline.url, outline.title, outline.home)
    try:
        url = str(network.parse(outline.url))
        source = _listed_source(outline, url, named) if outline.source and not _known(url) else None
        feed, created = add(found, source=source, actor=actor, first_poll=first_poll)
    except http.FetchRefused as error:
        return Entry(outline, Fate.REFUSED, reason=str(error))
    if feed.pk in seen:
        return Entry(outline, Fate.REPEATED, feed)
    if created:
        _set_as_listed(feed, outline, actor)
    return Entry(outline, Fate.ADDED if created else Fate.KNOWN, feed)


def _set_as_listed(feed: Feed, outline: opml.Outline, actor: User | None) -> None:
    """Poll a new feed as the list says, where it makes sense."""
    least, most = LEAST_MINUTES
    if outline.least_minutes and least <= outline.least_minutes <= most:
        feed.min_interval = timedelta(minutes=outline.least_minutes)
    if outline.text_from in Feed.TextFrom.values:
        feed.text_from = outline.text_from
    feed.save(update_fields=["min_interval", "text_from"])
    if outline.paused:
        feed.pause(actor)


def export_opml(listed: Iterable[Feed]) -> bytes:
    """The feeds as an OPML file, each under its source, with what editors set of it.

    A feed that was stopped is listed as any other: whether its address answers elsewhere, the next poll tells.
    """
    return opml.write("Feeds", (_outline(number, feed) for number, feed in enumerate(listed, 1)))


def _outline(number: int, feed: Feed) -> opml.Outline:
    return opml.Outline(
        number,
        feed.url,
        feed.title,
        feed.source.homepage,
        source=feed.source.name,
        paused=feed.state == Feed.State.PAUSED,
        least_minutes=feed.min_interval // timedelta(minutes=1) if feed.min_interval else None,
        text_from=feed.text_from if feed.text_from != Feed.TextFrom.AUTO else "",
    )
