"""From the bytes of a feed to its items: RSS 0.9 to 2.0 and Atom by feedparser, JSON Feed here, broken ones as far as
they can be read. Bytes are refused, never crashed on."""

import json
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any
from xml.sax import SAXException

import feedparser

from .feed_safety import NotAFeed, check_xml
from .markup import to_text

LONG = 200  # words: no teaser is that long
# No feed of news comes near these; what does costs its reader more than it is worth.
MOST_BYTES, MOST_ITEMS = 4_000_000, 5_000
_TRUNCATED = re.compile(
    r"(?:…|\.\.\.|(?:read|see|find out|learn) more|continue reading|full (?:story|article))[\s\]).»›→>]*$",
    re.IGNORECASE,
)
# What blog software prints under every item; it is not of the text.
_TRAILER = re.compile(r"\n\nThe post .{1,300} (?:first appeared|appeared first) on .{1,200}\.$", re.DOTALL)
_ZONE = re.compile(
    r"(?:(?<![A-Za-z])(?P<name>[A-Z]{1,4})|(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d))\s*(?:\(.*\))?$"
)
# The names that mean one thing in a feed, with their hours from UTC as feedparser knows them. BST, IST or CEST it takes
# for UTC: such a time is one of the publisher's clock.
_NAMED = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "ET": -5, "CST": -6, "CDT": -5,
    "CT": -6, "MST": -7, "MDT": -6, "MT": -7, "PST": -8, "PDT": -7, "PT": -8, "MET": 1, "MEST": 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One item as printed; its link may be relative to the feed's address.

    Dates keep the offset they are printed with; without one they are naive: times of the publisher's clock.
    """

    guid: str | None
    link: str | None
    title: str
    author: str | None
    text: str  # the fullest the feed gives, as paragraphs
    published: datetime | None = None
    updated: datetime | None = None
    whole: bool = False  # `text` is the whole article, not a teaser


@dataclass(frozen=True, slots=True)
class Document:
    """A feed as fetched; `home` is the page it belongs to, `language` a tag such as "en-GB".

    `ttl` is how long its publisher wants it kept before it is asked for again.
    """

    format: str  # rss, atom, json
    title: str
    home: str | None
    address: str | None  # its own, as it states it
    ttl: timedelta | None
    items: tuple[Item, ...]
    language: str | None = None


def read(body: bytes, *, content_type: str = "") -> Document:
    """The feed in `body`. Raises `NotAFeed`; an item that makes no sense is kept."""
    if len(body) > MOST_BYTES:
        raise NotAFeed(f"The feed is not read: it is larger than {MOST_BYTES // 1_000_000} million bytes.")
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    document = _from_json(body) if start == b"{" else _from_xml(body, content_type)
    if len(document.items) > MOST_ITEMS:
        raise NotAFeed(f"The feed is not read: it lists more than {MOST_ITEMS:,} items.")
    return replace(document, items=_judged(document.items))


def _judged(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items with `whole` decided: by the item's own length, or by the habit of the feed it stands in.

    A feed of whole texts holds short ones too. It shows in its long ones: where a quarter of the items is longer than
    any teaser and hardly one breaks off, what does not break off is whole.
    """
    long = [_is_long(item.text) for item in items]
    cut = [bool(_TRUNCATED.search(item.text[-80:])) for item in items]
    habit = bool(items) and sum(long) * 4 >= len(items) and sum(cut) * 10 <= len(items)
    return tuple(
        replace(item, whole=bool(item.text) and not broken and (own or habit))
        for item, own, broken in zip(items, long, cut, strict=True)
    )


def _is_long(text: str) -> bool:
    return len(text.split(None, LONG)) >= LONG


def _from_xml(body: bytes, content_type: str) -> Document:
    check_xml(body)
    found = _parsed(body, content_type)
    if found is None and content_type:
        found = _parsed(body, "")  # servers name encodings that are not those of the body
    if found is None:
        raise NotAFeed("There is no feed at this address: neither RSS, Atom nor JSON Feed.")
    if not found.entries and isinstance(found.get("bozo_exception"), SAXException):
        raise NotAFeed("The feed is broken: no item of it can be read.")
    channel = found.feed
    return Document(
        format="atom" if str(found.get("version")).startswith("atom") else "rss",
        title=_line(channel.get("title")),
        home=_text(channel.get("link")),
        address=next((_text(link.get("href")) for link in channel.get("links", ()) if link.get("rel") == "self"), None),
        ttl=_minutes(channel.get("ttl")),
        items=tuple(_item_of_entry(entry) for entry in found.entries),
        language=_text(channel.get("language")) or _text(found.get("language")),
    )


def _parsed(body: bytes, content_type: str) -> Any:
    """What feedparser makes of `body`; `None` where that is no feed.

    Without the feed's address, to which it would tie the guids. A stream, because it would open bytes that look like a
    path or an address.
    """
    headers = {"content-type": content_type} if content_type else {}
    found: Any = feedparser.parse(
        BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    # Without a version it may be a broken feed; then its items still say what they are.
    is_feed = found.get("version") or any(entry.get("title") or entry.get("link") for entry in found.entries)
    return found if is_feed else None


def _item_of_entry(entry: Any) -> Item:
    guid, link = _text(entry.get("id")), _text(entry.get("link"))
    contents = [c.get("value") for c in entry.get("content") or () if isinstance(c, Mapping)]
    return Item(
        guid=guid,
        # A guid counts as the link where there is none, but many a guid is no address.
        link=None if link == guid and "://" not in (link or "") else link,
        title=_line(entry.get("title")),
        author=_line(entry.get("author")) or None,
        text=_fullest([*contents, entry.get("summary")]),
        published=_moment(entry, "published") or _moment(entry, "created"),
        updated=_moment(entry, "updated"),
    )


def _moment(entry: Any, name: str) -> datetime | None:
    # Asked of the mapping itself: feedparser's own `get` answers `updated` with what is `published`.
    parsed, printed = dict.get(entry, f"{name}_parsed"), dict.get(entry, name)
    try:
        if not isinstance(parsed, time.struct_time):  # without a zone, or with a day that is not named in English
            return parsedate_to_datetime(printed) if isinstance(printed, str) else None
        moment = datetime(*parsed[:6])
        offset = _offset(str(printed))
        return moment if offset is None else moment.replace(tzinfo=UTC).astimezone(offset)
    except (ValueError, OverflowError, TypeError):
        return None


def _offset(printed: str) -> tzinfo | None:
    """The offset a date is printed with, which feedparser takes off it; `None` where it has none."""
    match = _ZONE.search(printed)
    if match is None:
        return None
    if match["sign"] is None:
        hours = _NAMED.get(match["name"])
        return None if hours is None else timezone(timedelta(hours=hours)) if hours else UTC
    offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"]))
    if offset >= timedelta(days=1):
        return UTC
    return timezone(-offset if match["sign"] == "-" else offset) if offset else UTC


def _from_json(body: bytes) -> Document:
    try:
        found = json.loads(body.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError) as error:
        raise NotAFeed("This is neither a JSON Feed nor another kind of feed.") from error
    entries = found.get("items") if isinstance(found, dict) else None
    if not isinstance(entries, list) or "jsonfeed.org" not in str(found.get("version")):
        raise NotAFeed("This is JSON, but not a JSON Feed.")
    return Document(
        format="json",
        title=_line(found.get("title")),
        home=_text(found.get("home_page_url")),
        address=_text(found.get("feed_url")),
        ttl=None,
        items=tuple(_item_of_json(entry) for entry in entries if isinstance(entry, dict)),
        language=_text(found.get("language")),
    )


def _item_of_json(entry: Mapping[str, Any]) -> Item:
    authors = entry.get("authors") if isinstance(entry.get("authors"), list) else [entry.get("author")]
    names = [_line(author.get("name")) for author in authors or () if isinstance(author, dict)]
    return Item(
        guid=_text(entry.get("id")),
        link=_text(entry.get("url")) or _text(entry.get("external_url")),
        title=_line(entry.get("title")),
        author=", ".join(name for name in names if name) or None,
        text=_fullest([entry.get("content_html"), entry.get("content_text"), entry.get("summary")]),
        published=_iso(entry.get("date_published")),
        updated=_iso(entry.get("date_modified")),
    )


def _iso(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(value.strip()) if isinstance(value, str) else None
    except ValueError:
        return None


def _fullest(candidates: Sequence[object]) -> str:
    texts = [to_text(value) for value in candidates if isinstance(value, str)]
    return _TRAILER.sub("", max(texts, key=len, default=""))


def _text(value: object) -> str | None:
    """A printed value without the spaces around it; numbers count as printed, emptiness as nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return re.sub(r"[\x00-\x20\x7f]+", " ", str(value)).strip() or None


def _line(value: object) -> str:
    return " ".join(to_text(_text(value) or "").split())


def _minutes(value: object) -> timedelta | None:
    text = _text(value) or ""
    return timedelta(minutes=int(text)) if text.isascii() and text.isdigit() and 0 < int(text) < 100_000 else None
