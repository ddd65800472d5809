"""Where one official stands on a topic's scale, and where they stood at another day: two places and the way between."""

from dataclasses import dataclass

LEFT, STEP, HEIGHT = 14, 48, 24
WIDTH = 2 * LEFT + 4 * STEP
RADIUS = 6


@dataclass(frozen=True, slots=True)
class Strip:
    """Pixels in a drawing of WIDTH × HEIGHT. An x is `None` where there was no position; `way` is `None` when they
    are the same or one is missing, else the line from then to now, ending short of both marks."""

    now: int | None
    then: int | None
    now_x: int | None
    then_x: int | None
    way: tuple[int, int] | None
    arrow: str | None
    places: tuple[int, ...]
    width: int = WIDTH
    height: int = HEIGHT
    middle: int = HEIGHT // 2


def strip(*, now: int | None, then: int | None) -> Strip:
    """`now` and `then` are steps from −2 to +2; the scale runs from against at the left to for at the right."""
    now_x, then_x = (None if score is None else place(score) for score in (now, then))
    way = arrow = None
    if now_x is not None and then_x is not None and now_x != then_x:
        side = 1 if now_x > then_x else -1
        way = (then_x + side * RADIUS, now_x - side * (RADIUS + 6))
        tip, back = now_x - side * (RADIUS + 1), now_x - side * (RADIUS + 8)
        arrow = f"M{tip} {HEIGHT // 2}L{back} {HEIGHT // 2 - 4}V{HEIGHT // 2 + 4}Z"
    return Strip(now, then, now_x, then_x, way, arrow, tuple(place(score) for score in range(-2, 3)))


def place(score: int) -> int:
    """The x of a step, −2 at the left."""
    return LEFT + STEP * (score + 2)
