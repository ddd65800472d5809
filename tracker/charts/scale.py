"""Days to pixels, with the ticks that fit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

CHARACTER = 0.6  # mean width of a character of the system's sans, in ems; a little too wide on purpose
BOLD_CHARACTER = 0.68
_MONTHS_PER_TICK = (1, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True, slots=True)
class Tick:
    """`label` is empty where it would run out of the drawing."""

    x: float
    label: str
    label_x: float = 0.0


@dataclass(frozen=True, slots=True)
class TimeScale:
    """The days from `first` to `last` over the pixels from `left` to `right`."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """The pixel of `day`; days outside go to the nearer edge."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(self.left + min(max(share, 0.0), 1.0) * (self.right - self.left), 1)

    def ticks(self, *, font: float, end: float) -> tuple[Tick, ...]:
        """First days of months or years, as many as have room for their labels, and at least two if the span has.
        `end` is where the drawing does, which may be behind its days."""
        long = self.last - self.first > timedelta(days=3 * 365)
        for months in _MONTHS_PER_TICK[3:] if long else _MONTHS_PER_TICK:
            days = list(self._starts(months))
            room = text_width("May 2024" if months < 12 else "2024", font) + 12
            if all(self.x(b) - self.x(a) >= room for a, b in pairwise(days)):
                break
        return tuple(self._tick(day, months, font, end) for day in days)

    def _starts(self, months: int) -> Iterator[date]:
        index = self.first.year * 12 + self.first.month - 1
        index += -index % months
        while (day := date(index // 12, index % 12 + 1, 1)) <= self.last:
            if day >= self.first:
                yield day
            index += months

    def _tick(self, day: date, months: int, font: float, end: float) -> Tick:
        label = f"{day:%Y}" if months >= 12 else f"{day:%b %Y}"
        x = self.x(day)
        if x + 4 + text_width(label, font) <= end + 8:
            return Tick(x, label, x + 4)
        return Tick(x, "")


def text_width(text: str, font: float, *, bold: bool = False) -> float:
    """About how wide `text` is printed at `font` pixels; errs on the wide side."""
    return len(text) * font * (BOLD_CHARACTER if bold else CHARACTER)


def year_of(day: date) -> tuple[date, date]:
    return date(day.year, 1, 1), date(day.year, 12, 31)
