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
from .marks import OPEN, Mark, Remark, marks
from .placement import Box
from .scale import Tick, text_width, year_of
from .shift_labels import Change, Label, shift_labels

SILENCE = timedelta(days=365)
LEAST_SPAN = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of the step line."""

    path: str
    state: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of more than a year with nothing on record."""

    x: float
    width: float
    label_x: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineDrawing:
    width: int
    height: float
    left: float
    right: float
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
    """The drawing of one line up to `today`. `steps` are the topic's words by score."""
    dated = sorted((s for s in stances if s.day is not None), key=lambda s: (s.day, s.id))
    words: dict[int | None, str] = {score: steps.get(score, "") for score in (2, 1, 0, -1, -2)}
    if any(s.score is None for s in dated):
        words[None] = MENTIONS
    measures = frame(words=words, days=_scale_days(dated, periods, today), width=width)
    drawn = marks(dated, measures)
    labels = shift_labels(moves, measures, drawn)
    offices, bottom = bands(tenures, measures)
    return TimelineDrawing(
        width=width,
        height=bottom,
        left=measures.scale.left,
        right=measures.scale.right,
        top=measures.top,
        axis=measures.axis,
        font=measures.font,
        steps=measures.steps,
        ticks=measures.scale.ticks(font=measures.font),
        gaps=_gaps(dated, measures, labels, today),
        runs=_runs(periods, measures, today),
        retractions=_retractions(moves, measures),
        labels=labels,
        marks=drawn,
        bands=offices,
        band_height=BAND,
        undated=len(stances) - len(dated),
    )


def _scale_days(dated: Sequence[Remark], periods: Sequence[Period], today: date) -> tuple[date, date]:
    """From a little before the first statement to today, a year at least."""
    days = [s.day for s in dated if s.day] + [p.start for p in periods]
    first, last = min(days, default=today), max([*days, today])
    spans = [year_of(s.day)[0] for s in dated if s.day and s.precision == "year"]
    first = min([first, *spans])
    pad = max((last - first) // 30, timedelta(days=10))
    # What was said "before" the first day needs room to its left.
    if any(s.precision in OPEN and s.day == first for s in dated):
        pad = max(pad * 3, timedelta(days=60))
    return min(first - pad, last - LEAST_SPAN), last


def _runs(periods: Sequence[Period], frame: Frame, today: date) -> tuple[Run, ...]:
    """The step line in pieces; without a position it goes on faintly at the last step."""
    runs: list[Run] = []
    y: float | None = None
    for period in periods:
        at = frame.ys[period.score] if period.score is not None else y
        if at is None:
            continue
        x0, x1 = frame.scale.x(period.start), frame.scale.x(period.end or today)
        riser = f"M{x0} {y:g}V{at:g}" if y is not None and y != at else f"M{x0} {at:g}"
        runs.append(Run(f"{riser}H{x1}", period.state))
        y = at
    return tuple(runs)


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
        x0, x1 = frame.scale.x(before) + RADIUS + 4, frame.scale.x(after) - RADIUS - 4
        size = text_width("nothing on record", frame.font)
        box = Box(x0 + 4, frame.axis - frame.font - 4, x0 + 4 + size, frame.axis)
        free = x1 - x0 > size + 8 and not any(box.meets(label.box) for label in labels)
        if x1 > x0:
            gaps.append(Gap(x0, round(x1 - x0, 1), box.x0 if free else None))
    return tuple(gaps)
