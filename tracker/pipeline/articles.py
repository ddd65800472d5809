"""Articles: how they come in once, under whatever address, and how what is known of them is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from tracker.analysis.notices import Notice
from tracker.analysis.publication import Candidate, Origin, day_in_address, judge, refused
from tracker.analysis.revisions import same_headline
from tracker.models import Article, ArticleAddress, ArticleVersion, Source, Watch

from . import addresses, documents, http, identity
from .addresses import NotAnAddress, source_at

Dates = Sequence[Candidate]
_DATES = ("dates", "published_at", "published_on")


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
    stated = _stated(published_on, published_at)
    document = replace(document, title=(title or document.title).strip()[:500])
    return take(document, url=address, source=source, dates=stated, actor=actor, is_sample=is_sample)


def take(
    document: documents.Document,
    *,
    url: str | None = None,
    source: Source | None = None,
    dates: Dates = (),
    actor: User | None = None,
    is_sample: bool = False,
    at: datetime | None = None,
    look_again: bool = True,
) -> Article:
    """The article of a document at hand, made if it is not known; its first version is frozen if it has none.

    `dates` are what others than the document state; `at` is when the document was seen, if that is not now. A known
    article that has a text keeps it: `revise` is for edits. With `look_again` its page, if it has an address, is looked
    at in time for the quoted words. Raises `Refused` where `url` is not an address.
    """
    address = canonical(url) if url else None
    given = {"title": document.title, "author": document.author, "submitted_by": actor, "is_sample": is_sample}
    with transaction.atomic():
        if address:
            article, created = _at(address, {**given, "source": source or source_at(address)})
        else:
            fingerprint = document.text_hash
            article, created = Article.objects.get_or_create(
                fingerprint=fingerprint, defaults={**given, "source": source}
            )
        if created:
            state_dates(article, [*dates, *document.dates])
        if article.latest_version is None:
            version = _take_text(article, document, at=at)
            if article.url and look_again and not article.is_sample:
                Watch.objects.begin(article, at=version.captured_at, words_only=True)
    return article


def _take_text(article: Article, document: documents.Document, *, at: datetime | None) -> ArticleVersion:
    """Freeze the text; it also serves an article whose page was not or could not be fetched."""
    if article.state == Article.State.FAILED:
        article.move_to(Article.State.QUEUED)
    _describe(article, document)
    return freeze(article, document, at=at)


def submit_address(
    url: str, *, source: Source | None = None, actor: User | None = None, dates: Dates = (), title: str = ""
) -> Article:
    """An article waiting to be fetched from `url`, or the one already known at it. Raises `Refused`.

    `dates` and `title` are what is known of it beforehand, say from a feed.
    """
    address = canonical(url)
    given = {"source": source or source_at(address), "submitted_by": actor, "title": title[:500]}
    article, created = _at(address, given)
    if created and dates:
        state_dates(article, dates)
    return article


def _at(address: str, given: Mapping[str, Any]) -> tuple[Article, bool]:
    """The article known at `address` under any of its spellings, else a new one; two at once make one."""
    known = identity.find(address)
    if known is not None:
        return known, False
    try:
        with transaction.atomic():
            article = Article.objects.create(url=address, **given)
            ArticleAddress.objects.create(article=article, key=addresses.key(address), url=address)
    except IntegrityError:
        known = identity.find(address)
        if known is None:
            raise
        return known, False
    return article, True


def fetch(article: Article) -> None:
    """Fetch the page and freeze its text, or set the article aside with the reason.

    A page that turns out to be a known article leaves the text to that one. Raises `http.FetchFailed` when a later
    try may succeed. Does nothing unless the article waits to be fetched.
    """
    if article.state != Article.State.QUEUED or article.url is None:
        return
    try:
        fetched = http.fetch(article.url)
        document = documents.article_at(article.url, fetched)
    except http.FetchRefused as error:
        article.move_to(Article.State.FAILED, reason=str(error), trouble=Article.Trouble.REFUSED)
        return
    except documents.NoText as error:
        article.move_to(Article.State.FAILED, reason=str(error), trouble=_trouble(error))
        return
    with transaction.atomic():
        if not article.still(Article.State.QUEUED):
            return
        known = identity.settle(article, document, reached=fetched.url)
        if known is None:
            _describe(article, document)
            version = freeze(article, document)
            etag, modified = fetched.etag, fetched.last_modified
            Watch.objects.begin(article, at=version.captured_at, etag=etag, last_modified=modified)


def _trouble(error: documents.NoText) -> Article.Trouble:
    if not isinstance(error, documents.NoArticle):
        return Article.Trouble.NO_TEXT
    return Article.Trouble.LISTING if error.notice == Notice.LISTING else Article.Trouble.NOTICE


def freeze(article: Article, document: documents.Document, *, at: datetime | None = None) -> ArticleVersion:
    """Store the text as the article's next version and mark it captured; a text already stored is kept once."""
    version, created = _store(article, document, at or timezone.now())
    if created or article.state == Article.State.QUEUED:
        article.move_to(Article.State.CAPTURED)
    return version


def revise(article: Article, document: documents.Document, *, at: datetime | None = None) -> ArticleVersion | None:
    """Take in a text seen at the source again at `at` (now, if not given): the new version, if it is a new one.

    The article is read again in any case of a new text, and of a new headline over the old one. What was seen before
    counts as seen again, so that an edit taken back is not the latest; seeing older texts again in order changes
    nothing.
    """
    with transaction.atomic():
        article.refresh_from_db(from_queryset=Article.objects.select_for_update())
        before = article.latest_version
        version, created = _store(article, document, at or timezone.now())
        _follow_headline(article, before)
        if not created:
            return None
        if article.state in {Article.State.READY, Article.State.READ, Article.State.FAILED, Article.State.QUEUED}:
            article.move_to(Article.State.CAPTURED)
    return version


def _follow_headline(article: Article, before: ArticleVersion | None) -> None:
    """Print the article under the headline its source has now, where the source gave it another one, and no editor."""
    now = article.latest_version
    if article.renamed:
        return
    if before is None or now is None or not before.title or not now.title or same_headline(before.title, now.title):
        return
    article.title = now.title
    article.save(update_fields=["title"])


def _store(article: Article, document: documents.Document, at: datetime) -> tuple[ArticleVersion, bool]:
    """The version that has the document's text and headline, and whether it was made now."""
    version = _known(article, document)
    created = False
    if version is None:
        given: dict[str, Any] = {
            "number": lambda: article.versions.count() + 1,
            "text": document.text,
            "extracted_by": document.extracted_by,
            "captured_at": at,
            "seen_at": at,
        }
        version, created = article.versions.get_or_create(
            text_hash=document.text_hash, title=document.title[:500], defaults=given
        )
    if version.seen_at < at:
        version.seen_at = at
        version.save(update_fields=["seen_at"])
    return version, created


def _known(article: Article, document: documents.Document) -> ArticleVersion | None:
    """A headline that is not known, or was not found this time, is no other one."""
    for version in article.versions.filter(text_hash=document.text_hash).current_first():
        if not version.title or not document.title or same_headline(version.title, document.title):
            return version
    return None


def retry(article: Article) -> None:
    """Put a failed article back to where it stood: to be read if its text was captured, else to be fetched."""
    captured = article.latest_version is not None
    article.move_to(Article.State.CAPTURED if captured else Article.State.QUEUED)


def canonical(url: str) -> str:
    """The address without tracking parameters and fragment. Raises `Refused`."""
    try:
        return addresses.canonical(url)
    except NotAnAddress as error:
        raise Refused(str(error)) from error


def _stated(day: date | None, moment: datetime | None) -> Dates:
    """What an editor states, as a candidate. Raises `Refused` for a day no article can be from."""
    if day is None and moment is None:
        return ()
    why = refused(day or (moment or timezone.now()).date(), now=timezone.now())
    if why:
        raise Refused(f"The date of publication, {day or moment:%d %B %Y}, {why}.")
    return [Candidate(Origin.EDITOR, moment=moment, day=day)]


def _describe(article: Article, document: documents.Document) -> None:
    """Fill in what the page says about itself and nobody has said before."""
    article.title = article.title or document.title
    article.author = article.author or document.author
    _judge_dates(article, document.dates)
    article.save(update_fields=["title", "author", *_DATES])


def state_dates(article: Article, dates: Dates, *, settle: bool = False) -> None:
    """Judge `dates` together with those known, and keep all of them; a day that is settled stays, unless `settle`.

    A date of the same origin stated again replaces the former one.
    """
    _judge_dates(article, dates, settle=settle)
    article.save(update_fields=_DATES)


def _judge_dates(article: Article, dates: Dates, *, settle: bool = False) -> None:
    known = {row["origin"]: _candidate(row) for row in article.dates}
    stated = {c.origin.value: c for c in reversed(dates)}  # the first of one origin counts
    if article.url and (day := day_in_address(article.url)):
        stated.setdefault(Origin.ADDRESS.value, Candidate(Origin.ADDRESS, day=day))
    zone = article.source.zone if article.source else None
    found = judge([*{**known, **stated}.values()], zone=zone, now=timezone.now())
    article.dates = [
        {
            "origin": j.origin,
            "moment": j.moment.isoformat() if j.moment else None,
            "day": j.day.isoformat(),
            "verdict": j.verdict,
            "why": j.why,
            **({"zoneless": True} if j.zoneless else {}),
        }
        for j in found.judged
    ]
    if settle or article.published_on is None or article.versions.count() == 0:
        article.published_at, article.published_on = found.moment, found.day


def _candidate(row: Mapping[str, Any]) -> Candidate:
    """The candidate as it was stated: a moment without a zone is in the present zone again."""
    moment = datetime.fromisoformat(row["moment"]) if row["moment"] else None
    if moment is not None and row.get("zoneless"):
        moment = moment.replace(tzinfo=None)
    return Candidate(Origin(row["origin"]), moment=moment, day=date.fromisoformat(row["day"]))
