"""What makes an item of a feed the same item: its guid where the feed uses guids well, else its link, else its words.

Publishers print one guid on every item, give each a new guid at each visit, or none at all. Each of these costs some
certainty and none costs an item.
"""

import hashlib
from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz, utils

from .feeds import Item

# Two headlines of one item share most of their words; two items under one guid share few.
SAME_TITLE = 60.0


def keys(items: Sequence[Item]) -> list[str]:
    """A key for each item of one document, in order; two rows that are one item printed twice have one key."""
    links, titles = _values_by_guid(items), _titles_by_link(items)
    return [_hashed(*_identity(item, links, titles)) for item in items]


def _identity(item: Item, links: dict[str, set[str | None]], titles: dict[str, set[str]]) -> tuple[str, ...]:
    if item.guid and len(links[item.guid]) < 2:
        return ("guid", item.guid)
    if item.guid and item.link:
        return ("guid and link", item.guid, item.link)
    if item.link and len(titles[item.link]) < 2:
        return ("link", item.link)
    if item.link:
        return ("link and title", item.link, item.title)
    return ("words", item.title, item.text[:2000])


def _values_by_guid(items: Sequence[Item]) -> dict[str, set[str | None]]:
    """The links each guid stands with; a guid that stands with several, or on several items without one, is no guid."""
    found: dict[str, set[str | None]] = defaultdict(set)
    for item in items:
        if item.guid:
            found[item.guid].add(item.link or f"\0{item.title}")
    return found


def _titles_by_link(items: Sequence[Item]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for item in items:
        if item.link:
            found[item.link].add(item.title)
    return found


def apart(item: Item) -> str:
    """The key of an item whose guid was used before for something else."""
    return _hashed("guid and link", item.guid or "", item.link or item.title)


def content_hash(item: Item) -> str:
    """Of what a reader sees of it: title and words, whatever their spacing and markup."""
    return _hashed(" ".join(item.title.split()), " ".join(item.text.split()))


def is_other_item(item: Item, *, title: str, link: str | None) -> bool:
    """Whether `item` is a new item under the guid of one known by `title` and `link`, not that one edited.

    An edit may change the headline, or the address with the headline; it keeps most of the headline's words.
    """
    if not item.link or not link or item.link == link or not title or not item.title:
        return False
    return fuzz.token_set_ratio(item.title, title, processor=utils.default_process) < SAME_TITLE


def _hashed(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode(errors="replace")).hexdigest()
