"""Positions that a decision about the past rewrote: put on record, so that the line's page can say so."""

from collections.abc import Sequence
from datetime import date

from tracker.analysis.periods import first_difference
from tracker.models import Amendment, Decision, IssueTopic, Position
from tracker.models.series import Subject, series_field

from .outcomes import PositionRow


def put_on_record(subject: Subject, topic: IssueTopic, fresh: Sequence[PositionRow], decision: Decision) -> None:
    """Keep that `fresh` are about to take the place of others in the past of the line.

    Nothing is kept for a first position, nor for what is said after all the rest: that continues a line, even where it
    dates a move back to the statement before it.
    """
    rows = list(Position.objects.of(subject).filter(topic=topic).select_related("last_statement").order_by("start"))
    if not rows:
        return
    since = first_difference([(r.start, r.state, r.score) for r in rows], [(r.start, r.state, r.score) for r in fresh])
    said = _day_before(decision)
    newest = max((row.last_statement.day for row in rows if row.last_statement.day), default=date.min)
    continues = decision.verb == Decision.Verb.ACCEPT and (said is None or said >= newest)
    if since is not None and not continues:
        Amendment.objects.create(
            **{series_field(subject): subject}, topic=topic, since=since, said=said, decision=decision
        )


def _day_before(decision: Decision) -> date | None:
    """The day the statement had before the decision, else the one it has."""
    before = decision.before.get("said_on")
    if before:
        return date.fromisoformat(before)
    return decision.statement.day if decision.statement else None
