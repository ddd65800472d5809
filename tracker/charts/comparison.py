"""Several lines on one topic in one drawing: each a line of its own pattern, its letter behind its end.

Lines at one step run side by side, so that none covers another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.analysis.positions import Period

from .frame import WIDE, Frame, StepRow, frame
from .marks import Remark
from .scale import Tick

LETTERS = "ABCDEF"
APART = 9.0
LETTER_ROOM = 36.0
LETTER_STEP = 13.0  # letters of neighbouring lines stand in two columns, as they are taller than the lines are apart
LEAST_SPAN = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Dot:
    """A statement on its line."""

    id: int
    x: float
    y: float
    score: int
    label: str


@dataclass(frozen=True, slots=True)
class Course:
    """One line: `paths` are its standing and its faint pieces; the letter stands behind its end."""

    letter: str
    number: int
    paths: tuple[tuple[str, str], ...]
    dots: tuple[Dot, ...]
    end: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    width: int
    height: float
    left: float
    right: float
    axis: float
    font: float
    steps: tuple[StepRow, ...]
    ticks: tuple[Tick, ...]
    courses: tuple[Course, ...]

    @property
    def tick_y(self) -> float:
        return self.axis + 19


def comparison(
    *,
    lines: Sequence[tuple[Sequence[Period], Sequence[Remark]]],
    steps: Mapping[int | None, str],
    today: date,
    width: int = WIDE,
) -> Comparison:
    """The drawing of up to six lines, each of its periods and its dated remarks, up to `today`."""
    words: dict[int | None, str] = {score: steps.get(score, "") for score in (2, 1, 0, -1, -2)}
    days = [p.start for periods, _ in lines for p in periods]
    days += [r.day for _, remarks in lines for r in remarks if r.day]
    first = min(days, default=today)
    pad = max((today - first) // 30, timedelta(days=10))
    measures = frame(words=words, days=(min(first - pad, today - LEAST_SPAN), today), width=width - int(LETTER_ROOM))
    return Comparison(
        width=width,
        height=measures.axis + 26,
        left=measures.scale.left,
        right=measures.scale.right,
        axis=measures.axis,
        font=measures.font,
        steps=measures.steps,
        ticks=measures.scale.ticks(font=measures.font, end=measures.right),
        courses=tuple(_course(i, len(lines), *line, measures, today) for i, line in enumerate(lines)),
    )


def _course(
    place: int, number: int, periods: Sequence[Period], remarks: Sequence[Remark], frame: Frame, today: date
) -> Course:
    shift = (place - (number - 1) / 2) * APART
    paths: list[tuple[str, str]] = []
    y: float | None = None
    for period in periods:
        at = y if period.score is None else frame.ys[period.score] + shift
        if at is None:
            continue
        x0, x1 = frame.scale.x(period.start), frame.scale.x(period.end or today)
        riser = f"M{x0} {y:g}V{at:g}" if y is not None and y != at else f"M{x0} {at:g}"
        paths.append((period.state, f"{riser}H{x1}"))
        y = at
    dots = tuple(
        Dot(r.id, frame.scale.x(r.day), frame.ys[r.score] + shift, r.score, r.label)
        for r in remarks
        if r.day is not None and r.score is not None
    )
    end = None if y is None else (frame.scale.right + 8 + place % 2 * LETTER_STEP, y + 4.5)
    return Course(LETTERS[place], place + 1, tuple(paths), dots, end)
