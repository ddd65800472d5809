"""A few small bars: how many of something there were on each of a few days."""

from collections.abc import Sequence
from dataclasses import dataclass

STEP, WIDTH, HEIGHT = 9, 7, 28
LEAST = 2.0  # pixels of a bar that stands for at least one


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of `height` pixels whose top is at `y`; none of nothing has none, and a mark on the ground line instead."""

    x: int
    y: float
    height: float
    number: int


@dataclass(frozen=True, slots=True)
class Bars:
    """Pixels in a drawing of `width` × `height`; the ground line is its lower edge."""

    bars: tuple[Bar, ...]
    width: int
    bar: int = WIDTH
    height: int = HEIGHT


def bars(numbers: Sequence[int]) -> Bars:
    """One bar for each of `numbers`, the tallest as high as the drawing."""
    top = max(numbers, default=0)
    drawn = []
    for place, number in enumerate(numbers):
        height = max(round((HEIGHT - 2) * number / top, 1), LEAST) if number else 0.0
        drawn.append(Bar(place * STEP, HEIGHT - 1 - height, height, number))
    return Bars(tuple(drawn), len(numbers) * STEP)
