"""The feeds a web page names in its head, and where feeds stand when it names none."""

from dataclasses import dataclass

from lxml import etree, html

FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})
# Where the usual publishing systems put them; tried only where a page names no feed.
COMMON_PATHS = ("/feed/", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json")
_NOT_NEWS = ("comments", "comment-feed")


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed as a page names it; `href` as printed, perhaps relative to `base`."""

    href: str
    title: str
    base: str | None


def feed_links(page: bytes) -> list[FeedLink]:
    """What `page` names with `<link rel="alternate">`, comments left out, each address once, in page order."""
    try:
        root = html.document_fromstring(page)
    except (etree.ParserError, ValueError):
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
