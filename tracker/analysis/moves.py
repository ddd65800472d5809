"""Moves: how a change of position is dated and called, and the two kinds that leave the position where it was.

A remark is *walked back* when it lies two steps or more off the position and is taken back within a week, by a
spokesperson, or by the one who made it on a later day: which of two answers of one day was the last word is not known.
A position is *made conditional* when two of the latest three statements on its side hold only under a condition, where
they held without one before; *condition dropped* is the way back. As with positions, one decisive statement is enough.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from .evidence import Evidence, Scored
from .periods import LATEST, WINDOW, Period, stood_at

RETRACTION = timedelta(days=7)
OUTLIER_STEPS = 2

MoveKind = Literal[
    "first",
    "hardened",
    "softened",
    "reversed",
    "walked_back",
    "made_conditional",
    "condition_dropped",
    "clause_dropped",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A change of position, dated, with the statements on either side; a first position has no `before`.

    `by_spokesperson` marks what somebody else took back on the official's behalf.
    """

    day: date
    kind: MoveKind
    score_before: int | None
    score_after: int
    before: int | None
    after: int
    rule: str
    by_spokesperson: bool = False


def direction(before: int, after: int) -> MoveKind:
    """What a move is called: reversed across the middle, hardened away from it, softened towards it."""
    if before * after < 0:
        return "reversed"
    return "hardened" if abs(after) > abs(before) else "softened"


def first_move(statement: Scored) -> Move:
    return Move(
        day=statement.day,
        kind="first",
        score_before=None,
        score_after=statement.score,
        before=None,
        after=statement.id,
        rule="first scoring statement",
    )


def next_move(before: Scored, after: Scored, old: int, new: int, rule: str) -> Move:
    """The move from `old` to `new`, dated to the statement after it."""
    return Move(
        day=after.day,
        kind=direction(old, new),
        score_before=old,
        score_after=new,
        before=before.id,
        after=after.id,
        rule=rule,
    )


def stood(scored: Sequence[Scored], line_start: int, first: int, old: int) -> int:
    """Place of the latest statement before `first` that stood nearest to `old`, if it can be in unbroken words."""
    best, nearest = line_start, (-9, False)
    for i in range(first - 1, line_start - 1, -1):
        near = -abs(scored[i].score - old), scored[i].kind != "part"
        if near > nearest:
            best, nearest = i, near
        if nearest == (0, True):
            break
    return best


def retractions(scored: Sequence[Scored], periods: Sequence[Period], evidence: Sequence[Evidence]) -> tuple[Move, ...]:
    """Outliers that the one who said them, or a spokesperson for them, took back within a week; both to the day."""
    exact = [e for e in evidence if e.precision == "day"]
    dated = sorted(
        ((e.day, e.id, e.score, e.for_them, e.voice) for e in exact if e.day is not None and e.score is not None),
        key=lambda e: e[:2],
    )
    known = {number for _, number, *_ in dated}
    found = []
    for outlier, held in zip(scored, stood_at(periods, scored), strict=True):
        if abs(outlier.score - held) < OUTLIER_STEPS or outlier.id not in known:
            continue
        following = bisect_right(dated, (outlier.day, outlier.id), key=lambda e: e[:2])
        last = bisect_right(dated, outlier.day + RETRACTION, key=lambda e: e[0])
        for day, number, score, for_them, voice in dated[following:last]:
            later = for_them or day > outlier.day
            if later and abs(score - held) < OUTLIER_STEPS and voice == outlier.voice:
                found.append(_retraction(outlier, day, number, score, for_them))
                break
    return tuple(found)


def _retraction(outlier: Scored, day: date, number: int, score: int, for_them: bool) -> Move:
    return Move(
        day=day,
        kind="walked_back",
        score_before=outlier.score,
        score_after=score,
        before=outlier.id,
        after=number,
        rule="taken back by a spokesperson" if for_them else "taken back within a week",
        by_spokesperson=for_them,
    )


def conditions(scored: Sequence[Scored], periods: Sequence[Period]) -> tuple[Move, ...]:
    """Where a condition came to a position or fell away from it, while the position stayed on its side."""
    days = [s.day for s in scored]
    found: list[Move] = []
    for period in periods:
        if not period.score:
            continue  # the middle line is conditional by nature
        within = scored[bisect_left(days, period.start) : bisect_left(days, period.end) if period.end else None]
        same_side = [s for s in within if s.score * period.score > 0]
        found += _condition_moves(same_side, period.score)
    return tuple(found)


def _condition_moves(said: Sequence[Scored], score: int) -> list[Move]:
    """Changes between conditional and not in statements of one side.

    It starts without a condition, unless the first of them and one of the two after it carry one: what was said under a
    condition once, and never again, was not dropped.
    """
    found = []
    start = 0
    old = bool(said) and said[0].conditional and any(s.conditional for s in said[1:LATEST])
    for j, latest in enumerate(said):
        window = [s for s in said[max(start, j - LATEST + 1) : j + 1] if latest.day - s.day <= WINDOW]
        changed = sum(s.conditional != old for s in window)
        if latest.conditional == old or not (latest.decisive or changed >= 2):
            continue
        first = j
        while first > start and said[first - 1].conditional != old:
            first -= 1
        if first > start:
            found.append(_condition_move(said[first - 1], said[first], score, latest.decisive))
        start, old = first, latest.conditional
    return found


def _condition_move(before: Scored, after: Scored, score: int, decisive: bool) -> Move:
    carried = "carry a condition" if after.conditional else "carry none"
    return Move(
        day=after.day,
        kind="made_conditional" if after.conditional else "condition_dropped",
        score_before=score,
        score_after=score,
        before=before.id,
        after=after.id,
        rule="one decisive statement" if decisive else f"two of the latest three statements {carried}",
    )
