"""Several lines on one topic in one drawing: each a line of its own pattern, its letter behind its end.

Lines at one step run side by side, so that none covers another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.analysis.positions import Period

from .frame import WIDE, Frame, StepRow, frame
from .marks import Remark
from .scale import Tick
from .span import SINCE, span

LETTERS = "ABCDEF"
APART = 9.0
LETTER_ROOM = 36.0
LETTER_STEP = 13.0  # letters of neighbouring lines stand in two columns, as they are taller than the lines are apart


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
    """Lines up to `right`; the days end at `days_end`, and `since` is said of the time after them, if any."""

    width: int
    height: float
    left: float
    right: float
    days_end: float
    top: float
    since: str
    axis: float
    font: float
    steps: tuple[StepRow, ...]
    ticks: tuple[Tick, ...]
    courses: tuple[Course, ...]

    @property
    def since_width(self) -> float:
        return round(self.right - self.days_end, 1)

    @property
    def since_height(self) -> float:
        return self.axis - self.top

    @property
    def since_x(self) -> float:
        return self.days_end + 4

    @property
    def note_y(self) -> float:
        return self.axis - 6

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
    """The drawing of up to six lines, each of its periods and its dated remarks, up to `today`, or to soon after the
    last words of any of them if these are years old."""
    words: dict[int | None, str] = {score: steps.get(score, "") for score in (2, 1, 0, -1, -2)}
    dated = [r for _, remarks in lines for r in remarks if r.day]
    days = span(dated, [p.start for periods, _ in lines for p in periods], today)
    measures = frame(
        words=words,
        days=(days.first, days.last),
        width=width - int(LETTER_ROOM),
        since=SINCE if days.is_ended else "",
    )
    return Comparison(
        width=width,
        height=measures.axis + 26,
        left=measures.scale.left,
        right=measures.right,
        days_end=measures.scale.right,
        top=measures.top,
        since=SINCE if days.is_ended else "",
        axis=measures.axis,
        font=measures.font,
        steps=measures.steps,
        ticks=measures.scale.ticks(font=measures.font, end=measures.right),
        courses=tuple(_course(i, len(lines), *line, measures) for i, line in enumerate(lines)),
    )


def _course(place: int, number: int, periods: Sequence[Period], remarks: Sequence[Remark], frame: Frame) -> Course:
    shift = (place - (number - 1) / 2) * APART
    paths: list[tuple[str, str]] = []
    y: float | None = None
    for period in periods:
        at = y if period.score is None else frame.ys[period.score] + shift
        if at is None:
            continue
        x0, x1 = frame.scale.x(period.start), frame.scale.x(period.end) if period.end else frame.right
        riser = f"M{x0} {y:g}V{at:g}" if y is not None and y != at else f"M{x0} {at:g}"
        paths.append((period.state, f"{riser}H{x1}"))
        y = at
    dots = tuple(
        Dot(r.id, frame.scale.x(r.day), frame.ys[r.score] + shift, r.score, r.label)
        for r in remarks
        if r.day is not None and r.score is not None
    )
    end = None if y is None else (frame.right + 8 + place % 2 * LETTER_STEP, y + 4.5)
    return Course(LETTERS[place], place + 1, tuple(paths), dots, end)
