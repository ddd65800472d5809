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


def spread(xs: Sequence[float], *, gap: float, offsets: Sequence[float]) -> tuple[float, ...] | None:
    """A vertical offset for each x, given in ascending order, that keeps all marks `gap` apart; the first of `offsets`
    that fits. `None` when there is no room for all of them."""
    placed: list[tuple[float, float]] = []
    for x in xs:
        near = [(px, py) for px, py in placed if x - px < gap]
        offset = next((o for o in offsets if all(hypot(x - px, o - py) >= gap for px, py in near)), None)
        if offset is None:
            return None
        placed.append((x, offset))
    return tuple(offset for _, offset in placed)


def binned(xs: Sequence[float], *, width: float) -> list[list[int]]:
    """The indices of `xs`, which ascend, in groups that lie in the same stretch of `width`; empty ones left out."""
    groups: dict[int, list[int]] = {}
    for index, x in enumerate(xs):
        groups.setdefault(int(x // width), []).append(index)
    return [groups[key] for key in sorted(groups)]


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
