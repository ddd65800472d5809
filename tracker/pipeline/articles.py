"""Articles: how they come in, how their text is frozen, and how they are read."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import courlan
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from tracker.models import Article, ArticleVersion, Source

from . import documents, http

OLDEST = date(1990, 1, 1)


class Refused(Exception):
    """What was given cannot become an article. The sentence says what to do."""


def submit_text(
    text: str,
    *,
    title: str = "",
    url: str | None = None,
    source: Source | None = None,
    published_on: date | None = None,
    published_at: datetime | None = None,
    actor: User | None = None,
    is_sample: bool = False,
) -> Article:
    """An article from a text or a page's markup, its first version frozen.

    The same text or address again gives the same article.
    What is stated here outranks what the markup says. Raises `Refused` with a sentence.
    """
    address = canonical(url) if url else None
    try:
        document = documents.from_html(text, url=address) if documents.is_html(text) else documents.from_plain(text)
    except documents.NoText as error:
        raise Refused(str(error)) from error
    moment = published_at or (document.published_at if published_on is None else None)
    day = published_on or _day(moment, source) or document.published_on
    check_published(day)
    fingerprint = None if address else _hash(document.text)
    with transaction.atomic():
        article, created = Article.objects.get_or_create(
            **({"url": address} if address else {"fingerprint": fingerprint}),
            defaults={
                "source": source,
                "title": (title or document.title).strip()[:500],
                "author": document.author,
                "published_at": moment,
                "published_on": day,
                "submitted_by": actor,
                "is_sample": is_sample,
            },
        )
        if created or article.latest_version is None:
            _take_text(article, document, created=created)
    return article


def _take_text(article: Article, document: documents.Document, *, created: bool) -> None:
    """Freeze the text; it also serves an article whose page was not or could not be fetched."""
    if article.state == Article.State.FAILED:
        article.move_to(Article.State.QUEUED)
    if not created:
        _describe(article, document)
    freeze(article, document)


def submit_address(url: str, *, source: Source | None = None, actor: User | None = None) -> Article:
    """An article waiting to be fetched from `url`, or the one already known at it. Raises `Refused`."""
    address = canonical(url)
    article, _ = Article.objects.get_or_create(
        url=address, defaults={"source": source or source_at(address), "submitted_by": actor}
    )
    return article


def fetch(article: Article) -> None:
    """Fetch the page and freeze its text, or set the article aside with the reason.

    Raises `http.FetchFailed` when a later try may succeed. Does nothing unless the article waits to be fetched.
    """
    if article.state != Article.State.QUEUED or article.url is None:
        return
    try:
        document = documents.from_fetched(http.fetch(article.url))
    except http.FetchRefused as error:
        article.move_to(Article.State.FAILED, reason=str(error), trouble=Article.Trouble.REFUSED)
        return
    except documents.NoText as error:
        article.move_to(Article.State.FAILED, reason=str(error), trouble=Article.Trouble.NO_TEXT)
        return
    with transaction.atomic():
        if article.still(Article.State.QUEUED):
            _describe(article, document)
            freeze(article, document)


def freeze(article: Article, document: documents.Document) -> ArticleVersion:
    """Store the text as the article's next version and mark it captured; a text already stored is kept once."""
    with transaction.atomic():
        number = article.versions.count() + 1
        version, created = ArticleVersion.objects.get_or_create(
            article=article,
            text_hash=_hash(document.text),
            defaults={"number": number, "text": document.text, "extracted_by": document.extracted_by},
        )
        if created or article.state == Article.State.QUEUED:
            article.move_to(Article.State.CAPTURED)
    return version


def retry(article: Article) -> None:
    """Put a failed article back to where it stood: to be read if its text was captured, else to be fetched."""
    captured = article.latest_version is not None
    article.move_to(Article.State.CAPTURED if captured else Article.State.QUEUED)


def canonical(url: str) -> str:
    """The address without tracking parameters and fragment, as the article's identity. Raises `Refused`."""
    text = url.strip().split("#")[0]
    if "://" not in text and "." in text.split("/")[0] and not text.startswith("//"):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        host = None
    if host is None or parts.scheme not in {"http", "https"}:
        raise Refused(f"“{url[:80]}” is not a web address. It should look like https://news.example/story.")
    if len(text) > 2000:
        raise Refused("The address is longer than 2,000 characters.")
    return str(courlan.clean_url(text) or text)


def source_at(url: str) -> Source | None:
    """The source whose home page is at the same host, if there is one."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    for source in Source.objects.exclude(homepage=None):
        home = (urlsplit(source.homepage or "").hostname or "").removeprefix("www.")
        if host == home or host.endswith(f".{home}"):
            return source
    return None


def check_published(day: date | None) -> None:
    """Refuse days no article of ours can be from: a day still to come, or one before the web."""
    if day is None:
        return
    if day > timezone.now().astimezone(UTC).date() + timedelta(days=1):
        raise Refused(f"The date of publication, {day:%d %B %Y}, is in the future.")
    if day < OLDEST:
        raise Refused(f"The date of publication, {day:%d %B %Y}, is before {OLDEST.year}.")


def _describe(article: Article, document: documents.Document) -> None:
    """Fill in what the page says about itself and nobody has said before."""
    article.title = article.title or document.title
    article.author = article.author or document.author
    article.published_at = article.published_at or document.published_at
    article.published_on = article.published_on or _day(article.published_at, article.source) or document.published_on
    try:
        check_published(article.published_on)
    except Refused:
        article.published_at = article.published_on = None
    article.save(update_fields=["title", "author", "published_at", "published_on"])


def _day(moment: datetime | None, source: Source | None) -> date | None:
    """The day of `moment` where the source publishes."""
    if moment is None:
        return None
    return (moment.astimezone(source.zone) if source else moment).date()


def _hash(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
