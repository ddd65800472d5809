"""The offices an official held, as bands in lanes under the axis."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from .frame import RADIUS, Frame
from .placement import lanes
from .scale import text_width

BAND = 18.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """An office held over [start, end); `None` is open."""

    title: str
    start: date | None
    end: date | None


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


def bands(tenures: Sequence[Holding], frame: Frame) -> tuple[tuple[Band, ...], float]:
    """Offices in lanes under the axis, and where the drawing ends."""
    scale, top = frame.scale, frame.axis + 30
    seen = [
        t
        for t in sorted(tenures, key=lambda t: (t.start or date.min, t.title))
        if (t.start or scale.first) < scale.last and (t.end or scale.last) > scale.first
    ]
    placed = [_band(t, frame) for t in seen]
    rows = lanes([extent for _, extent in placed], gap=0)
    placed_bands = tuple(
        replace(band, y=top + lane * (BAND + 4), odd=bool(i % 2))
        for i, ((band, _), lane) in enumerate(zip(placed, rows, strict=True))
    )
    return placed_bands, top + (max(rows, default=-1) + 1) * (BAND + 4) + 2


def _band(tenure: Holding, frame: Frame) -> tuple[Band, tuple[float, float]]:
    """A band at the top lane with the extent it takes together with its title."""
    x0 = frame.scale.x(tenure.start or frame.scale.first)
    x1 = max(frame.scale.x(tenure.end or frame.scale.last), x0 + 2)
    text = _cut(tenure.title, frame.scale.right - frame.scale.left, frame.font)
    size = text_width(text, frame.font)
    band = Band(x0, 0.0, max(round(x1 - x0 - 2, 1), 1.0), tenure.title, text, x0 + 6, "start", odd=False)
    if size + 10 <= x1 - x0:
        return band, (x0, x1)
    if x1 + 5 + size <= frame.scale.right + RADIUS:
        return replace(band, text_x=x1 + 5), (x0, x1 + 9 + size)
    if x0 - 5 - size >= 0:
        return replace(band, text_x=x0 - 5, anchor="end"), (x0 - 9 - size, x1)
    inside = max(frame.scale.left, min(x0 + 6, frame.scale.right - size))
    return replace(band, text_x=inside), (min(x0, inside), max(x1, inside + size + 4))


def _cut(text: str, room: float, font: float) -> str:
    """`text`, with an ellipsis if it is wider than `room`."""
    most = int(room / text_width("n", font)) - 1
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
