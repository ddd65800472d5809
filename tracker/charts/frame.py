"""The fixed measures of one layout of the timeline: its scale of days, its rows, and the words of the rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .scale import TimeScale, text_width

WIDE, NARROW = 960, 360
NARROWEST_WIDE = 600  # below this the step words stand above their lines
RADIUS = 6.0
MENTIONS = "Mentions only"


@dataclass(frozen=True, slots=True)
class StepRow:
    """A line of the scale with its word, in as many lines as it needs; `score` is `None` for mere mentions."""

    score: int | None
    y: float
    text_x: float
    anchor: str
    lines: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """`ys` are the rows by score, `None` for mere mentions; `row` is their distance. `right` is where the drawing ends:
    where its days do, or behind the stretch after them that is not to scale."""

    scale: TimeScale
    right: float
    ys: Mapping[int | None, float]
    font: float
    top: float
    axis: float
    row: float
    steps: tuple[StepRow, ...]


def frame(*, words: Mapping[int | None, str], days: tuple[date, date], width: int, since: str = "") -> Frame:
    """The frame for `words` by score, from +2 down, over the days from the first to the last; `since` is said of the
    time after them in a stretch of its own, as wide as its words."""
    narrow = width < NARROWEST_WIDE
    font = 11.5 if narrow else 12.5
    row, top = (62.0, 46.0) if narrow else (56.0, 34.0)
    ys = {score: top + i * row for i, score in enumerate(words)}
    gutter = 0.0 if narrow else _gutter(words.values(), font)
    right = width - (RADIUS + 4)
    after = text_width(since, font) + 8 if since else 0.0
    return Frame(
        scale=TimeScale(*days, left=gutter + (RADIUS + 2 if narrow else 14), right=round(right - after, 1)),
        right=right,
        ys=ys,
        font=font,
        top=top - (36 if narrow else 26),
        axis=max(ys.values()) + 27,
        row=row,
        steps=tuple(_step_row(score, word, ys[score], gutter) for score, word in words.items()),
    )


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


def _step_row(score: int | None, word: str, y: float, gutter: float) -> StepRow:
    if not gutter:
        return StepRow(score, y, 0.0, "start", ((y - 23, word),))
    lines = _wrapped(word)
    first = y + 4.5 - (len(lines) - 1) * 7.5
    return StepRow(score, y, gutter, "end", tuple((round(first + i * 15, 1), line) for i, line in enumerate(lines)))
