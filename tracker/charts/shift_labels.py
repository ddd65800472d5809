"""The shifts in words, each beside the place where it happens, none over another or over a mark."""

from collections.abc import Sequence
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
    """Words at a place; `leader` leads from the words' shift to them."""

    x: float
    y: float
    anchor: str
    text: str
    box: Box


def shift_labels(moves: Sequence[Change], frame: Frame, marks: Sequence[Mark]) -> tuple[Label, ...]:
    """The shifts in words beside their risers. A label that finds no room is left out: the list of shifts has it."""
    taken = [Box(m.x - m.extent, m.y - m.extent, m.x + m.extent, m.y + m.extent) for m in marks]
    taken += [_words_box(row, frame) for row in frame.steps]
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


def _words_box(row: StepRow, frame: Frame) -> Box:
    widest = max(text_width(line, frame.font) for _, line in row.lines)
    x0 = row.text_x - widest if row.anchor == "end" else row.text_x
    return Box(x0, row.lines[0][0] - frame.font, x0 + widest, row.lines[-1][0] + 3)


def _candidates(move: Change, frame: Frame) -> list[Label]:
    """Places for a shift's label, best first: between the rows it crosses, then above and below; right, then left."""
    x = frame.scale.x(move.day)
    new, old = frame.ys[move.score_after], frame.ys.get(move.score_before, frame.ys[move.score_after])
    towards = 1 if old > new else -1
    heights = [new + towards * frame.row / 2, old - towards * frame.row / 2, new - towards * frame.row / 2]
    heights += [old + towards * frame.row / 2]
    words = KINDS[move.kind]
    labels = []
    exact = f"{move.day.day} {move.day:%b %Y}" if move.precision == "day" else f"{move.day:%b %Y}"
    for text in (f"{words} {exact}", f"{words} {move.day:%Y}", words):
        size = text_width(text, frame.font, bold=True)
        for y in heights:
            for anchor, x0 in (("start", x + 8), ("end", x - 8 - size)):
                box = Box(x0, y - frame.font * 0.62, x0 + size, y + frame.font * 0.62)
                labels.append(Label(x + 8 if anchor == "start" else x - 8, y + frame.font * 0.35, anchor, text, box))
    return labels
