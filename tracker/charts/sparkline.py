"""A line of a few pixels: how a position stood over the years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tracker.analysis.positions import Period

WIDTH, HEIGHT = 132, 28
MARGIN = 4


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch at one step, drawn from `x0` to `x1`; `faint` when nothing was said lately or words contradicted."""

    x0: float
    x1: float
    y: float
    score: int
    faint: bool


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Pixels in a drawing of WIDTH × HEIGHT; without periods there is nothing but the middle line."""

    runs: tuple[Run, ...]
    risers: tuple[str, ...]
    last: Run | None
    middle: float = HEIGHT / 2
    width: int = WIDTH
    height: int = HEIGHT


def sparkline(*, periods: Sequence[Period], today: date) -> Sparkline:
    """The periods from the first of them to `today`, for at the top; a stale stretch stays at the step before it."""
    if not periods:
        return Sparkline((), (), None)
    first = periods[0].start
    span = max((today - first).days, 1)

    def x(day: date) -> float:
        share = min(max((day - first).days / span, 0.0), 1.0)
        return round(MARGIN + share * (WIDTH - 2 * MARGIN), 1)

    runs: list[Run] = []
    for period in periods:
        score = period.score if period.score is not None else (runs[-1].score if runs else 0)
        faint = period.state != "standing"
        runs.append(Run(x(period.start), x(period.end or today), height(score), score, faint))
    risers = tuple(f"M{b.x0} {a.y}V{b.y}" for a, b in pairwise(runs) if a.y != b.y)
    return Sparkline(tuple(runs), risers, runs[-1])


def height(score: int) -> float:
    """The y of a step, +2 at the top."""
    return MARGIN + (2 - score) * (HEIGHT - 2 * MARGIN) / 4
