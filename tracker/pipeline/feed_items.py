"""Items of a feed become articles: every item once, every edit of its text a version, none lost without a reason.

An article is the same by its address, then by the item's guid, then by its words. An address that several items share,
or that is a bare front page, names none of them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from django.db import transaction

from tracker.analysis import feed_items, feeds
from tracker.analysis.publication import Candidate, Origin
from tracker.models import Article, ArticleVersion, Feed, FeedItem

from . import addresses, articles, identity, network, watching
from .documents import Document

# What turned the item into text; stored with the version, so that a feed's text is only compared with a feed's.
READ_BY = "feed-1"
NO_PAGE = "Its link leads to no page of its own, and it has no text."
NOTHING = "It has neither a link nor a text."


@dataclass(slots=True)
class Taken:
    """What a document brought. `touched` are the articles with work left, in the order of the feed's time."""

    found: int = 0
    new: int = 0
    changed: int = 0
    refused: int = 0
    touched: list[Article] = field(default_factory=list)

    @property
    def numbers(self) -> dict[str, int]:
        """As in a line of the feed's log."""
        return {"found": self.found, "new": self.new, "changed": self.changed, "refused": self.refused}


@dataclass(frozen=True, slots=True)
class _Visit:
    """One look at a feed: what several items need to know of each other."""

    feed: Feed
    at: datetime
    links: Counter[str | None]
    keys: frozenset[str]
    has_pages: bool

    def address(self, item: feeds.Item) -> str | None:
        """The canonical address of the item's own page, if its link is one."""
        if not item.link or self.links[item.link] > 1:
            return None
        try:
            found = addresses.canonical(item.link)
        except addresses.NotAnAddress:
            return None
        return found if addresses.names_a_page(found) else None

    def takes_text(self, item: feeds.Item) -> bool:
        """Whether the feed's own text stands for the article: where there is no page to fetch, any text does."""
        if not item.text or (self.has_pages and self.feed.text_from == Feed.TextFrom.PAGE and item.link):
            return False
        return item.whole or not self.has_pages or self.feed.text_from == Feed.TextFrom.FEED


def take_in(feed: Feed, document: feeds.Document, *, at: datetime, base: str, has_pages: bool = True) -> Taken:
    """Take in what `document`, seen at `at` at the address `base`, holds; in one transaction with the caller's.

    The oldest item comes first. Without `has_pages` there is only the feed: a replay of what was seen long ago.
    """
    printed = [_absolute(item, base) for item in document.items]
    items = dict(zip(feed_items.keys(printed), printed, strict=True))
    visit = _Visit(feed, at, Counter(i.link for i in items.values()), frozenset(items), has_pages)
    known = {row.key: row for row in feed.items.filter(key__in=items).select_related("article")}
    taken, unchanged = Taken(found=len(items)), []
    for key, item in reversed(items.items()):
        row = known.get(key) or _under_another_guid(visit, item)
        if row is not None and feed_items.is_other_item(item, title=row.title, link=row.link):
            key = feed_items.apart(item)
            row = feed.items.filter(key=key).first()
        if row is None:
            _add(visit, key, item, taken)
        elif row.content_hash != feed_items.content_hash(item):
            _edit(visit, key, item, row, taken)
        else:
            unchanged.append((row, item))
            _rename(row, key, item)
    _see_again(unchanged, at)
    return taken


def _absolute(item: feeds.Item, base: str) -> feeds.Item:
    """The item with its link made absolute; one that cannot be stays as it is printed."""
    try:
        return replace(item, link=network.join(base, item.link)) if item.link else item
    except network.FetchRefused:
        return item


def _see_again(unchanged: Sequence[tuple[FeedItem, feeds.Item]], at: datetime) -> None:
    """The items, and the texts taken from them, were still there at `at`."""
    rows = [row.pk for row, _ in unchanged]
    FeedItem.objects.filter(pk__in=rows, last_seen_at__lt=at).update(last_seen_at=at)
    # Where the page's text was taken instead, because the page has other words, the page is what is looked at.
    ArticleVersion.objects.exclude(article__watch__words_only=False).filter(
        article__in=[row.article_id for row, _ in unchanged if row.article_id],
        text_hash__in=[Document(item.text).text_hash for _, item in unchanged],
        title__in=["", *(item.title[:500] for _, item in unchanged)],
        extracted_by=READ_BY,
        seen_at__lt=at,
    ).update(seen_at=at)


def _under_another_guid(visit: _Visit, item: feeds.Item) -> FeedItem | None:
    """The item known at this very address whose own key is not in the feed any more: its guid was changed."""
    address = visit.address(item)
    article = identity.find(address) if address else None
    if article is None:
        return None
    return visit.feed.items.filter(article=article).exclude(key__in=visit.keys).select_related("article").first()


def _add(visit: _Visit, key: str, item: feeds.Item, taken: Taken) -> None:
    article, reason = _article(visit, item)
    FeedItem.objects.create(feed=visit.feed, key=key, first_seen_at=visit.at, **_seen(visit, item, article, reason))
    taken.new += 1
    _count(taken, article)


def _edit(visit: _Visit, key: str, item: feeds.Item, row: FeedItem, taken: Taken) -> None:
    """An item seen with other words. Seen at a moment before the last, it may add a version but rewrites nothing."""
    article, reason = row.article, row.reason
    if article is None:
        article, reason = _article(visit, item)
        _count(taken, article)
    elif _is_of_the_feed(article) and visit.takes_text(item) and articles.revise(article, _document(item), at=visit.at):
        taken.changed += 1
        taken.touched.append(article)
    elif visit.has_pages and not _is_of_the_feed(article):
        watching.look_soon(article, at=visit.at)
    if visit.at > row.last_seen_at:
        values = {"key": key, "changes": row.changes + 1, **_seen(visit, item, article, reason)}
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=list(values))


def _rename(row: FeedItem, key: str, item: feeds.Item) -> None:
    if row.key != key:
        row.key, row.guid = key, item.guid
        row.save(update_fields=["key", "guid"])


def _is_of_the_feed(article: Article) -> bool:
    version = article.latest_version
    return version is not None and version.extracted_by == READ_BY


def _count(taken: Taken, article: Article | None) -> None:
    if article is None:
        taken.refused += 1
    elif not article.is_finished:
        taken.touched.append(article)


def _article(visit: _Visit, item: feeds.Item) -> tuple[Article | None, str | None]:
    """The item's article, or why there is none."""
    address, source = visit.address(item), visit.feed.source
    try:
        with transaction.atomic():
            if visit.takes_text(item) or (item.text and not address):
                document, again = _document(item), visit.has_pages
                return articles.take(document, url=address, source=source, at=visit.at, look_again=again), None
            if address and visit.has_pages:
                return articles.submit_address(address, source=source, dates=_dates(item), title=item.title), None
    except articles.Refused as error:
        return None, str(error)
    return None, "It has no text." if not visit.has_pages else NO_PAGE if item.link else NOTHING


def _document(item: feeds.Item) -> Document:
    author = item.author[:300] if item.author else None
    return Document(item.text, item.title[:500], author, dates=_dates(item), extracted_by=READ_BY)


def _dates(item: feeds.Item) -> tuple[Candidate, ...]:
    moment = item.published or item.updated
    return (Candidate(Origin.FEED, moment=moment),) if moment else ()


def _seen(visit: _Visit, item: feeds.Item, article: Article | None, reason: str | None) -> Mapping[str, object]:
    """The columns of an item's row that follow what is printed now."""
    moment = item.published
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=visit.feed.source.zone or UTC)
    return {
        "guid": item.guid,
        "link": item.link,
        "article": article,
        "title": item.title[:500],
        "published_at": moment,
        "content_hash": feed_items.content_hash(item),
        "state": FeedItem.State.TAKEN if article else FeedItem.State.REFUSED,
        "reason": None if article else (reason or "")[:500],
        "last_seen_at": visit.at,
    }
