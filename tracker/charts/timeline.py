"""Dated stances as geometry: time across, the topic's steps upwards, one mark for a statement.

Everything is in pixels of a drawing `width` wide. Two widths are drawn for a page, each laid out for itself: with the
step words in a gutter from 600 pixels, above their lines below that. The same input gives the same drawing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from tracker.analysis.positions import Period

from .bands import BAND, Band, Holding, bands
from .frame import MENTIONS, NARROWEST_WIDE, RADIUS, WIDE, Frame, StepRow, frame
from .marks import Mark, Remark, marks
from .placement import Box
from .scale import Tick, text_width
from .shift_labels import Change, Label, rise_box, shift_labels
from .span import SINCE, span

SILENCE = timedelta(days=365)
NOTHING = "nothing on record"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of the step line."""

    path: str
    state: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of more than a year with nothing on record, or all the time since the last words."""

    x: float
    width: float
    text: str
    label_x: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineDrawing:
    """`right` is where the drawing ends and `days_end` where its days do: before it if nothing was said for long."""

    width: int
    height: float
    left: float
    right: float
    days_end: float
    top: float
    axis: float
    font: float
    steps: tuple[StepRow, ...]
    ticks: tuple[Tick, ...]
    gaps: tuple[Gap, ...]
    runs: tuple[Run, ...]
    retractions: tuple[str, ...]
    labels: tuple[Label, ...]
    marks: tuple[Mark, ...]
    bands: tuple[Band, ...]
    band_height: float
    undated: int

    @property
    def is_narrow(self) -> bool:
        return self.width < NARROWEST_WIDE

    @property
    def gap_height(self) -> float:
        return self.axis - self.top

    @property
    def note_y(self) -> float:
        return self.axis - 6

    @property
    def tick_y(self) -> float:
        return self.axis + 19


def timeline(
    *,
    stances: Sequence[Remark],
    periods: Sequence[Period],
    moves: Sequence[Change],
    tenures: Sequence[Holding],
    steps: Mapping[int | None, str],
    today: date,
    width: int = WIDE,
) -> TimelineDrawing:
    """The drawing of one line up to `today`, or to soon after its last words if they are years old. `steps` are the
    topic's words by score."""
    dated = sorted((s for s in stances if s.day is not None), key=lambda s: (s.day, s.id))
    words: dict[int | None, str] = {score: steps.get(score, "") for score in (2, 1, 0, -1, -2)}
    if any(s.score is None for s in dated):
        words[None] = MENTIONS
    days = span(dated, [p.start for p in periods], today)
    measures = frame(words=words, days=(days.first, days.last), width=width, since=SINCE if days.is_ended else "")
    drawn = marks(dated, measures)
    labels = shift_labels(moves, measures, drawn, _rises(periods, measures))
    offices, bottom = bands(tenures, measures)
    return TimelineDrawing(
        width=width,
        height=bottom,
        left=measures.scale.left,
        right=measures.right,
        days_end=measures.scale.right,
        top=measures.top,
        axis=measures.axis,
        font=measures.font,
        steps=measures.steps,
        ticks=measures.scale.ticks(font=measures.font, end=measures.right),
        gaps=_gaps(dated, measures, labels, today),
        runs=_runs(periods, measures),
        retractions=_retractions(moves, measures),
        labels=labels,
        marks=drawn,
        bands=offices,
        band_height=BAND,
        undated=len(stances) - len(dated),
    )


def _runs(periods: Sequence[Period], frame: Frame) -> tuple[Run, ...]:
    """The step line in pieces; without a position it goes on faintly at the last step."""
    runs: list[Run] = []
    y: float | None = None
    for period in periods:
        at = frame.ys[period.score] if period.score is not None else y
        if at is None:
            continue
        x0, x1 = frame.scale.x(period.start), frame.scale.x(period.end) if period.end else frame.right
        riser = f"M{x0} {y:g}V{at:g}" if y is not None and y != at else f"M{x0} {at:g}"
        runs.append(Run(f"{riser}H{x1}", period.state))
        y = at
    return tuple(runs)


def _rises(periods: Sequence[Period], frame: Frame) -> tuple[Box, ...]:
    """Where the step line goes up or down, be it a shift that is told of or not."""
    held = [(p.start, frame.ys[p.score]) for p in periods if p.score is not None]
    return tuple(rise_box(frame.scale.x(day), old, new) for (_, old), (day, new) in pairwise(held) if old != new)


def _retractions(moves: Sequence[Change], frame: Frame) -> tuple[str, ...]:
    return tuple(
        f"M{frame.scale.x(m.day)} {frame.ys[m.score_before]:g}V{frame.ys[m.score_after]:g}"
        for m in moves
        if m.kind == "walked_back" and m.score_before is not None
    )


def _gaps(dated: Sequence[Remark], frame: Frame, labels: Sequence[Label], today: date) -> tuple[Gap, ...]:
    days = [s.day for s in dated if s.day is not None]
    gaps = []
    for before, after in pairwise([*days, today]):
        if after - before <= SILENCE:
            continue
        is_open = after > frame.scale.last
        x0 = frame.scale.x(before) + RADIUS + 4
        x1 = frame.right if is_open else frame.scale.x(after) - RADIUS - 4
        text = SINCE if is_open else NOTHING
        size = text_width(text, frame.font)
        box = Box(x0 + 4, frame.axis - frame.font - 4, x0 + 4 + size, frame.axis)
        free = x1 - x0 > size + 8 and not any(box.meets(label.box) for label in labels)
        if x1 > x0:
            gaps.append(Gap(x0, round(x1 - x0, 1), text, box.x0 if free else None))
    return tuple(gaps)
