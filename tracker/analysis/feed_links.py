"""What the head of a web page says of its site: its feeds, its name, its language; and where feeds stand when it names
none."""

from dataclasses import dataclass
from typing import Any

from lxml import etree, html

FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})
# Where the usual publishing systems put them; tried only where a page names no feed.
COMMON_PATHS = ("/feed/", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json")
_NAMED_AT = (
    "//meta[@property='og:site_name']/@content",
    "//meta[@name='application-name']/@content",
    "//head/title/text()",
)
_NOT_NEWS = ("comments", "comment-feed")


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed as a page names it; `href` as printed, perhaps relative to `base`."""

    href: str
    title: str
    base: str | None


@dataclass(frozen=True, slots=True)
class Site:
    """A site by its front page: `title` as printed, its name among other words perhaps; the tag of its language."""

    title: str
    language: str | None


def feed_links(page: bytes) -> list[FeedLink]:
    """What `page` names with `<link rel="alternate">`, comments left out, each address once, in page order."""
    root = _parsed(page)
    if root is None:
        return []
    bases = root.xpath("//head/base/@href")
    found: dict[str, FeedLink] = {}
    for element in root.iter("link"):
        rel = (element.get("rel") or "").lower().split()
        kind = (element.get("type") or "").split(";")[0].strip().lower()
        href = (element.get("href") or "").strip()
        if "alternate" in rel and kind in FEED_TYPES and href and not any(word in href.lower() for word in _NOT_NEWS):
            title = " ".join((element.get("title") or "").split())[:300]
            found.setdefault(href, FeedLink(href, title, str(bases[0]) if bases else None))
    return list(found.values())


def site_of(page: bytes) -> Site:
    """What `page` says of the site it is the front of; its headline is no name, unless it says nothing else."""
    root = _parsed(page)
    if root is None:
        return Site("", None)
    told = [root.xpath(path) for path in _NAMED_AT]
    names = [" ".join(str(name).split()) for found in told for name in found]
    language = str(root.get("lang") or root.get("xml:lang") or "").strip()
    return Site(next(filter(None, names), "")[:300], language[:35] or None)


def _parsed(page: bytes) -> Any:
    try:
        return html.document_fromstring(page)
    except (etree.ParserError, ValueError):
        return None
