"""When to ask a feed again: as often as it publishes, never more often than it wishes, and ever less while it fails."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

SHORTEST, LONGEST = timedelta(minutes=5), timedelta(hours=24)
UNKNOWN = timedelta(hours=1)
LONGEST_WAIT = timedelta(days=7)  # what a publisher may ask for with Retry-After
PER_GAP = 4  # polls in the usual time between two items: a new one is seen after an eighth of it on average
PER_SILENCE = 20  # polls in the time since the last item: a feed that has fallen silent is asked ever less
LOOKED_AT = 40  # newest items
SPREAD = 0.1


def interval(
    moments: Sequence[datetime],
    now: datetime,
    *,
    ttl: timedelta | None = None,
    max_age: timedelta | None = None,
    floor: timedelta | None = None,
) -> timedelta:
    """The time between two polls of a feed whose items appeared at `moments` (any order; those to come are left out).

    `ttl` and `max_age` (Cache-Control) are what the publisher asks for, `floor` what an editor set; the longest wins.
    """
    wished = max(_rhythm(moments, now), *(wish for wish in (ttl, max_age) if wish), SHORTEST)
    return max(min(wished, LONGEST), floor or SHORTEST)


def _rhythm(moments: Sequence[datetime], now: datetime) -> timedelta:
    past = sorted({moment for moment in moments if moment <= now}, reverse=True)[:LOOKED_AT]
    if not past:
        return UNKNOWN
    gaps = [(newer - older).total_seconds() for newer, older in pairwise(past)]
    usual = timedelta(seconds=median(gaps)) / PER_GAP if gaps else UNKNOWN
    return max(usual, (now - past[0]) / PER_SILENCE)


def after_failures(usual: timedelta, failures: int, *, retry_after: timedelta | None = None) -> timedelta:
    """The wait after the `failures`th failure in a row: doubled by each up to a day, or what the publisher asks for."""
    doubled = max(usual, SHORTEST) * (1 << min(failures, 12))
    return max(min(doubled, max(LONGEST, usual)), min(retry_after or SHORTEST, LONGEST_WAIT))


def spread(wait: timedelta, chance: float) -> timedelta:
    """`wait` moved by up to a tenth either way; `chance` in [0, 1] decides. Feeds added together drift apart."""
    return wait * (1 + SPREAD * (2 * chance - 1))
