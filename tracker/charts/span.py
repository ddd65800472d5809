"""Which days a drawing shows: from a little before the first words to today, or to soon after the last of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.analysis.months import month_of
from tracker.analysis.periods import WINDOW

from .marks import OPEN, Remark
from .scale import year_of

LEAST_LIVING = timedelta(days=365)
LEAST_ENDED = timedelta(days=90)  # three months' ticks: enough to tell time by where there is no today to reach
LEAST_PAD = timedelta(days=10)
SINCE = "nothing since"  # said of the time after days that have ended


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to `last`; `is_ended` when `last` is not today, as nothing was said for so long."""

    first: date
    last: date
    is_ended: bool


def span(dated: Sequence[Remark], starts: Iterable[date], today: date) -> Span:
    """The days for `dated` remarks, which all have a day, and the `starts` of positions.

    Where nothing at all was said in the time that makes a position stale, years of silence would press the words into
    a corner; the days then end soon after the last of them.
    """
    said = [_last_day(remark) for remark in dated]
    is_ended = bool(said) and today - max(said) > WINDOW
    end = max(said) if is_ended else max([*(r.day for r in dated if r.day), today])
    # A stale stretch begins after the end of such a drawing, so its start is none of its days.
    first = min([*(_first_day(remark) for remark in dated), *(day for day in starts if day <= end)], default=today)
    pad = max((end - first) // 30, LEAST_PAD)
    last = end + pad if is_ended else end
    # What was said "before" the first day needs room to its left.
    if any(r.precision in OPEN and r.day == first for r in dated):
        pad = max(pad * 3, timedelta(days=60))
    return Span(min(first - pad, last - (LEAST_ENDED if is_ended else LEAST_LIVING)), last, is_ended)


def _first_day(remark: Remark) -> date:
    day = remark.day or date.max
    return year_of(day)[0] if remark.precision == "year" else day


def _last_day(remark: Remark) -> date:
    """The last day an inexact date may mean."""
    day = remark.day or date.min
    if remark.precision == "year":
        return year_of(day)[1]
    return month_of(day)[1] if remark.precision == "month" else day
