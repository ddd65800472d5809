"""Periods: the stretches of time in which one position stands, and what cuts them: contradiction and silence."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise, zip_longest
from typing import Literal

from .evidence import Scored

LATEST = 3
WINDOW = timedelta(days=730)
CONTRADICTION = timedelta(days=30)

State = Literal["standing", "mixed", "stale"]
Step = tuple[date, str, int | None]  # since when, in what state, at which score


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch [start, end) with one position; the last has no `end`. `evidence` are the ids that stand in it."""

    start: date
    end: date | None
    state: State
    score: int | None
    evidence: tuple[int, ...] = ()


def closed(periods: Sequence[Period]) -> tuple[Period, ...]:
    """The same periods, each ending where the next starts."""
    ends = [period.start for period in periods[1:]]
    return tuple(replace(period, end=end) for period, end in zip_longest(periods, ends))


def with_mixed(periods: Sequence[Period], scored: Sequence[Scored]) -> tuple[Period, ...]:
    """Cut the stretches out of standing periods in which contradictory statements stand side by side."""
    contradictions = _contradictions(periods, scored)
    starts = [start for start, _ in contradictions]
    result: list[Period] = []
    for period in periods:
        last = bisect_left(starts, period.end) if period.end else None
        result += _cut(period, contradictions[bisect_left(starts, period.start) : last])
    return tuple(result)


def _contradictions(periods: Sequence[Period], scored: Sequence[Scored]) -> list[tuple[date, date]]:
    """The stretches [start, end), in order and apart, that a statement against the position and a recent one opens."""
    found: list[tuple[date, date]] = []
    for j, (latest, held) in enumerate(zip(scored, stood_at(periods, scored), strict=True)):
        if latest.score * held < 0 and any(s.score * latest.score < 0 for s in _just_before(scored, j)):
            found.append((latest.day, _resolved(scored, j)))
    ends = [min(end, following) for (_, end), (following, _) in pairwise(found)] + [end for _, end in found[-1:]]
    return [(start, end) for (start, _), end in zip(found, ends, strict=True) if start < end]


def _just_before(scored: Sequence[Scored], place: int) -> Iterator[Scored]:
    """The statements before the one at `place` that lie within 30 days of it, the latest first.

    One that is dated to a month does so only if it does on any day of the month.
    """
    latest = scored[place]
    for earlier in map(scored.__getitem__, range(place - 1, -1, -1)):
        if latest.day - earlier.day > CONTRADICTION:
            return
        if latest.last - earlier.first <= CONTRADICTION:
            yield earlier


def _resolved(scored: Sequence[Scored], place: int) -> date:
    """When the contradiction is over that the statement at `place` opens: by the next one that is surely made then."""
    until = scored[place].day + CONTRADICTION
    for following in map(scored.__getitem__, range(place + 1, len(scored))):
        if following.day >= until:
            break
        until = min(until, following.last)
    return until


def _cut(period: Period, stretches: Sequence[tuple[date, date]]) -> list[Period]:
    """`period` in pieces, those of `stretches`, which start in it, mixed and the rest as it was."""
    pieces, at = [], period.start
    for start, until in stretches:
        end = min(until, period.end) if period.end else until
        if at < start:
            pieces.append(replace(period, start=at, end=start))
        pieces.append(replace(period, start=start, end=end, state="mixed"))
        at = end
    if period.end is None or at < period.end:
        pieces.append(replace(period, start=at))
    return pieces


def with_stale(periods: Sequence[Period], scored: Sequence[Scored], today: date | None) -> tuple[Period, ...]:
    """Cut the stretches after two years without a scoring statement; the last one only when `today` is past them."""
    days = [s.day for s in scored]
    result: list[Period] = []
    for period in periods:
        said = bisect_left(days, period.end) if period.end else len(days)
        goes_stale = days[said - 1] + WINDOW + timedelta(days=1)
        ends = period.end or (today and today + timedelta(days=1))
        if ends is None or goes_stale >= ends:
            result.append(period)
            continue
        result.append(replace(period, end=goes_stale))
        result.append(Period(start=goes_stale, end=period.end, state="stale", score=None))
    return tuple(result)


def with_evidence(periods: Sequence[Period], scored: Sequence[Scored]) -> tuple[Period, ...]:
    """Each period with the ids of the scoring statements that lie in it."""
    days, ids = [s.day for s in scored], [s.id for s in scored]
    result = []
    for period in periods:
        last = bisect_left(days, period.end) if period.end else None
        result.append(replace(period, evidence=tuple(ids[bisect_left(days, period.start) : last])))
    return tuple(result)


def as_of(periods: Sequence[Period], today: date | None) -> tuple[Period, ...]:
    """Without the period that begins when a contradiction is over, while that day is still to come."""
    if today is None or len(periods) < 2 or periods[-1].start <= today or periods[-1].evidence:
        return tuple(periods)
    return (*periods[:-2], replace(periods[-2], end=None))


def stood_at(periods: Sequence[Period], scored: Sequence[Scored]) -> list[int]:
    """Where a line of standing `periods` stood when each of its statements was made."""
    starts, steps = [p.start for p in periods], [p.score or 0 for p in periods]
    return [steps[bisect_right(starts, s.day) - 1] for s in scored]


def first_difference(old: Sequence[Step], new: Sequence[Step]) -> date | None:
    """The first day on which two lines stand otherwise, each as its steps in time order; `None` if they never do."""
    for was, now in zip_longest(old, new):
        if was != now:
            return min(step[0] for step in (was, now) if step is not None)
    return None
