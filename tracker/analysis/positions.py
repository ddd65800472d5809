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
7. A condition that two of the latest three statements on the position's side carry, or no longer carry, is a shift of
   its own as well; the position stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from .evidence import Evidence, Scored, in_time
from .moves import Move, MoveKind, conditions, direction, first_move, next_move, retractions
from .periods import LATEST, WINDOW, Period, closed, with_evidence, with_mixed, with_stale

__all__ = ["METHOD", "Evidence", "Line", "Move", "MoveKind", "Period", "direction", "line", "weighted_median"]

METHOD = "positions-2"

HALF_LIFE_DAYS = 365.0
PART_WEIGHT = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Everything computed for one series on one topic."""

    periods: tuple[Period, ...] = ()
    moves: tuple[Move, ...] = ()


def line(*, evidence: Sequence[Evidence], today: date | None = None) -> Line:
    """The periods and moves that `evidence`, in any order, gives.

    With `today` the last period may be stale or no longer mixed; without it the line ends open after its last
    statement, which makes the result independent of the day it is computed on.
    """
    scored = in_time(evidence)
    standing = _standing(scored)
    apart = (*retractions(scored, standing.periods, evidence), *conditions(scored, standing.periods))
    periods = with_stale(with_mixed(standing.periods, scored), scored, today)
    moves = sorted((*standing.moves, *apart), key=lambda m: (m.day, m.after))
    return Line(periods=with_evidence(periods, scored), moves=tuple(moves))


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


def _weight(statement: Scored, at: date) -> float:
    age = (at - statement.day).days
    return float(0.5 ** (age / HALF_LIFE_DAYS)) * (PART_WEIGHT if statement.kind == "part" else 1.0)


def _standing(scored: Sequence[Scored]) -> Line:
    """Periods of standing positions and the moves between them, in one pass."""
    periods: list[Period] = []
    moves: list[Move] = []
    for j, latest in enumerate(scored):
        if not periods or latest.day - scored[j - 1].day > WINDOW:
            periods.append(Period(start=latest.day, end=None, state="standing", score=latest.score))
            moves.append(first_move(latest))
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
        moves.append(
            next_move(scored, line_start, first if scored[first].day == start else j, old, new, latest.decisive)
        )
    return Line(periods=closed(periods), moves=tuple(moves))


def _confirmed(window: Sequence[Scored], old: int, new: int) -> bool:
    """Two statements of the window lie on the new value's side of the old one, or the last is decisive."""
    return window[-1].decisive or sum((s.score - old) * (new - old) > 0 for s in window) >= 2


def _run_start(scored: Sequence[Scored], line_start: int, j: int, old: int, new: int) -> int:
    """Index of the first statement of the unbroken run up to `j` that lies on the new value's side of the old."""
    first = j
    while first > line_start and (scored[first - 1].score - old) * (new - old) > 0:
        first -= 1
    return first
