"""Which article a page is: by its addresses, then by its words. One document is one article, however it is reached.

What a page says of its own address is believed for its own site only, and another article is only taken for the same
where the texts agree: many sites name one address on all their pages, or send every visitor to one.
"""

from django.db import IntegrityError, transaction
from django.db.models import Q

from tracker.analysis.duplicates import Kinship, compare
from tracker.models import Article, ArticleAddress, ArticleVersion

from . import addresses
from .documents import Document


def find(address: str) -> Article | None:
    """The article known at `address` (canonical) or another spelling of it."""
    row = ArticleAddress.objects.filter(key=addresses.key(address)).select_related("article__same_as").first()
    article = row.article if row else Article.objects.filter(url=address).select_related("same_as").first()
    return article.same_as or article if article else None


def settle(article: Article, document: Document, *, reached: str) -> Article | None:
    """The known article that `document`, fetched for `article` at the address `reached`, turns out to be, if any.

    `article`, which has no text yet, is then closed in favour of it. Otherwise it is known under its further addresses
    from now on.
    """
    origins = ((document.url, ArticleAddress.Origin.CANONICAL), (reached, ArticleAddress.Origin.REDIRECT))
    for url, origin in origins:
        if not url or url == article.url or not _may_name(url, article):
            continue
        other = find(addresses.canonical(url))
        if other is None:
            _know(article, addresses.canonical(url), origin)
        elif other.pk != article.pk and _agrees(other, document):
            return _close(article, other)
    other = _in_the_same_words(article, document)
    return _close(article, other) if other else None


def _may_name(url: str, article: Article) -> bool:
    try:
        found = addresses.canonical(url)
    except addresses.NotAnAddress:
        return False
    return addresses.same_site(found, article.url or found) and addresses.names_a_page(found)


def _know(article: Article, address: str, origin: str) -> None:
    """Add an address; one that another worker gave to another article meanwhile stays there."""
    try:
        with transaction.atomic():
            ArticleAddress.objects.create(article=article, key=addresses.key(address), url=address, origin=origin)
    except IntegrityError:
        return


def _agrees(other: Article, document: Document) -> bool:
    """True when `other` has the text of `document`, or none that could contradict it."""
    version = other.latest_version
    if version is None:
        return other.state == Article.State.QUEUED
    likeness = compare(version.text, document.text, title_a=other.title, title_b=document.title)
    return likeness.kinship == Kinship.SAME


def _in_the_same_words(article: Article, document: Document) -> Article | None:
    """An article of the same source with this very text and title: published again under another address.

    In another source it is a reprint, and an article of its own.
    """
    if article.source_id is None:
        return None
    titled = Q(article__title=document.title) | Q(article__renamed=True, title=document.title)
    same = ArticleVersion.objects.filter(titled, text_hash=document.text_hash, article__source=article.source_id)
    same = same.exclude(article=article)
    version = same.select_related("article").order_by("pk").first()
    return version.article if version else None


def _close(article: Article, other: Article) -> Article:
    """Leave everything `article` is known by to `other`."""
    article.addresses.update(article=other)
    article.feed_items.update(article=other)
    article.same_as = other
    article.move_to(Article.State.SAME, reason=f"It is the article known at {other.url or 'no address'}.")
    return other
