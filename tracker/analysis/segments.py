"""A text cut at the bounds of the passages marked in it, so that overlapping passages can be drawn safely.

Offsets are code points. Concatenating the segments gives the text again, character for character.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """The piece [start, end) of a text that belongs to the passage `key`; a passage may have several pieces."""

    start: int
    end: int
    key: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text that starts at `start` and is covered by the same passages throughout.

    `keys` are the passages that cover it, the one that starts last standing last; `opens` those whose first piece
    begins here, in the order their marks were given.
    """

    text: str
    start: int
    keys: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def segments(text: str, marks: Sequence[Mark]) -> tuple[Segment, ...]:
    """`text` in pieces, cut wherever a mark begins or ends; no piece is empty.

    Marks may overlap, nest and come in any order. What lies outside the text is cut off; empty marks are left out.
    """
    fitting = [fitted for mark in marks if (fitted := _fitted(mark, len(text)))]
    cuts = sorted({0, len(text), *(m.start for m in fitting), *(m.end for m in fitting)})
    by_start = sorted(fitting, key=lambda mark: mark.start)
    seen: set[int] = set()
    open_marks: list[Mark] = []
    waiting = 0
    found = []
    for start, end in pairwise(cuts):
        open_marks = [mark for mark in open_marks if mark.end > start]
        opens: list[int] = []
        while waiting < len(by_start) and by_start[waiting].start == start:
            mark = by_start[waiting]
            waiting += 1
            open_marks.append(mark)
            if mark.key not in seen:
                seen.add(mark.key)
                opens.append(mark.key)
        keys = tuple(dict.fromkeys(mark.key for mark in open_marks))
        found.append(Segment(text[start:end], start, keys, tuple(opens)))
    return tuple(found)


def paragraphs(pieces: Sequence[Segment]) -> tuple[tuple[Segment, ...], ...]:
    """The segments of each paragraph: line ends are dropped, and with them lines that hold nothing but space."""
    lines: list[list[Segment]] = [[]]
    for piece in pieces:
        at, opens = piece.start, piece.opens
        for number, line in enumerate(piece.text.split("\n")):
            if number:
                lines.append([])
            if line:
                lines[-1].append(Segment(line, at, piece.keys, opens if line.strip() else ()))
                opens = () if line.strip() else opens
            at += len(line) + 1
    return tuple(tuple(line) for line in lines if any(segment.text.strip() for segment in line))


def _fitted(mark: Mark, length: int) -> Mark | None:
    start, end = max(0, mark.start), min(mark.end, length)
    return Mark(start, end, mark.key) if start < end else None
