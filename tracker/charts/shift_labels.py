"""The shifts in words, each beside the place where it happens, none over another, over a mark or over another's rise.

Shifts whose words find no room are told as a number, together where they are near each other.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from .frame import RADIUS, Frame, StepRow
from .marks import Mark
from .placement import Box, first_free
from .scale import text_width

KINDS = {
    "hardened": "hardened",
    "softened": "softened",
    "reversed": "reversed",
    "walked_back": "walked back",
    "made_conditional": "made conditional",
    "condition_dropped": "condition dropped",
    "clause_dropped": "words dropped",
}
BESIDE = 8.0  # from a shift's rise to its words
CLEAR = 3.0  # around words and marks, so that two labels in a row do not read as one
NEAR = 60.0  # shifts without room closer than this are counted together
FURTHER = range(0, 201, 20)  # how far a number of shifts may stand from them: behind their words, if need be


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A shift to be labelled; its day is as exact as `precision` says."""

    day: date
    kind: str
    score_before: int | None
    score_after: int
    precision: str = "day"


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place, and the box that they fill."""

    x: float
    y: float
    anchor: str
    text: str
    box: Box


def shift_labels(
    moves: Sequence[Change], frame: Frame, marks: Sequence[Mark], rises: Sequence[Box] = ()
) -> tuple[Label, ...]:
    """The shifts in words beside their own of the `rises`; those without room are counted. A number without room is
    left out: the list of shifts has it."""
    told = [move for move in moves if move.kind != "first"]
    taken = [_clear(Box(m.x - m.extent, m.y - m.extent, m.x + m.extent, m.y + m.extent)) for m in marks]
    taken += [_words_box(row, frame) for row in frame.steps]
    taken += [*rises, *(rise_box(frame.scale.x(m.day), *_rows(m, frame)) for m in told)]
    page = Box(frame.scale.left, 0, frame.right + RADIUS, frame.axis)
    labels: list[Label] = []

    def place(candidates: Sequence[Label]) -> bool:
        chosen = first_free([c.box for c in candidates], taken, inside=page)
        if chosen is not None:
            labels.append(candidates[chosen])
            taken.append(_clear(candidates[chosen].box))
        return chosen is not None

    left_out = [move for move in told if not place(list(_candidates(move, frame)))]
    for group in _groups(left_out, frame):
        place(list(_counted(group, frame, any_labelled=bool(labels))))
    return tuple(labels)


def _clear(box: Box) -> Box:
    return Box(box.x0 - CLEAR, box.y0, box.x1 + CLEAR, box.y1)


def _words_box(row: StepRow, frame: Frame) -> Box:
    widest = max(text_width(line, frame.font) for _, line in row.lines)
    x0 = row.text_x - widest if row.anchor == "end" else row.text_x
    return Box(x0, row.lines[0][0] - frame.font, x0 + widest, row.lines[-1][0] + 3)


def rise_box(x: float, start: float, end: float) -> Box:
    """What a line from one height to another at `x` takes."""
    return Box(x - 2, min(start, end), x + 2, max(start, end))


def _rows(move: Change, frame: Frame) -> tuple[float, float]:
    new = frame.ys[move.score_after]
    return new, frame.ys.get(move.score_before, new)


def _candidates(move: Change, frame: Frame) -> Iterator[Label]:
    """Places for a shift's label, best first: between the rows it crosses, then above and below; right, then left."""
    x, (new, old) = frame.scale.x(move.day), _rows(move, frame)
    half = frame.row / 2 if old > new else -frame.row / 2
    words = KINDS[move.kind]
    exact = f"{move.day.day} {move.day:%b %Y}" if move.precision == "day" else f"{move.day:%b %Y}"
    for text in (f"{words} {exact}", f"{words} {move.day:%Y}", words):
        for y in (new + half, old - half, new - half, old + half):
            yield _label(text, x + BESIDE, y, "start", frame)
            yield _label(text, x - BESIDE, y, "end", frame)


def _groups(moves: Iterable[Change], frame: Frame) -> list[list[Change]]:
    """The moves in time, those NEAR the one before together with it."""
    groups: list[list[Change]] = []
    for move in sorted(moves, key=lambda m: m.day):
        if groups and frame.scale.x(move.day) - frame.scale.x(groups[-1][-1].day) < NEAR:
            groups[-1].append(move)
        else:
            groups.append([move])
    return groups


def _counted(group: Sequence[Change], frame: Frame, *, any_labelled: bool) -> Iterator[Label]:
    """Places for the number of shifts of a group, best first: near them, at the height they happen at."""
    text = f"{len(group)} {'more ' * any_labelled}shift{'s' * (len(group) > 1)}"
    first, last = frame.scale.x(group[0].day), frame.scale.x(group[-1].day)
    wanted = sum(sum(_rows(move, frame)) for move in group) / (2 * len(group))
    top = min(frame.ys.values()) - frame.row / 2
    heights = sorted((top + i * frame.row for i in range(len(frame.ys) + 1)), key=lambda y: abs(y - wanted))
    for further in FURTHER:
        for y in heights:
            yield _label(text, last + BESIDE + further, y, "start", frame)
            yield _label(text, first - BESIDE - further, y, "end", frame)


def _label(text: str, x: float, y: float, anchor: str, frame: Frame) -> Label:
    size = text_width(text, frame.font, bold=True)
    x0 = x if anchor == "start" else x - size
    box = Box(x0, y - frame.font * 0.62, x0 + size, y + frame.font * 0.62)
    return Label(x, y + frame.font * 0.35, anchor, text, box)
