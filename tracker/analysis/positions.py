"""Positions and shifts as a pure function of accepted stances. A reader can redo it by hand:

1. **Scoring** evidence are quoted words (spoken, part quoted, written) dated to a day or a month. Reports without
   quotation, and words whose date is not known that well, inform: they are shown and move nothing.
2. After each scoring statement the position is the weighted median of the latest three scoring statements of the two
   years before it. A weight halves every year; a part quotation counts three quarters. Ties go to the later one.
3. One statement moves nothing: a new value stands only when two of the three lie on its side of the old one, or when
   an editor marked the last one decisive. It is then dated to the first statement of the run that moved it.
4. A statement on the other side of the proposition both from the position and from a scoring statement of the 30 days
   before it makes the position *mixed* until the next scoring statement, for 30 days at most. Words dated to a month
   make a contradiction only where they lie within 30 days whichever day it was, and end one only with their month.
5. Nothing scoring for two years makes it *stale*; what is said after that starts a line anew.
6. An outlier of two steps or more that the official or a spokesperson takes back within seven days, both dated to the
   day, is *walked back*: a shift of its own, while the position stays. Reported words can take back.
7. In a line of several voices, such as those who hold an office together, these are weighed against each other, by the
   rules of `tracker.analysis.voices`.
8. A condition that two of the latest three statements on the position's side carry, or no longer carry, is a shift of
   its own as well; the position stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from . import voices
from .evidence import Evidence, in_time
from .moves import Move, MoveKind, conditions, direction, retractions
from .periods import Period, as_of, with_evidence, with_mixed, with_stale

__all__ = ["METHOD", "Evidence", "Line", "Move", "MoveKind", "Period", "direction", "line"]

METHOD = "positions-9"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Everything computed for one series on one topic."""

    periods: tuple[Period, ...] = ()
    moves: tuple[Move, ...] = ()


def line(*, evidence: Sequence[Evidence], today: date | None = None) -> Line:
    """The periods and moves that `evidence`, in any order, gives.

    With `today` the last period is the one of that day, which may be stale, or still mixed; without it the line ends
    open after its last statement, which makes the result independent of the day it is computed on.
    """
    scored = in_time(evidence)
    standing = voices.course(scored)
    held = standing.periods
    apart = (*retractions(scored, held, evidence), *conditions(scored, held))
    periods = with_stale(with_mixed(held, scored), scored, today)
    moves = sorted((*standing.moves, *apart), key=lambda m: (m.day, m.after))
    return Line(periods=as_of(with_evidence(periods, scored), today), moves=tuple(moves))
