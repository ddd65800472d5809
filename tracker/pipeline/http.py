"""The one polite client: each step of a fetch is judged, allowed by robots.txt, in its turn, and within limits.

Redirects are followed by hand, each judged anew. What came back is bytes with a type; nothing is executed.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx
from django.utils import timezone

from . import manners
from .network import MAX_BYTES, Answer, FetchFailed, FetchRefused, Target, exchange, join, judge

__all__ = ["FEEDS", "MAX_BYTES", "PAGES", "FetchFailed", "FetchRefused", "Fetched", "Wanted", "fetch"]

MAX_SECONDS = 25.0
MAX_REDIRECTS = 5
# Answers of 400 to 499 that a later try may change; every other one of them is final.
PASSING = {408, 425, 429}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for, and which content types count as it."""

    accept: str
    types: frozenset[str]
    noun: str


PAGES = Wanted(
    "text/html,application/xhtml+xml,text/plain;q=0.9",
    frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml"}),
    "a page or a text",
)
# Many feeds go out under a wrong type: the bytes are judged afterwards, by reading them.
FEEDS = Wanted(
    "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.5",
    PAGES.types
    | {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json",
        "application/octet-stream",
        "binary/octet-stream",
        "text/rss+xml",
        "text/rss",
    },
    "a feed",
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: its final address, content type without parameters, charset if named, and bytes.

    `moved_to` is where permanent redirects led, `max_age` how long the answer may be kept, `not_modified` that the
    given validators still hold and there is no body.
    """

    url: str
    content_type: str
    charset: str | None
    body: bytes
    etag: str | None = None
    last_modified: str | None = None
    max_age: timedelta | None = None
    moved_to: str | None = None
    not_modified: bool = False


def fetch(url: str, *, wanted: Wanted = PAGES, etag: str | None = None, last_modified: str | None = None) -> Fetched:
    """Get `url` once, following judged redirects; with validators, only if it changed since.

    Raises `FetchRefused` or `FetchFailed` with a sentence.
    """
    deadline = time.monotonic() + MAX_SECONDS
    validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    asked = manners.headers(wanted.accept) | {name: value for name, value in validators.items() if value}
    moved_to, permanent = None, True
    for _ in range(MAX_REDIRECTS + 1):
        target = judge(url, deadline)
        if time.monotonic() > deadline:
            raise FetchFailed(f"{target.host} did not answer in time.")
        answer = _asked(target, asked, deadline)
        if not manners.is_redirect(answer.status, answer.headers):
            return _fetched(str(target.url), answer, wanted, moved_to, conditional=bool(etag or last_modified))
        url = join(str(target.url), answer.headers["location"])
        permanent = permanent and answer.status in {301, 308}
        moved_to = url if permanent else moved_to
    raise FetchRefused(f"The address redirects more than {MAX_REDIRECTS} times.")


def _asked(target: Target, asked: Mapping[str, str], deadline: float) -> Answer:
    """One request in its turn. A host that asks for time is left alone by every worker."""
    with manners.allowed_turn(target):
        answer = exchange(target, asked, deadline)
    if answer.status in {429, 503} and (wait := _retry_after(answer.headers)):
        manners.hold_off(target.host, wait)
    return answer


def _fetched(url: str, answer: Answer, wanted: Wanted, moved_to: str | None, *, conditional: bool) -> Fetched:
    _check_status(answer, conditional=conditional)
    headers = answer.headers
    content_type = headers.get("content-type", "").split(";")[0].strip().lower() or "text/html"
    if answer.status == 200 and content_type not in wanted.types:
        raise FetchRefused(f"The address holds {content_type[:80]}, not {wanted.noun}.")
    return Fetched(
        url=url,
        content_type=content_type,
        charset=_charset(headers),
        body=answer.body,
        etag=_validator(headers, "etag", 500),
        last_modified=_validator(headers, "last-modified", 200),
        max_age=_max_age(headers),
        moved_to=moved_to,
        not_modified=answer.status == 304,
    )


def _check_status(answer: Answer, *, conditional: bool) -> None:
    """Raise unless the answer is what was asked for, or that it has not changed where that was asked."""
    status = answer.status
    if status == 200 or (status == 304 and conditional):
        return
    sentence = f"The publisher answered {status} {answer.reason}".rstrip() + "."
    if 400 <= status < 500 and status not in PASSING:
        raise FetchRefused(sentence, status=status)
    raise FetchFailed(sentence, status=status, retry_after=_retry_after(answer.headers))


def _retry_after(headers: httpx.Headers) -> timedelta | None:
    """How long the publisher asks to wait, given in seconds or as a date; `None` where that makes no sense."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return timedelta(seconds=min(int(value), 10**8))
    moment = _date(value)
    return max(moment - timezone.now(), timedelta(0)) if moment else None


def _date(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _max_age(headers: httpx.Headers) -> timedelta | None:
    """How long a private cache may keep the answer, by Cache-Control."""
    for directive in headers.get("cache-control", "").lower().split(","):
        name, _, value = directive.strip().partition("=")
        value = value.strip('" ')
        if name == "max-age" and value.isascii() and value.isdigit():
            return timedelta(seconds=min(int(value), 10**8))
    return None


def _charset(headers: httpx.Headers) -> str | None:
    for parameter in headers.get("content-type", "").split(";")[1:]:
        name, _, value = parameter.strip().partition("=")
        if name.lower() == "charset":
            return value.strip("\"' ") or None
    return None


def _validator(headers: httpx.Headers, name: str, longest: int) -> str | None:
    """A validator to send back as it came; one that cannot be kept and sent whole is left out."""
    value = headers.get(name)
    return value if value and len(value) <= longest and value.isascii() and value.isprintable() else None
