"""From bytes or markup to a document: title, author, date and the text that is frozen as a version."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import trafilatura
from trafilatura.settings import Document as Extracted

from tracker.analysis.feed_links import feed_links
from tracker.analysis.listings import is_listing
from tracker.analysis.markup import to_text
from tracker.analysis.notices import STUB, Notice, is_stub, notice_in
from tracker.analysis.publication import Candidate, Origin, day_in_head, judge

from . import addresses
from .http import Fetched, FetchFailed

EXTRACTED_BY = f"trafilatura-{trafilatura.__version__}"
PLAIN = "plain-1"
# What a page gives in fewer words is its menu or a notice, not an article.
FEWEST_WORDS = 12
LONGEST_HEADLINE = 140
_ENDS_A_SENTENCE = ".!:;,…”\"’'"

_LOOKS_LIKE_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|p|div)\b", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\u00a0\u2007\u202f]+")
_CLOSED = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class NoText(Exception):
    """There is no text to read in what was given. The sentence is for editors."""


class NoArticle(NoText):
    """What was given is a notice in an article's place, of the kind `notice`; `advice` says what helps."""

    def __init__(self, notice: Notice, advice: str = "") -> None:
        advice = advice or ("Paste the text instead." if notice.hides_text else "")
        super().__init__(f"{notice.value} {advice}".rstrip())
        self.notice = notice


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what its page says about it; what it does not say is `None` or empty.

    `dates` are all that states when it was published; `url` is the address the page itself says it has.
    """

    text: str
    title: str = ""
    author: str | None = None
    dates: tuple[Candidate, ...] = ()
    url: str | None = None
    extracted_by: str = PLAIN

    @property
    def published_on(self) -> date | None:
        """The day the document itself states, where its source is not known."""
        return judge(self.dates, zone=None, now=datetime.now(UTC)).day

    @property
    def text_hash(self) -> str:
        """Equal for texts that differ in white space only."""
        return hashlib.sha256(" ".join(self.text.split()).encode()).hexdigest()


def is_html(text: str) -> bool:
    return bool(_LOOKS_LIKE_HTML.search(text[:5000]))


def decode(body: bytes, charset: str | None) -> str:
    """Text from bytes: the named charset, else UTF-8, else Windows-1252, which every byte fits."""
    for name in (charset, "utf-8"):
        try:
            if name:
                return body.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("cp1252", errors="replace")


def from_plain(text: str) -> Document:
    """A pasted or plain text as it stands; only line ends are made one kind and control characters dropped.

    Raises `NoText` when nothing is left.
    """
    clean = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")
    if not clean.strip():
        raise NoText("The text is empty.")
    return Document(clean, title=_headline(clean), dates=tuple(_text_dates(clean)))


def _headline(text: str) -> str:
    """The first line, where it stands alone above an article and is neither a sentence, a date nor a label."""
    first, _, rest = text.strip().partition("\n")
    line = first.strip()
    short = len(line) <= LONGEST_HEADLINE and len(line.split()) > 1
    if not short or line[-1] in _ENDS_A_SENTENCE or day_in_head(line) or len(rest.split()) < FEWEST_WORDS:
        return ""
    return line if rest[:1] == "\n" else ""


def from_html(markup: str, *, url: str | None = None) -> Document:
    """The main text of a page with its metadata. Raises `NoText` when there is none to find, `NoArticle` where a notice
    stands in its place."""
    found = trafilatura.bare_extraction(
        markup, url=url, with_metadata=True, include_comments=False, include_tables=False, favor_precision=True
    )
    if not isinstance(found, Extracted) or len((found.text or "").split()) < FEWEST_WORDS:
        raise _nothing(markup, url)
    text = "\n\n".join(_SPACES.sub(" ", line).strip() for line in (found.text or "").split("\n") if line.strip())
    text = _CONTROL.sub("", text)
    title = (found.title or "").strip()[:500]
    _refuse_notices(text, title, markup)
    if is_listing(text, markup, url=url):
        raise _listing(markup)
    return Document(
        text=text,
        title=title,
        author=(found.author or None) and found.author[:300],
        dates=(*_page_dates(markup, found.date), *_text_dates(text)),
        url=found.url,
        extracted_by=EXTRACTED_BY,
    )


def _refuse_notices(text: str, title: str, markup: str) -> None:
    """Raises `NoArticle` where the text is a notice, or the beginning of what the page keeps for its subscribers."""
    if notice := notice_in(text, title):
        raise NoArticle(notice)
    closed = bool(_CLOSED.search(markup))
    if len(text.split()) <= STUB and is_stub(text, to_text(markup), closed=closed):
        raise NoArticle(Notice.PAYWALL)


def _listing(markup: str) -> NoArticle:
    number = len(feed_links(markup.encode(errors="replace")))
    feeds = f"It names {number} feeds, which bring" if number > 1 else "It names a feed, which brings"
    feeds = feeds if number else "The site may have a feed, which brings"
    return NoArticle(Notice.LISTING, f"{feeds} its articles by themselves. Or give the address of one.")


def _nothing(markup: str, url: str | None) -> NoText:
    """Why a page has no main text, as far as what else is on it tells."""
    visible = to_text(markup)
    if notice := notice_in(visible):
        return NoArticle(notice)
    if url and not addresses.names_a_page(url) and is_listing(visible, markup, url=url):
        return _listing(markup)
    if len(visible.split()) < FEWEST_WORDS and "<script" in markup.lower():
        return NoArticle(Notice.SCRIPT)
    return NoText("No article text was found on the page. Paste the text instead.")


def from_fetched(fetched: Fetched) -> Document:
    """The document an address answered with. Raises `NoText`."""
    text = decode(fetched.body, fetched.charset)
    return from_plain(text) if fetched.content_type == "text/plain" else from_html(text, url=fetched.url)


def article_at(url: str, fetched: Fetched) -> Document:
    """The article that was asked for at `url`. Raises `NoText`, also where that led to a front page, and `FetchFailed`
    where the page says that its site is out of order."""
    if addresses.names_a_page(url) and not addresses.names_a_page(fetched.url):
        raise NoArticle(Notice.FRONT)
    try:
        return from_fetched(fetched)
    except NoArticle as error:
        if error.notice == Notice.TROUBLE:
            raise FetchFailed(str(error)) from error
        raise


_PUBLISHED = re.compile(
    r"""(?:property|name|itemprop)=["'](?:article:published_time|datePublished)["'][^>]*content=["']([^"']+)["']"""
    r"""|content=["']([^"']+)["'][^>]*(?:property|name|itemprop)=["'](?:article:published_time|datePublished)["']"""
    r"""|"datePublished"\s*:\s*"([^"]+)\"""",
    re.IGNORECASE,
)


def _page_dates(markup: str, best: str | None) -> Iterator[Candidate]:
    """What the metadata state, and the day htmldate takes for the best."""
    moments = list(_moments(markup))
    yield from (Candidate(Origin.MOMENT, moment=m) for m in moments[:1] if m.tzinfo is not None)
    if best:
        same_day = (m for m in moments if m.tzinfo is None and m.date().isoformat() == best)
        yield Candidate(Origin.PAGE, moment=next(same_day, None), day=date.fromisoformat(best))


def _text_dates(text: str) -> Iterator[Candidate]:
    if day := day_in_head(text):
        yield Candidate(Origin.TEXT, day=day)


def _moments(markup: str) -> Iterator[datetime]:
    """The moments of publication the page states to the minute, those with a zone first."""
    found = []
    for match in _PUBLISHED.finditer(markup[:200_000]):
        try:
            found.append(datetime.fromisoformat(next(g for g in match.groups() if g).strip()))
        except ValueError:
            continue
    yield from sorted((m for m in found if m.tzinfo or (m.hour or m.minute)), key=lambda m: m.tzinfo is None)
