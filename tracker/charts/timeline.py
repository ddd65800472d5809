"""Dated stances as geometry: time across, the topic's steps upwards, one mark for a statement.

Everything is in pixels of a drawing `width` wide. Two widths are drawn for a page, each laid out for itself: with the
step words in a gutter from 600 pixels, above their lines below that. The same input gives the same drawing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import sqrt

from tracker.analysis.positions import Move, Period

from .placement import Box, binned, first_free, lanes, spread
from .scale import Tick, TimeScale, month_of, text_width, year_of

WIDE, NARROW = 960, 360
SILENCE = timedelta(days=365)
LEAST_SPAN = timedelta(days=365)
RADIUS, HIT = 6.0, 16.5
BEFORE_LENGTH = 46.0  # how far to the left the open range of "before" is drawn
APART = 13.0
BIN = 30.0
OFFSETS = (0.0, -13.0, 13.0)
SHAPES = {"spoken": "circle", "part": "diamond", "written": "square", "reported": "ring"}
KINDS = {"hardened": "hardened", "softened": "softened", "reversed": "reversed", "walked_back": "walked back"}


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
class Holding:
    """An office held over [start, end); `None` is open."""

    title: str
    start: date | None
    end: date | None


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
    def href(self) -> str:
        return f"#s{self.id}"

    @property
    def text_y(self) -> float:
        return self.y + 4

    @property
    def inexact(self) -> bool:
        return self.x1 - self.x0 > 2 * RADIUS


@dataclass(frozen=True, slots=True)
class StepRow:
    """A line of the scale with its word, in as many lines as it needs; `score` is `None` for mere mentions."""

    score: int | None
    y: float
    text_x: float
    anchor: str
    lines: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of the step line."""

    path: str
    state: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place; `leader` leads from the words' shift to them."""

    x: float
    y: float
    anchor: str
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Band:
    """An office under the axis, its title inside the band or beside it."""

    x: float
    y: float
    width: float
    title: str
    text: str
    text_x: float
    anchor: str
    odd: bool

    @property
    def text_y(self) -> float:
        return self.y + 13


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of a year or more with nothing on record."""

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
        return self.width < 600

    @property
    def gap_height(self) -> float:
        return self.axis - self.top

    @property
    def note_y(self) -> float:
        return self.axis - 6

    @property
    def tick_y(self) -> float:
        return self.axis + 19


@dataclass(frozen=True, slots=True)
class _Frame:
    """The fixed measures of one layout."""

    scale: TimeScale
    ys: Mapping[int | None, float]
    font: float
    top: float
    axis: float
    row: float


def timeline(
    *,
    stances: Sequence[Remark],
    periods: Sequence[Period],
    moves: Sequence[Move],
    tenures: Sequence[Holding],
    steps: Mapping[int, str],
    today: date,
    width: int = WIDE,
) -> TimelineDrawing:
    """The drawing of one official on one topic up to `today`. `steps` are the topic's words by score."""
    dated = sorted((s for s in stances if s.day is not None), key=lambda s: (s.day, s.id))
    words: dict[int | None, str] = {score: steps.get(score, "") for score in (2, 1, 0, -1, -2)}
    if any(s.score is None for s in dated):
        words[None] = "Mentions only"
    frame, rows = _frame(words, _scale_days(dated, periods, today), width)
    marks = _marks(dated, frame)
    runs = _runs(periods, frame, today)
    labels = _labels(moves, frame, marks, rows)
    bands, bottom = _bands(tenures, frame)
    return TimelineDrawing(
        width=width,
        height=bottom,
        left=frame.scale.left,
        right=frame.scale.right,
        top=frame.top,
        axis=frame.axis,
        font=frame.font,
        steps=rows,
        ticks=frame.scale.ticks(font=frame.font),
        gaps=_gaps(dated, frame, labels, today),
        runs=runs,
        retractions=_retractions(moves, frame),
        labels=labels,
        marks=marks,
        bands=bands,
        band_height=BAND,
        undated=len(stances) - len(dated),
    )


BAND = 18.0


def _scale_days(dated: Sequence[Remark], periods: Sequence[Period], today: date) -> tuple[date, date]:
    """From a little before the first statement to today, a year at least."""
    days = [s.day for s in dated if s.day] + [p.start for p in periods]
    first, last = min(days, default=today), max([*days, today])
    spans = [year_of(s.day)[0] for s in dated if s.day and s.precision == "year"]
    first = min([first, *spans])
    pad = max((last - first) // 30, timedelta(days=10))
    # What was said "before" the first day needs room to its left.
    if any(s.precision in {"before", "unknown"} and s.day == first for s in dated):
        pad = max(pad * 3, timedelta(days=60))
    return min(first - pad, last - LEAST_SPAN), last


def _frame(words: Mapping[int | None, str], days: tuple[date, date], width: int) -> tuple[_Frame, tuple[StepRow, ...]]:
    narrow = width < 600
    font = 11.5 if narrow else 12.5
    row, top = (62.0, 46.0) if narrow else (56.0, 34.0)
    ys = {score: top + i * row for i, score in enumerate(words)}
    gutter = 0.0 if narrow else _gutter(words.values(), font)
    scale = TimeScale(*days, left=gutter + (RADIUS + 2 if narrow else 14), right=width - (RADIUS + 4))
    axis = max(ys.values()) + 27
    frame = _Frame(scale, ys, font, top - (36 if narrow else 26), axis, row)
    return frame, tuple(_step_row(score, word, frame, gutter) for score, word in words.items())


def _gutter(words: Iterable[str], font: float) -> float:
    longest = max((text_width(line, font) for word in words for line in _wrapped(word)), default=0.0)
    return max(70.0, longest + 4)


def _wrapped(word: str, longest: int = 24) -> tuple[str, ...]:
    """`word` in lines of about `longest` characters, broken at blanks."""
    lines = [""]
    for part in word.split():
        if lines[-1] and len(lines[-1]) + 1 + len(part) > longest:
            lines.append(part)
        else:
            lines[-1] = f"{lines[-1]} {part}".strip()
    return tuple(lines)


def _step_row(score: int | None, word: str, frame: _Frame, gutter: float) -> StepRow:
    y = frame.ys[score]
    if not gutter:
        return StepRow(score, y, 0.0, "start", ((y - 23, word),))
    lines = _wrapped(word)
    first = y + 4.5 - (len(lines) - 1) * 7.5
    return StepRow(score, y, gutter, "end", tuple((round(first + i * 15, 1), line) for i, line in enumerate(lines)))


def _marks(dated: Sequence[Remark], frame: _Frame) -> tuple[Mark, ...]:
    """All marks in time; a row in which they do not fit side by side is drawn as counts."""
    marks: list[Mark] = []
    for score, y in frame.ys.items():
        row = sorted((_mark(s, frame, y) for s in dated if s.score == score), key=lambda m: (m.x, m.id))
        offsets = spread([m.x for m in row], gap=APART, offsets=OFFSETS)
        if offsets is None:
            marks += [_counted([row[i] for i in group], y) for group in binned([m.x for m in row], width=BIN)]
        else:
            marks += [_moved(m, y + offset) for m, offset in zip(row, offsets, strict=True)]
    return tuple(sorted(marks, key=lambda m: (m.x, m.id)))


def _mark(remark: Remark, frame: _Frame, y: float) -> Mark:
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
        open_left=remark.precision in {"before", "unknown"},
    )


def _extent(remark: Remark, scale: TimeScale) -> tuple[float, float, float]:
    """Where the mark stands, and the pixels its date may lie in."""
    day = remark.day or scale.last
    if remark.precision in {"before", "unknown"}:
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
    """One mark for several, in the middle of them, as large as they are many; the link goes to the first."""
    if len(marks) == 1:
        return _moved(marks[0], y)
    x = round(sum(m.x for m in marks) / len(marks), 1)
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
        path=outline("circle", x, y, radius=min(RADIUS + 1.2 * sqrt(len(marks)), 13.0)),
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


def _runs(periods: Sequence[Period], frame: _Frame, today: date) -> tuple[Run, ...]:
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


def _retractions(moves: Sequence[Move], frame: _Frame) -> tuple[str, ...]:
    return tuple(
        f"M{frame.scale.x(m.day)} {frame.ys[m.score_before]:g}V{frame.ys[m.score_after]:g}"
        for m in moves
        if m.kind == "walked_back" and m.score_before is not None
    )


def _labels(moves: Sequence[Move], frame: _Frame, marks: Sequence[Mark], rows: Sequence[StepRow]) -> tuple[Label, ...]:
    """The shifts in words beside their risers. A label that finds no room is left out: the list of shifts has it."""
    taken = [Box(m.x - RADIUS - 1, m.y - RADIUS - 1, m.x + RADIUS + 1, m.y + RADIUS + 1) for m in marks]
    taken += [_words_box(row, frame) for row in rows]
    page = Box(0, 0, frame.scale.right + RADIUS, frame.axis)
    labels: list[Label] = []
    for move in moves:
        if move.kind == "first":
            continue
        candidates = _candidates(move, frame)
        chosen = first_free([c.box for c in candidates], taken, inside=page)
        if chosen is not None:
            labels.append(candidates[chosen])
            taken.append(candidates[chosen].box)
    return tuple(labels)


def _words_box(row: StepRow, frame: _Frame) -> Box:
    widest = max(text_width(line, frame.font) for _, line in row.lines)
    x0 = row.text_x - widest if row.anchor == "end" else row.text_x
    return Box(x0, row.lines[0][0] - frame.font, x0 + widest, row.lines[-1][0] + 3)


def _candidates(move: Move, frame: _Frame) -> list[Label]:
    """Places for a shift's label, best first: between the rows it crosses, then above and below; right, then left."""
    x = frame.scale.x(move.day)
    new, old = frame.ys[move.score_after], frame.ys.get(move.score_before, frame.ys[move.score_after])
    towards = 1 if old > new else -1
    heights = [new + towards * frame.row / 2, old - towards * frame.row / 2, new - towards * frame.row / 2]
    heights += [old + towards * frame.row / 2]
    words = KINDS[move.kind]
    labels = []
    for text in (f"{words} {move.day.day} {move.day:%b %Y}", f"{words} {move.day:%Y}", words):
        size = text_width(text, frame.font)
        for y in heights:
            for anchor, x0 in (("start", x + 8), ("end", x - 8 - size)):
                box = Box(x0, y - frame.font * 0.62, x0 + size, y + frame.font * 0.62)
                labels.append(Label(x + 8 if anchor == "start" else x - 8, y + frame.font * 0.35, anchor, text, box))
    return labels


def _gaps(dated: Sequence[Remark], frame: _Frame, labels: Sequence[Label], today: date) -> tuple[Gap, ...]:
    days = [s.day for s in dated if s.day is not None]
    gaps = []
    for before, after in zip(days, [*days[1:], today], strict=True):
        if after - before <= SILENCE:
            continue
        x0, x1 = frame.scale.x(before) + RADIUS + 4, frame.scale.x(after) - RADIUS - 4
        size = text_width("nothing on record", frame.font)
        box = Box(x0 + 4, frame.axis - frame.font - 4, x0 + 4 + size, frame.axis)
        free = x1 - x0 > size + 8 and not any(box.meets(label.box) for label in labels)
        if x1 > x0:
            gaps.append(Gap(x0, round(x1 - x0, 1), box.x0 if free else None))
    return tuple(gaps)


def _bands(tenures: Sequence[Holding], frame: _Frame) -> tuple[tuple[Band, ...], float]:
    """Offices in lanes under the axis, and where the drawing ends."""
    scale, top = frame.scale, frame.axis + 30
    seen = [
        t
        for t in sorted(tenures, key=lambda t: (t.start or date.min, t.title))
        if (t.start or scale.first) < scale.last and (t.end or scale.last) > scale.first
    ]
    placed = [_band(t, frame) for t in seen]
    rows = lanes([extent for _, extent in placed], gap=3)
    bands = tuple(
        replace(band, y=top + lane * (BAND + 4), odd=bool(i % 2))
        for i, ((band, _), lane) in enumerate(zip(placed, rows, strict=True))
    )
    return bands, top + (max(rows, default=-1) + 1) * (BAND + 4) + 2


def _band(tenure: Holding, frame: _Frame) -> tuple[Band, tuple[float, float]]:
    """A band at the top lane with the extent it takes together with its title."""
    x0 = frame.scale.x(tenure.start or frame.scale.first)
    x1 = max(frame.scale.x(tenure.end or frame.scale.last), x0 + 2)
    text = _cut(tenure.title, frame.scale.right - frame.scale.left, frame.font)
    size = text_width(text, frame.font)
    band = Band(x0, 0.0, round(x1 - x0, 1), tenure.title, text, x0 + 6, "start", odd=False)
    if size + 10 <= x1 - x0:
        return band, (x0, x1)
    if x1 + 5 + size <= frame.scale.right + RADIUS:
        return replace(band, text_x=x1 + 5), (x0, x1 + 5 + size)
    if x0 - 5 - size >= 0:
        return replace(band, text_x=x0 - 5, anchor="end"), (x0 - 5 - size, x1)
    return replace(band, text_x=max(frame.scale.left, frame.scale.right - size)), (frame.scale.left, frame.scale.right)


def _cut(text: str, room: float, font: float) -> str:
    """`text`, with an ellipsis if it is wider than `room`."""
    most = int(room / text_width("n", font)) - 1
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
