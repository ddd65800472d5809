"""The course of a line while it is computed: the periods it has stood in so far, and the moves between them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .evidence import Scored
from .moves import Move, direction, first_move, next_move, stood
from .periods import WINDOW, Period, closed


@dataclass(frozen=True, slots=True)
class Turn:
    """That a line stands at `score` since the statement at place `since`. The move is told by the statement at place
    `before`; without one, by what stood nearest to the former score."""

    score: int
    since: int
    rule: str
    before: int | None = None


@dataclass(slots=True)
class Course:
    """`scored` are the line's scoring statements in time order; places below are places in it."""

    scored: Sequence[Scored]
    began: int = 0  # place of the first statement since the line began, or began anew
    moves: list[Move] = field(default_factory=list)
    _periods: list[Period] = field(default_factory=list)

    @property
    def score(self) -> int:
        """Where the line stands; ask only after it has begun."""
        score = self._periods[-1].score
        assert score is not None
        return score

    @property
    def periods(self) -> tuple[Period, ...]:
        return closed(self._periods)

    def begins(self, place: int) -> bool:
        """True if nothing was said before, or nothing for two years; the line then stands where the statement does."""
        latest = self.scored[place]
        if self._periods and latest.day - self.scored[place - 1].day <= WINDOW:
            return False
        self.began = place
        self._periods.append(Period(start=latest.day, end=None, state="standing", score=latest.score))
        self.moves.append(first_move(latest))
        return True

    def take(self, turn: Turn, *, at: int) -> None:
        """The statement at place `at` shows that the line has made `turn`.

        Of two values on one day the later has the last word, as there is no day to move on.
        """
        standing = self._periods[-1]
        first = turn.since if self.scored[turn.since].day > standing.start else at
        after = self.scored[first]
        if after.day <= standing.start:
            return self._restate(turn.score, at, turn.rule)
        told_by = turn.before if turn.before is not None else stood(self.scored, self.began, first, self.score)
        self.moves.append(next_move(self.scored[told_by], after, self.score, turn.score, turn.rule))
        self._periods.append(Period(start=after.day, end=None, state="standing", score=turn.score))

    def _restate(self, score: int, at: int, rule: str) -> None:
        """The latest move ends at another score, or was none where it ends where it began."""
        move, period = self.moves.pop(), self._periods.pop()
        if score == move.score_before:
            return
        if move.score_before is None:
            kind, rule = move.kind, move.rule
        else:
            kind = direction(move.score_before, score)
        after = self._told_by(move, score, at)
        self.moves.append(replace(move, kind=kind, score_after=score, after=after.id, rule=rule))
        self._periods.append(replace(period, score=score))

    def _told_by(self, move: Move, score: int, at: int) -> Scored:
        """Of the statements of the move's day, up to the one at place `at`, that lie on the side it goes to: the latest
        that stands nearest to `score`."""
        said = self.scored[bisect_left(self.scored, move.day, key=lambda s: s.day) : at + 1]
        if move.score_before is not None:
            old = move.score_before
            said = [s for s in said if (s.score - old) * (score - old) > 0]
        return said[stood(said, 0, len(said), score)]
