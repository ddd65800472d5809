"""Spans of a page's text that are not the article: appeals, newsletter boxes, captions, credits, a date line on top.

A paragraph is furniture by what it says of itself, not by where it stands; only the first and last ones need less.
Words in quotation marks with a verb of saying beside them are left alone.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from tracker.analysis.quotations import Span

LONGEST = 1200

# What only a site says to its reader, in lower case. Add a phrase here.
APPEALS = (
    "your support helps", "your support allows", "your support makes", "support now", "support our journalism",
    "support independent journalism", "support quality journalism", "keep sending journalists", "our journalism is",
    "our journalism depends", "our journalism needs", "consider donating", "consider supporting", "consider subscribing",
    "donate now", "donate today", "donate here", "donate to us", "become a member", "become a supporter",
    "become a subscriber", "sign up for", "sign up to", "sign up here", "sign up now", "sign up today", "subscribe now",
    "subscribe today", "subscribe to", "subscribe here", "our newsletter", "free newsletter", "daily newsletter",
    "weekly newsletter", "morning newsletter", "evening newsletter", "newsletter sign", "newsletters straight",
    "email alerts", "straight to your inbox", "delivered to your inbox", "in your inbox", "by clicking", "by signing up",
    "by entering your", "by subscribing", "privacy policy", "privacy notice", "terms of service", "terms of use",
    "terms and conditions", "uses cookies", "use cookies", "accept cookies", "accept all cookies", "follow us on", "like us on",
    "find us on", "share this article", "share this story", "share this page", "share this post", "click here",
    "read more:", "read the rest here", "read next", "already a subscriber", "log in to read", "log in to continue",
    "create a free account", "create an account", "unlimited access", "start your free trial", "start your trial",
    "allow notifications", "enable javascript", "your browser does not", "download our app", "download the app",
    "listen to this article", "tap here to", "scroll to continue", "scroll down to continue", "article continues below",
    "article continues after", "story continues below", "story continues after", "all rights reserved",
    "this article was originally", "this article originally", "this article first", "this story was originally",
    "this story originally", "this story first", "© 20", "©20",
)  # fmt: skip


def _by_word(phrases: Sequence[str]) -> list[tuple[str, list[str]]]:
    """The phrases by a long word they share, so that a text without the word need not be searched for each of them."""
    groups: list[tuple[str, list[str]]] = []
    left = list(phrases)
    while left:
        shared = Counter(word for phrase in left for word in set(phrase.split()) if len(word) > 4)
        word = max(sorted(shared), key=lambda one: (shared[one], len(one)), default=left[0])
        groups.append((word, [phrase for phrase in left if word in phrase]))
        left = [phrase for phrase in left if word not in phrase]
    return groups


_BY_WORD = _by_word(APPEALS)
# Short lines by themselves.
_LINE = re.compile(
    r"""(?:advertisement|sponsored(?:\ content)?|promoted|recommended(?:\ for\ you)?|related(?:\ (?:articles?|stories|topics|content))?:?|most\ (?:read|popular|viewed)|
    trending(?:\ now)?|more\ on\ this(?:\ story)?|top\ stories|read\ more|support\ now|subscribe|sign\ up|log\ in|share|save|comments?|print|email|copy\ link|
    \d+\ (?:comments?|shares?)|\d+\ min(?:ute)?s?\ read|(?:close|open)\ menu|skip\ to\ (?:main\ )?content|loading\.*|watch\ (?:live|now)|
    (?:image|media|video|photo|picture)\ (?:source|caption|credit)s?\b.*|(?:photograph|photo|image|picture|credit|file\ photo|pic)s?\ ?(?:by|:)\ ?.*|
    (?:watch|listen|read\ more|see\ also|related|more|in\ pictures|live|recommended)\ ?:\ .*|.*\((?:getty\ images|ap|afp|reuters|pa(?:\ (?:wire|media|archive))?|epa)\)|
    .*(?:/|via\ )(?:getty\ images|afp|reuters|ap\ photo|pa\ (?:wire|media|archive))\)?|
    (?:last\ )?(?:updated|published|modified|posted)(?:\ (?:on|at))?:?\ .{0,60}\d.*|by\ [A-Z].{2,60}|.{0,40}\b\d{1,2}:\d\d\b.{0,30})""",
    re.I | re.X,
)
_STAMP = re.compile(
    r"[ \t\r\n]{0,40}(?:date|published|updated)?[: \t]{0,5}((?:19|20)\d\d-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?[ \t]*",
    re.I,
)
_REPORTED = re.compile(
    r"[“\"][^”\"]{8,}[”\"],?\s+(?:\w+\s+){0,4}(?:said|says|added|told)|\b(?:said|says|added|told)\b[^“\"]{0,40}[“\"]"
)
# What a paper says about its own article: what stood there before is not said again.
_CORRECTION = re.compile(
    r"\s*(?:[•*–-]\s*)?(?:this\ (?:article|story|piece|report|page|headline)\ (?:was|has\ been)\ (?:amended|corrected|updated|changed"
    r"|revised|edited)|an?\ (?:earlier|previous)\ version\ of\ this|(?:corrections?|clarification|editor['’]s\ note)\b.{0,40}:)",
    re.I | re.X,
)
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t\xa0\r]*\n)[^\n]+)*")


def find_furniture(text: str) -> tuple[Span, ...]:
    """Spans to leave out, in text order, without white space at their ends."""
    found: list[Span] = []
    lowered = text.lower()
    appeals = [p for word, phrases in _BY_WORD if word in lowered for p in phrases if p in lowered]
    stamp = _stamp(text)
    if stamp:
        found.append(_trimmed(text, stamp))
    for start, end in _paragraphs(text):
        start = max(start, stamp[1]) if stamp else start
        found.extend(_in_paragraph(text, start, end, appeals))
    return tuple(span for span in found if span[0] < span[1])


def leading_date(text: str) -> date | None:
    """The day a stamp at the very top of the text names ("date 2024-10-17"); `None` without one."""
    match = _STAMP.match(text)
    try:
        return date.fromisoformat(match.group(1)) if match else None
    except ValueError:
        return None


def _stamp(text: str) -> Span | None:
    match = _STAMP.match(text)
    return match.span() if match else None


def _paragraphs(text: str) -> Iterator[Span]:
    return (match.span() for match in _PARAGRAPH.finditer(text))


def _in_paragraph(text: str, start: int, end: int, phrases: Sequence[str]) -> Iterator[Span]:
    """The whole paragraph, or those of its lines that are furniture by themselves."""
    paragraph = text[start:end]
    if _CORRECTION.match(paragraph):
        yield _trimmed(text, (start, end))
        return
    appeals = _appeals(paragraph, phrases) if len(paragraph) <= LONGEST else 0
    if appeals > ("\n" in paragraph) and not _REPORTED.search(paragraph):
        yield _trimmed(text, (start, end))
        return
    for line in re.finditer(r"[^\n]+", paragraph):
        if len(line.group()) <= 240 and _is_line(line.group().strip(), phrases):
            yield _trimmed(text, (start + line.start(), start + line.end()))


def _appeals(piece: str, phrases: Sequence[str]) -> int:
    """How many of the appeals stand in `piece`."""
    if not phrases:
        return 0
    lowered = piece.lower()
    return sum(phrase in lowered for phrase in phrases)


def _is_line(line: str, phrases: Sequence[str]) -> bool:
    matched = _LINE.fullmatch(line) or (len(line) < 160 and _appeals(line, phrases))
    return bool(matched) and not _REPORTED.search(line)


def _trimmed(text: str, span: Span) -> Span:
    piece = text[span[0] : span[1]]
    return span[0] + len(piece) - len(piece.lstrip()), span[1] - len(piece) + len(piece.rstrip())
