"""Phrases of time and the days they mean, relative to the day the article appeared.

A precision is kept as printed: "last month" is a month. What was said "previously" is dated *before*. A day that lies
ahead of the article is no day something was said on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import regex

from tracker.analysis.months import month_of
from tracker.analysis.quotations import Precision

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_COUNT = r"(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten)"


@dataclass(frozen=True, slots=True)
class Dating:
    """When it was said: `day` with its precision and its words, and the days it may have been at the outside.

    `earliest` and `latest` are `None` where nothing bounds them.
    """

    day: date | None = None
    precision: Precision = "unknown"
    basis: str | None = None
    earliest: date | None = None
    latest: date | None = None


UNKNOWN = Dating()

PHRASES = regex.compile(
    rf"""(?P<dmy>\b(?:on\s+)?(?P<dmy_d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<dmy_m>{_MONTH})(?:,?\s+(?P<dmy_y>(?:19|20)\d\d))?\b)
    |(?P<mdy>\b(?:on\s+)?(?P<mdy_m>{_MONTH})\s+(?P<mdy_d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<mdy_y>(?:19|20)\d\d))?)
    |(?P<iso>\b(?:19|20)\d\d-\d\d-\d\d\b)
    |(?P<weekday>\b(?:(?:(?:late|early)\s+)?on\s+)?(?P<last>(?:last|this|this\s+past)\s+)?(?P<wd>(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?:\s+(?:morning|afternoon|evening|night|lunchtime))?(?P<ago>\s+last\s+week|\s+of\s+last\s+week)?\b(?!['’]s))
    |(?P<yesterday>\byesterday\b|\bthe\s+(?:day|night)\s+before\b|\blast\s+night\b|\bthe\s+previous\s+(?:day|night|evening)\b)
    |(?P<today>\btoday\b|\bthis\s+(?:morning|afternoon|evening)\b|\btonight\b|\b(?:{_COUNT}|a\s+few|several|just)\s+hours\s+(?:earlier|ago|later|before|after)\b|\bearlier\s+(?:today|in\s+the\s+day)\b|\blater\s+in\s+the\s+day\b)
    |(?P<week>\bearlier\s+this\s+week\b|\bthis\s+week\b)
    |(?P<lastweek>\b(?:earlier\s+|late\s+)?last\s+week\b|\ba\s+week\s+(?:ago|earlier)\b|\bthe\s+previous\s+week\b)
    |(?P<thismonth>\bearlier\s+this\s+month\b|\bthis\s+month\b)
    |(?P<lastmonth>\blast\s+month\b|\ba\s+month\s+(?:ago|earlier)\b|\bthe\s+previous\s+month\b)
    |(?P<thisyear>\b(?:earlier\s+)?this\s+year\b)
    |(?P<lastyear>\blast\s+year\b|\ba\s+year\s+(?:ago|earlier)\b|\bthe\s+previous\s+year\b)
    |(?P<agodays>\b(?P<nd>{_COUNT})\s+(?P<unit>days?|weeks?|months?|years?)\s+(?:ago|earlier|before)\b)
    |(?P<monthyear>\b(?:back\s+)?in\s+(?:(?:early|late|mid)[\s-]+)?(?P<my_m>{_MONTH})\s+(?P<my_y>(?:19|20)\d\d)\b)
    |(?P<month>\b(?:back\s+|earlier\s+)?in\s+(?:(?:early|late|mid)[\s-]+)?(?P<m_m>{_MONTH})(?!\s*\d)(?P<m_last>\s+last\s+year)?\b|\blast\s+(?P<m_l>{_MONTH})(?!\s*\d))
    |(?P<year>\b(?:back\s+)?in\s+(?:(?:early|late|mid)[\s-]+)?(?P<y>(?:19|20)\d\d)\b|\b(?:his|her|their|its|a|the)\s+(?P<y2>(?:19|20)\d\d)\s+(?=\p{{L}}))
    |(?P<before>\b(?:previously|formerly|in\s+the\s+past|at\s+the\s+time|years\s+ago|years\s+earlier|in\s+recent\s+(?:days|weeks|months|years)|before\s+(?:taking|entering|coming\s+to)\s+(?:office|power)|when\s+(?:he|she|they)\s+(?:was|were)\s+[^,.;“"]{{1,40}}|while\s+in\s+opposition|in\s+opposition|during\s+the\s+(?:election\s+)?campaign)\b|\b(?:had\s+)?earlier\b|\b(?:once|long|repeatedly|consistently)\b(?=\s*$|\s+(?:said|told|called|\w+ed)\b))""",
    regex.I | regex.X,
)  # fmt: skip


def dated(match: regex.Match[str], published: date | None, basis: str) -> Dating:
    kind = _kind(match)
    if published is None:
        return _absolute(kind, match, basis)
    return _RULES[kind](match, published, basis)


def _kind(match: regex.Match[str]) -> str:
    return next(kind for kind in _RULES if match.group(kind) is not None)


def _day(day: date, basis: str) -> Dating:
    return Dating(day, "day", basis, day, day)


def _range(first: date, last: date, basis: str, published: date) -> Dating:
    """The narrowest precision that holds the whole range."""
    last = min(last, published)
    if first == last:
        return _day(first, basis)
    if (first.year, first.month) == (last.year, last.month):
        return Dating(first.replace(day=1), "month", basis, first, last)
    return Dating(published, "before", basis, first, last)


def _month_of(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name.lower().rstrip(".")[:3]))


def _whole_month(year: int, month: int, basis: str) -> Dating:
    first, last = month_of(date(year, month, 1))
    return Dating(first, "month", basis, first, last)


def _whole_year(year: int, basis: str) -> Dating:
    return Dating(date(year, 1, 1), "year", basis, date(year, 1, 1), date(year, 12, 31))


def _calendar(day: str, month: str, year: str | None, published: date | None, basis: str) -> Dating:
    """A printed day; without a year the latest one on or before the article, and none that lies ahead."""
    try:
        found = date(int(year) if year else (published or date.min).year, _month_of(month), int(day))
        if published and not year and found > published:
            found = found.replace(year=found.year - 1)
    except ValueError:
        return Dating(basis=basis)
    if (published and found > published) or found.year < 1900:
        return Dating(basis=basis)
    return _day(found, basis)


def _weekday(match: regex.Match[str], published: date, basis: str) -> Dating:
    back = (published.weekday() - _WEEKDAYS.index(match.group("wd").lower())) % 7
    if match.group("ago"):
        monday = published - timedelta(days=published.weekday() + 7)
        return _day(monday + timedelta(days=_WEEKDAYS.index(match.group("wd").lower())), basis)
    if (match.group("last") or "").strip().lower() == "last" and back == 0:
        back = 7
    return _day(published - timedelta(days=back), basis)


def _last_week(match: regex.Match[str], published: date, basis: str) -> Dating:
    monday = published - timedelta(days=published.weekday() + 7)
    return _range(monday, monday + timedelta(days=6), basis, published)


def _last_month(match: regex.Match[str], published: date, basis: str) -> Dating:
    before = published.replace(day=1) - timedelta(days=1)
    return _whole_month(before.year, before.month, basis)


def _ago(match: regex.Match[str], published: date, basis: str) -> Dating:
    printed, unit = match.group("nd").lower(), match.group("unit").lower().rstrip("s")
    count = _NUMBERS[printed] if printed in _NUMBERS else int(printed)
    if unit == "day":
        return _day(published - timedelta(days=count), basis)
    if unit == "week":
        day = published - timedelta(weeks=count)
        return _range(day - timedelta(days=day.weekday()), day + timedelta(days=6 - day.weekday()), basis, published)
    if unit == "month":
        months = published.year * 12 + published.month - 1 - count
        return _whole_month(months // 12, months % 12 + 1, basis)
    return _whole_year(published.year - count, basis)


def _named_month(match: regex.Match[str], published: date, basis: str) -> Dating:
    month = _month_of(match.group("m_m") or match.group("m_l"))
    year = published.year - (1 if match.group("m_last") or month > published.month else 0)
    if match.group("m_l") and month == published.month:
        year = published.year - 1
    return _whole_month(year, month, basis)


def _named_year(match: regex.Match[str], published: date | None, basis: str) -> Dating:
    year = int(match.group("y") or match.group("y2"))
    return _whole_year(year, basis) if published is None or year <= published.year else Dating(basis=basis)


def _absolute(kind: str, match: regex.Match[str], basis: str) -> Dating:
    """Without the article's day only a phrase that names a year tells anything."""
    if kind in ("dmy", "mdy") and match.group(kind + "_y"):
        return _calendar(match.group(kind + "_d"), match.group(kind + "_m"), match.group(kind + "_y"), None, basis)
    if kind == "iso":
        return _iso(match, None, basis)
    if kind == "monthyear":
        return _whole_month(int(match.group("my_y")), _month_of(match.group("my_m")), basis)
    if kind == "year":
        return _named_year(match, None, basis)
    return Dating(basis=basis)


def _iso(match: regex.Match[str], published: date | None, basis: str) -> Dating:
    try:
        found = date.fromisoformat(match.group("iso"))
    except ValueError:
        return Dating(basis=basis)
    return _day(found, basis) if published is None or found <= published else Dating(basis=basis)


_RULES: dict[str, Callable[[regex.Match[str], date, str], Dating]] = {
    "dmy": lambda m, p, b: _calendar(m.group("dmy_d"), m.group("dmy_m"), m.group("dmy_y"), p, b),
    "mdy": lambda m, p, b: _calendar(m.group("mdy_d"), m.group("mdy_m"), m.group("mdy_y"), p, b),
    "iso": _iso,
    "weekday": _weekday,
    "yesterday": lambda m, p, b: _day(p - timedelta(days=1), b),
    "today": lambda m, p, b: _day(p, b),
    "week": lambda m, p, b: _range(p - timedelta(days=p.weekday()), p, b, p),
    "lastweek": _last_week,
    "thismonth": lambda m, p, b: _whole_month(p.year, p.month, b),
    "lastmonth": _last_month,
    "thisyear": lambda m, p, b: _whole_year(p.year, b),
    "lastyear": lambda m, p, b: _whole_year(p.year - 1, b),
    "agodays": _ago,
    "monthyear": lambda m, p, b: _whole_month(int(m.group("my_y")), _month_of(m.group("my_m")), b),
    "month": _named_month,
    "year": _named_year,
    "before": lambda m, p, b: Dating(p, "before", b, None, p),
}
