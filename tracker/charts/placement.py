"""Where things go so that nothing covers anything else: marks in a row, labels among boxes, bars in lanes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, y growing downwards."""

    x0: float
    y0: float
    x1: float
    y1: float

    def meets(self, other: "Box") -> bool:
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1

    def within(self, other: "Box") -> bool:
        return other.x0 <= self.x0 and self.x1 <= other.x1 and other.y0 <= self.y0 and self.y1 <= other.y1


def spread(
    xs: Sequence[float], *, gap: float, offsets: Sequence[float], taken: Sequence[tuple[float, float]] = ()
) -> tuple[float | None, ...]:
    """A vertical offset for each x, given in ascending order, that keeps all marks `gap` apart; the first of `offsets`
    that fits, `None` for a mark that has no room. `taken` are marks in the middle of the row: (x, radius)."""
    placed: list[tuple[float, float]] = []
    chosen: list[float | None] = []
    for x in xs:
        near = [(px, py) for px, py in placed if x - px < gap]
        free = all(abs(x - tx) >= radius + gap / 2 for tx, radius in taken)
        fitting = (o for o in offsets if free and all(hypot(x - px, o - py) >= gap for px, py in near))
        offset = next(fitting, None)
        chosen.append(offset)
        if offset is not None:
            placed.append((x, offset))
    return tuple(chosen)


def first_free(candidates: Iterable[Box], taken: Sequence[Box], *, inside: Box) -> int | None:
    """The index of the first candidate that lies inside and meets nothing taken."""
    for index, box in enumerate(candidates):
        if box.within(inside) and not any(box.meets(other) for other in taken):
            return index
    return None


def lanes(extents: Sequence[tuple[float, float]], *, gap: float) -> tuple[int, ...]:
    """A lane for each extent, the first in which it stays `gap` away from what is there."""
    rows: list[list[tuple[float, float]]] = []
    chosen = []
    for x0, x1 in extents:
        for number, row in enumerate(rows):
            if all(x1 + gap <= a or b + gap <= x0 for a, b in row):
                row.append((x0, x1))
                chosen.append(number)
                break
        else:
            chosen.append(len(rows))
            rows.append([(x0, x1)])
    return tuple(chosen)
