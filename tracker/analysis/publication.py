"""When an article was published: everything that states a date, which one is believed, and why the others are not.

A time without a zone is a time where the source publishes; a moment becomes a day there. Nothing is guessed: an article
that nothing dates has no date.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

import regex

OLDEST = date(1990, 1, 1)
# A page may be dated ahead of our clock by its time zone, and by a clock that is a little fast.
AHEAD = timedelta(hours=26)
EPOCH = {date(1969, 12, 31), date(1970, 1, 1)}
HEAD = 400  # characters of a text in which a date is its own and not one it tells of


class Origin(StrEnum):
    """Where a date is stated, the most trusted first."""

    EDITOR = "editor"
    MOMENT = "moment"  # a time with a zone in the page's own metadata
    FEED = "feed"
    PAGE = "page"
    ADDRESS = "address"
    TEXT = "text"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Origin.EDITOR: "the editor",
    Origin.MOMENT: "the page’s metadata",
    Origin.FEED: "the feed",
    Origin.PAGE: "the page",
    Origin.ADDRESS: "the address",
    Origin.TEXT: "the first lines of the text",
}
_TRUST = {origin: place for place, origin in enumerate(Origin)}


class Verdict(StrEnum):
    CHOSEN = "chosen"
    OUTRANKED = "outranked"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date as `origin` states it: a moment, which may lack its zone, or a day alone."""

    origin: Origin
    moment: datetime | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate as understood (`moment` with its zone, `day` where the source publishes), with the verdict on it."""

    origin: Origin
    moment: datetime | None
    day: date
    verdict: Verdict
    why: str
    zoneless: bool = False  # the moment was stated without a zone, and got that of its source


@dataclass(frozen=True, slots=True)
class Publication:
    """`day` is `None` when nothing acceptable states one; `moment` when no time is known."""

    moment: datetime | None
    day: date | None
    judged: tuple[Judged, ...]


def judge(candidates: Sequence[Candidate], *, zone: tzinfo | None, now: datetime) -> Publication:
    """Choose among `candidates`, the most trusted acceptable first; `now` (aware) is when the article was taken in.

    `zone` is the source's time zone; without one a moment keeps its own, and a time without any counts as UTC.
    """
    understood = [_understood(c, zone) for c in candidates if c.moment is not None or c.day is not None]
    understood.sort(key=lambda found: _TRUST[found[0].origin])
    chosen: Judged | None = None
    judged = []
    for candidate, moment, day in understood:
        bare = moment is not None and candidate.moment is not None and candidate.moment.tzinfo is None
        refusal = refused(day, now=now, moment=moment)
        if refusal:
            judged.append(Judged(candidate.origin, moment, day, Verdict.REFUSED, refusal, bare))
        elif chosen is None:
            chosen = Judged(candidate.origin, moment, day, Verdict.CHOSEN, _why_chosen(moment, zone, bare), bare)
            judged.append(chosen)
        else:
            judged.append(Judged(candidate.origin, moment, day, Verdict.OUTRANKED, _why_outranked(day, chosen), bare))
    if chosen is None:
        return Publication(None, None, tuple(judged))
    return Publication(_time_of(chosen, judged), chosen.day, tuple(judged))


def refused(day: date, *, now: datetime, moment: datetime | None = None) -> str | None:
    """Why no article can be from `day`, as the end of a sentence; `None` when one can."""
    if day in EPOCH:
        return "is what a computer without a date prints"
    if day < OLDEST:
        return f"is before {OLDEST.year}"
    if moment is not None and moment > now + AHEAD:
        return "is in the future"
    if day > (now.astimezone(UTC) + AHEAD).date():
        return "is in the future"
    return None


def _understood(candidate: Candidate, zone: tzinfo | None) -> tuple[Candidate, datetime | None, date]:
    """With the moment made aware, and the day it is where the source publishes."""
    moment = candidate.moment
    if moment is None:
        assert candidate.day is not None
        return candidate, None, candidate.day
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone or UTC)
    try:
        local = moment.astimezone(zone) if zone else moment
        moment.astimezone(UTC)
    except OverflowError:  # the first and the last day of the calendar have no day before or after them
        return candidate, None, moment.date()
    return candidate, moment, local.date()


def _why_chosen(moment: datetime | None, zone: tzinfo | None, zoneless: bool) -> str:
    if moment is None:
        return "the most trusted of those stated"
    if zone:
        return f"the day is counted in {zone}"
    return "the time counts as UTC, as no time zone is known" if zoneless else "the day is counted as printed"


def _why_outranked(day: date, chosen: Judged) -> str:
    apart = abs((day - chosen.day).days)
    if not apart:
        return f"agrees with {chosen.origin.words}"
    return f"less trusted than {chosen.origin.words}, {apart} day{'s' if apart > 1 else ''} apart"


def _time_of(chosen: Judged, judged: Sequence[Judged]) -> datetime | None:
    """The moment of the chosen date; of a mere day, the moment another statement of that very day gives."""
    same_day = (j.moment for j in judged if j.verdict != Verdict.REFUSED and j.day == chosen.day and j.moment)
    return chosen.moment or next(same_day, None)


_IN_ADDRESS = regex.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-])")
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_IN_TEXT = regex.compile(
    rf"\b(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s+(?P<month>{_MONTHS})\.?,?\s+(?P<year>(?:19|20)\d\d)\b"
    rf"|\b(?P<month>{_MONTHS})\.?\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b"
    r"|\b(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3]\d)\b",
    regex.IGNORECASE,
)


def day_in_address(url: str) -> date | None:
    """The day in the path of an address, such as /2024/10/17/ or /20241017-."""
    match = _IN_ADDRESS.search(url.split("?")[0])
    return _day(*match.groups()) if match else None


def day_in_head(text: str) -> date | None:
    """The one full date in the first lines of a text; `None` when there is none, or several different ones."""
    found = {_day(m["year"], m["month"], m["day"]) for m in _IN_TEXT.finditer(text[:HEAD])} - {None}
    return found.pop() if len(found) == 1 else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month) if month.isdigit() else _ORDER[month.casefold()[:3]], int(day))
    except ValueError:
        return None


_ORDER = {name[:3]: place for place, name in enumerate(_MONTHS.split("|")[:12], 1)}
