"""Statements as marks in the rows of a timeline: side by side where there is room, as counts where there is not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import sqrt

from tracker.analysis.months import month_of

from .frame import RADIUS, Frame
from .placement import spread
from .scale import TimeScale, year_of

HIT = 16.5  # radius of the target: 24 pixels across even where the drawing is shown at three quarters of its size
APART = 13.0
BIN = 30.0
OFFSETS = (0.0, -13.0, 13.0)
LARGEST_COUNT = 13.0
BEFORE_LENGTH = 46.0  # how far to the left the open range of "before" is drawn
OPEN = frozenset({"before", "unknown"})
SHAPES = {"spoken": "circle", "part": "diamond", "written": "square", "reported": "ring"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A statement with its stance. `day` is the day said or else reported, `None` when neither is known: then it has
    no place in time. `score` is `None` for a mention. `label` is what a screen reader says."""

    id: int
    day: date | None
    precision: str
    score: int | None
    kind: str
    label: str
    checked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One statement, or with `count` above one those of a stretch too dense to draw each.

    `x0` and `x1` are the pixels of an inexact date, equal to `x` for a day; `open_left` when there is no first day.
    """

    id: int
    x: float
    y: float
    shape: str
    path: str
    score: int | None
    label: str
    hollow: bool
    x0: float
    x1: float
    open_left: bool
    count: int = 1
    hit: float = HIT

    @property
    def extent(self) -> float:
        """Pixels from the middle to the edge."""
        return LARGEST_COUNT if self.count > 1 else RADIUS + 1

    @property
    def href(self) -> str:
        return f"#s{self.id}"

    @property
    def text_y(self) -> float:
        return self.y + 4

    @property
    def inexact(self) -> bool:
        return self.x1 - self.x0 > 2 * RADIUS


def marks(dated: Sequence[Remark], frame: Frame) -> tuple[Mark, ...]:
    """The marks of `dated`, which all have a day, in time."""
    found: list[Mark] = []
    for score, y in frame.ys.items():
        row = sorted((_mark(s, frame, y) for s in dated if s.score == score), key=lambda m: (m.x, m.id))
        found += _arranged(row, y)
    return tuple(sorted(found, key=lambda m: (m.x, m.id)))


def _arranged(row: Sequence[Mark], y: float) -> list[Mark]:
    """The marks of one row, kept apart. Where they crowd, those of a stretch of BIN pixels become one count."""
    crowded: set[int] = set()
    while True:
        counts = [_counted([m for m in row if m.x // BIN == stretch], y) for stretch in sorted(crowded)]
        single = [m for m in row if m.x // BIN not in crowded]
        taken = [(m.x, LARGEST_COUNT) for m in counts]
        offsets = spread([m.x for m in single], gap=APART, offsets=OFFSETS, taken=taken)
        full = {int(m.x // BIN) for m, offset in zip(single, offsets, strict=True) if offset is None}
        if not full:
            return counts + [_moved(m, y + (o or 0.0)) for m, o in zip(single, offsets, strict=True)]
        crowded |= full


def _mark(remark: Remark, frame: Frame, y: float) -> Mark:
    x, x0, x1 = _extent(remark, frame.scale)
    shape = SHAPES.get(remark.kind, "circle")
    return Mark(
        id=remark.id,
        x=x,
        y=y,
        shape=shape,
        path=outline(shape, x, y),
        score=remark.score,
        label=remark.label,
        hollow=not remark.checked,
        x0=x0,
        x1=x1,
        open_left=remark.precision in OPEN,
    )


def _extent(remark: Remark, scale: TimeScale) -> tuple[float, float, float]:
    """Where the mark stands, and the pixels its date may lie in."""
    day = remark.day or scale.last
    if remark.precision in OPEN:
        x = scale.x(day)
        return x, max(scale.left - RADIUS, x - BEFORE_LENGTH), x
    if remark.precision not in {"month", "year"}:
        return scale.x(day), scale.x(day), scale.x(day)
    first, last = month_of(day) if remark.precision == "month" else year_of(day)
    x0, x1 = scale.x(first), scale.x(last)
    return round((x0 + x1) / 2, 1), x0, x1


def _moved(mark: Mark, y: float) -> Mark:
    return replace(mark, y=y, path=outline(mark.shape, mark.x, y))


def _counted(marks: Sequence[Mark], y: float) -> Mark:
    """One mark for several of one stretch, as large as they are many; the link goes to the first."""
    if len(marks) == 1:
        return _moved(marks[0], y)
    # In the middle of its stretch, so that neighbouring counts stay a stretch apart.
    x = (marks[0].x // BIN + 0.5) * BIN
    unchecked = sum(m.hollow for m in marks)
    note = f", {unchecked} of them not checked" if unchecked else ""
    label = f"{len(marks)} statements from here{note}: {marks[0].label} to {marks[-1].label}"
    return replace(
        marks[0],
        x=x,
        x0=x,
        x1=x,
        y=y,
        shape="count",
        path=outline("circle", x, y, radius=min(RADIUS + 1.2 * sqrt(len(marks)), LARGEST_COUNT)),
        label=label,
        hollow=unchecked == len(marks),
        open_left=False,
        count=len(marks),
    )


def outline(shape: str, x: float, y: float, *, radius: float = RADIUS) -> str:
    """The path of a mark around its middle; the shapes are made to look equally large."""
    if shape == "diamond":
        r = round(radius * 1.22, 1)
        return f"M{x} {y - r:g}l{r} {r}l{-r} {r}l{-r} {-r}Z"
    if shape == "square":
        r = round(radius * 0.9, 1)
        return f"M{x - r:.1f} {y - r:.1f}h{2 * r:g}v{2 * r:g}h{-2 * r:g}Z"
    r = round(radius, 1)
    return f"M{x - r:.1f} {y:g}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0Z"
