"""How the taking in of articles is doing, counted from the rows alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import OperationalError, connection
from django.db.models import Count, Max, Min
from django.utils import timezone

from tracker.models import Article, Feed, Pulse, Statement

from . import claims

# A worker gives a sign every half minute; after this long without one it is taken for stopped.
SILENCE = timedelta(minutes=3)
# More than the server may keep in memory for it.
ASIDE = "SET LOCAL work_mem = '64kB'; SELECT count(*) FROM generate_series(1, 10000)"


@dataclass(frozen=True, slots=True)
class Work:
    """What is left to do at one moment: articles by state, and since when the longest has waited in its state.

    `pulse` is when a worker last gave a sign (`None`: never), `last_read` when an article became ready (`None`: none).
    """

    at: datetime
    waiting: Mapping[str, int]
    set_aside: int
    oldest: datetime | None
    pulse: datetime | None
    last_read: datetime | None

    @property
    def number(self) -> int:
        return sum(self.waiting.values())

    @property
    def is_stopped(self) -> bool:
        """True when no worker was heard of for longer than one is ever silent."""
        return self.pulse is None or self.at - self.pulse > SILENCE

    @property
    def steps(self) -> list[tuple[str, int]]:
        """What waits, in the order of the way: words for the state and how many articles are in it."""
        return [(state.label, self.waiting.get(state, 0)) for state in Article.UNFINISHED]


def work(at: datetime) -> Work:
    """In four queries."""
    by_state = Article.objects.unfinished().order_by().values_list("state").annotate(Count("pk"), Min("state_since"))
    rows = list(by_state)
    return Work(
        at=at,
        waiting={state: number for state, number, _ in rows},
        set_aside=Article.objects.filter(state=Article.State.FAILED).count(),
        oldest=min((since for *_, since in rows), default=None),
        pulse=Pulse.objects.filter(name="worker").values_list("at", flat=True).first(),
        last_read=Article.objects.filter(state=Article.State.READY).aggregate(last=Max("state_since"))["last"],
    )


def is_full() -> bool:
    """True when the database's disk takes no more: the server is given a little to put aside, and drops it at once."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(ASIDE)
    except OperationalError as error:
        if claims.is_full(error):
            return True
        raise
    return False


def articles_by_state() -> dict[str, int]:
    """Every state, also those no article is in."""
    counted = dict(Article.objects.order_by().values_list("state").annotate(Count("pk")))
    return {state.value: counted.get(state.value, 0) for state in Article.State}


def set_aside_by_trouble() -> dict[str, int]:
    """Articles set aside by what kind of thing went wrong, every kind; "other" for those before kinds were kept."""
    failed = Article.objects.filter(state=Article.State.FAILED).order_by()
    counted = dict(failed.values_list("trouble").annotate(Count("pk")))
    kinds = {trouble.value: counted.get(trouble.value, 0) for trouble in Article.Trouble}
    return kinds | {"other": counted.get(None, 0)}


def statements_by_state() -> dict[str, int]:
    return dict(Statement.objects.order_by().values_list("state").annotate(Count("pk")))


def feeds_by_health(at: datetime | None = None) -> dict[str, int]:
    """Feeds by health in the words of `Feed.Health`, every one."""
    with_health = Feed.objects.with_health(at or timezone.now()).order_by()
    counted = dict(with_health.values_list("health").annotate(Count("pk")))  # type: ignore[misc]
    return {health.label: counted.get(health.value, 0) for health in Feed.Health}
