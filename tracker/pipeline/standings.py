"""Where every official stood on every topic on one day, from the positions as they are on record now."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tracker.analysis.periods import WINDOW
from tracker.models import IssueTopic, Official, Position

ALL = Q()


@dataclass(frozen=True, slots=True)
class Standing:
    """A position on a day: `score` is `None` where it had gone stale.

    `last` is the day of its last statement, which may be a later one.
    """

    score: int | None
    state: str
    last: date | None


def standings(at: date, *, officials: Q = ALL) -> Mapping[Official, Mapping[IssueTopic, Standing]]:
    """By official and topic, of the `officials` asked for those that had spoken by then; in one query.

    The open end of a line is stored as it was after its last statement: whether it has gone stale by `at` is told here.
    """
    then = Position.objects.filter(Q(end=None) | Q(end__gt=at), start__lte=at, official__isnull=False)
    rows = then.filter(officials).select_related("official__country", "topic", "last_statement")
    found: dict[Official, dict[IssueTopic, Standing]] = defaultdict(dict)
    for row in rows.order_by("official__country__name", "official__kind", "official__name", "topic__name"):
        last = row.last_statement.day
        stale = row.state == Position.State.STALE or (last is not None and at > last + WINDOW)
        assert row.official is not None, "the query leaves other lines out"
        found[row.official][row.topic] = Standing(None if stale else row.score, "stale" if stale else row.state, last)
    return found
