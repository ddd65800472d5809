"""What a statement makes of the line of one voice, which for an office is whoever holds it.

The rules are steps 2 and 3 of `tracker.analysis.positions`.
"""

from collections.abc import Sequence

from .course import Turn
from .evidence import Scored
from .periods import LATEST, WINDOW
from .weights import median_at


def turn(scored: Sequence[Scored], began: int, place: int, old: int) -> Turn | None:
    """What the statement at `place` makes of a line that began with the one at `began` and stands at `old`."""
    latest = scored[place]
    window = [s for s in scored[max(began, place - LATEST + 1) : place + 1] if latest.day - s.day <= WINDOW]
    new = latest.score if latest.decisive else median_at(window, latest.day)
    if new == old or not _confirmed(window, old, new):
        return None
    rule = "one decisive statement" if latest.decisive else "two of the latest three statements"
    return Turn(new, _run_start(scored, began, place, old, new), rule)


def _confirmed(window: Sequence[Scored], old: int, new: int) -> bool:
    """Two statements of the window lie on the new value's side of the old one, or the last is decisive."""
    return window[-1].decisive or sum((s.score - old) * (new - old) > 0 for s in window) >= 2


def _run_start(scored: Sequence[Scored], line_start: int, j: int, old: int, new: int) -> int:
    """Index of the first statement of the unbroken run up to `j` that lies on the new value's side of the old."""
    first = j
    while first > line_start and (scored[first - 1].score - old) * (new - old) > 0:
        first -= 1
    return first
