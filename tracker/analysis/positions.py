"""Positions and shifts as a pure function of accepted stances. A reader can redo it by hand:

1. **Scoring** evidence are quoted words (spoken, part quoted, written) dated to a day or a month. Reports without
   quotation, and words whose date is not known that well, inform: they are shown and move nothing.
2. After each scoring statement the position is the weighted median of the latest three scoring statements of the two
   years before it. A weight halves every year; a part quotation counts three quarters. Ties go to the later one.
3. One statement moves nothing: a new value stands only when two of the three lie on its side of the old one, or when
   an editor marked the last one decisive. It is then dated to the first statement of the run that moved it.
4. A statement on the other side of the proposition from a scoring statement of the 30 days before it makes the
   position *mixed* until the next scoring statement, for 30 days at most.
5. Nothing scoring for two years makes it *stale*; what is said after that starts a line anew.
6. An outlier of two steps or more that the official or a spokesperson takes back within seven days is *walked back*:
   a shift of its own, while the position stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import zip_longest
from typing import Literal

METHOD = "positions-1"

SCORING_KINDS = frozenset({"spoken", "part", "written"})
SCORING_PRECISIONS = frozenset({"day", "month"})
LATEST = 3
WINDOW = timedelta(days=730)
CONTRADICTION = timedelta(days=30)
RETRACTION = timedelta(days=7)
HALF_LIFE_DAYS = 365.0
PART_WEIGHT = 0.75
OUTLIER_STEPS = 2

State = Literal["standing", "mixed", "stale"]
MoveKind = Literal["first", "hardened", "softened", "reversed", "walked_back"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One accepted stance. `day` is when it was said or, failing that, reported; `None` never scores.

    `score` is −2 to +2, or `None` for a mention. `for_them` marks words of a spokesperson on the official's behalf:
    they can walk back and never score.
    """

    id: int
    day: date | None
    precision: str
    score: int | None
    kind: str
    decisive: bool = False
    office: int | None = None
    for_them: bool = False

    @property
    def scoring(self) -> bool:
        return (
            self.score is not None
            and self.day is not None
            and not self.for_them
            and self.kind in SCORING_KINDS
            and self.precision in SCORING_PRECISIONS
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch [start, end) with one position; the last has no `end`. `evidence` are the ids that stand in it."""

    start: date
    end: date | None
    state: State
    score: int | None
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A change of position, dated, with the statements on either side; a first position has no `before`."""

    day: date
    kind: MoveKind
    score_before: int | None
    score_after: int
    before: int | None
    after: int
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Everything computed for one official on one topic."""

    periods: tuple[Period, ...] = ()
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class _Scored:
    id: int
    day: date
    score: int
    kind: str
    decisive: bool


def line(*, evidence: Sequence[Evidence], today: date | None = None) -> Line:
    """The periods and moves that `evidence`, in any order, gives.

    With `today` the last period may be stale or no longer mixed; without it the line ends open after its last
    statement, which makes the result independent of the day it is computed on.
    """
    scored = sorted(
        (
            _Scored(e.id, e.day, e.score, e.kind, e.decisive)
            for e in evidence
            if e.scoring and e.day is not None and e.score is not None
        ),
        key=lambda s: (s.day, s.id),
    )
    standing = _standing(scored)
    moves = (*standing.moves, *_retractions(scored, standing.periods, evidence))
    periods = _with_mixed(standing.periods, scored)
    periods = _with_stale(periods, scored, today)
    return Line(periods=_with_evidence(periods, scored), moves=tuple(sorted(moves, key=lambda m: (m.day, m.after))))


def weighted_median(scores: Sequence[tuple[int, float]]) -> int:
    """The score at which half of the weight is reached, counted from the low end; on an exact tie the later score.

    `scores` are (score, weight) in time order and must not be empty.
    """
    total = sum(weight for _, weight in scores)
    reached = 0.0
    ordered = sorted(enumerate(scores), key=lambda item: (item[1][0], item[0]))
    for place, (index, (score, weight)) in enumerate(ordered):
        reached += weight
        if abs(reached - total / 2) < 1e-9:
            other_index, (other, _) = ordered[place + 1]
            return other if other_index > index else score
        if reached > total / 2:
            return score
    return scores[-1][0]


def direction(before: int, after: int) -> MoveKind:
    """What a move is called: reversed across the middle, hardened away from it, softened towards it."""
    if before * after < 0:
        return "reversed"
    return "hardened" if abs(after) > abs(before) else "softened"


def _weight(statement: _Scored, at: date) -> float:
    age = (at - statement.day).days
    return float(0.5 ** (age / HALF_LIFE_DAYS)) * (PART_WEIGHT if statement.kind == "part" else 1.0)


def _standing(scored: Sequence[_Scored]) -> Line:
    """Periods of standing positions and the moves between them, in one pass."""
    periods: list[Period] = []
    moves: list[Move] = []
    for j, latest in enumerate(scored):
        if not periods or latest.day - scored[j - 1].day > WINDOW:
            periods.append(Period(start=latest.day, end=None, state="standing", score=latest.score))
            moves.append(_first(latest))
            line_start = j
            continue
        old = periods[-1].score
        window = [s for s in scored[max(line_start, j - LATEST + 1) : j + 1] if latest.day - s.day <= WINDOW]
        new = latest.score if latest.decisive else weighted_median([(s.score, _weight(s, latest.day)) for s in window])
        if old is None or new == old or not _confirmed(window, old, new):
            continue
        first = _run_start(scored, line_start, j, old, new)
        start = scored[first].day if scored[first].day > periods[-1].start else latest.day
        if start <= periods[-1].start:
            # Two values on one day: the later statement has the last word, and there is no day to move on.
            periods[-1] = replace(periods[-1], score=new)
            moves[-1] = replace(moves[-1], score_after=new, after=latest.id)
            continue
        periods.append(Period(start=start, end=None, state="standing", score=new))
        moves.append(_move(scored, line_start, first if scored[first].day == start else j, old, new, latest.decisive))
    return Line(periods=_closed(periods), moves=tuple(moves))


def _first(statement: _Scored) -> Move:
    return Move(
        day=statement.day,
        kind="first",
        score_before=None,
        score_after=statement.score,
        before=None,
        after=statement.id,
        rule="first scoring statement",
    )


def _confirmed(window: Sequence[_Scored], old: int, new: int) -> bool:
    """Two statements of the window lie on the new value's side of the old one, or the last is decisive."""
    return window[-1].decisive or sum((s.score - old) * (new - old) > 0 for s in window) >= 2


def _run_start(scored: Sequence[_Scored], line_start: int, j: int, old: int, new: int) -> int:
    """Index of the first statement of the unbroken run up to `j` that lies on the new value's side of the old."""
    first = j
    while first > line_start and (scored[first - 1].score - old) * (new - old) > 0:
        first -= 1
    return first


def _move(scored: Sequence[_Scored], line_start: int, first: int, old: int, new: int, decisive: bool) -> Move:
    after = scored[first]
    # The latest that stood where the old position was, in words of the speaker's own if there are any.
    before = max(
        range(line_start, first),
        key=lambda i: (-abs(scored[i].score - old), scored[i].kind != "part", i),
        default=line_start,
    )
    return Move(
        day=after.day,
        kind=direction(old, new),
        score_before=old,
        score_after=new,
        before=scored[before].id,
        after=after.id,
        rule="one decisive statement" if decisive else "two of the latest three statements",
    )


def _closed(periods: Sequence[Period]) -> tuple[Period, ...]:
    """The same periods, each ending where the next starts."""
    ends = [period.start for period in periods[1:]]
    return tuple(replace(period, end=end) for period, end in zip_longest(periods, ends))


def _with_mixed(periods: Sequence[Period], scored: Sequence[_Scored]) -> tuple[Period, ...]:
    """Cut the stretches out of standing periods in which contradictory statements stand side by side."""
    cut: list[Period] = list(periods)
    for j, latest in enumerate(scored):
        held = _at(periods, latest.day)
        if held is None or held.score is None or latest.score * held.score >= 0:
            continue
        recent = (s for s in scored[max(0, j - LATEST + 1) : j] if latest.day - s.day <= CONTRADICTION)
        if not any(s.score * latest.score < 0 for s in recent):
            continue
        following = scored[j + 1].day if j + 1 < len(scored) else None
        until = latest.day + CONTRADICTION
        cut = _insert(cut, latest.day, min(until, following) if following else until, held.score)
    return tuple(cut)


def _insert(periods: Sequence[Period], start: date, end: date, score: int) -> list[Period]:
    """`periods` with [start, end) turned into a mixed one, inside the period that holds `start`."""
    result: list[Period] = []
    for period in periods:
        if not (period.start <= start and (period.end is None or start < period.end)) or period.state != "standing":
            result.append(period)
            continue
        stop = min(end, period.end) if period.end else end
        if stop <= start:
            result.append(period)
            continue
        if period.start < start:
            result.append(replace(period, end=start))
        result.append(replace(period, start=start, end=stop, state="mixed", score=score))
        if period.end is None or stop < period.end:
            result.append(replace(period, start=stop))
    return result


def _with_stale(periods: Sequence[Period], scored: Sequence[_Scored], today: date | None) -> tuple[Period, ...]:
    """Cut the stretches after two years without a scoring statement; the last one only when `today` is past it."""
    result: list[Period] = []
    for period in periods:
        said = [s.day for s in scored if s.day < period.end] if period.end else [s.day for s in scored]
        goes_stale = max(said) + WINDOW + timedelta(days=1)
        ends = period.end or today
        if ends is None or goes_stale >= ends or goes_stale <= period.start:
            result.append(period)
            continue
        result.append(replace(period, end=goes_stale))
        result.append(Period(start=goes_stale, end=period.end, state="stale", score=None))
    return tuple(result)


def _with_evidence(periods: Sequence[Period], scored: Sequence[_Scored]) -> tuple[Period, ...]:
    return tuple(
        replace(
            period,
            evidence=tuple(
                s.id for s in scored if period.start <= s.day and (period.end is None or s.day < period.end)
            ),
        )
        for period in periods
    )


def _at(periods: Sequence[Period], day: date) -> Period | None:
    return next((p for p in reversed(periods) if p.start <= day), None)


def _retractions(
    scored: Sequence[_Scored], periods: Sequence[Period], evidence: Sequence[Evidence]
) -> tuple[Move, ...]:
    """Outliers that the official, or a spokesperson for them, took back within a week."""
    found = []
    for outlier in scored:
        held = _at(periods, outlier.day)
        if held is None or held.score is None or abs(outlier.score - held.score) < OUTLIER_STEPS:
            continue
        taken_back = min(
            (
                e
                for e in evidence
                if e.day is not None
                and e.score is not None
                and (e.day, e.id) > (outlier.day, outlier.id)
                and e.day - outlier.day <= RETRACTION
                and abs(e.score - held.score) <= 1
                and (e.score - outlier.score) * (held.score - outlier.score) > 0
            ),
            key=lambda e: (e.day, e.id),
            default=None,
        )
        if taken_back is not None and taken_back.day is not None and taken_back.score is not None:
            found.append(
                Move(
                    day=taken_back.day,
                    kind="walked_back",
                    score_before=outlier.score,
                    score_after=taken_back.score,
                    before=outlier.id,
                    after=taken_back.id,
                    rule="taken back by a spokesperson" if taken_back.for_them else "taken back within a week",
                )
            )
    return tuple(found)
