"""What was taken in from each source: by day as it arrived, and by week as it was published.

The second tells a quiet official from a feed that failed: a week without articles in which our polls succeeded is
quiet, one in which they only failed was not read.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncDate, TruncWeek
from django.utils import timezone

from tracker.models import Article, Feed, FeedEvent, Source
from tracker.models.articles import ArticleQuerySet

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
TAKEN = ~Q(state__in=[Article.State.FAILED, Article.State.SAME])


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Articles of one source by the day they arrived, oldest first; `source` is `None` for those without one."""

    source: Source | None
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Week:
    """One source's week: how many articles are dated in it, and how many polls of its feeds succeeded and failed."""

    start: date
    number: int
    polls: int
    failed: int
    before: bool  # it lies before the first article and the first feed of the source

    @property
    def kind(self) -> str:
        """`read`, `quiet` (looked, and found nothing), `unread` (could not look), `before`, or `none` (not known)."""
        if self.number:
            return "read"
        if self.polls:
            return "quiet"
        if self.failed:
            return "unread"
        return "before" if self.before else "none"


@dataclass(frozen=True, slots=True)
class Coverage:
    """A source's weeks, oldest first."""

    source: Source
    weeks: tuple[Week, ...]

    @property
    def total(self) -> int:
        return sum(week.number for week in self.weeks)


def arrivals(*, until: date, days: int) -> list[Arrivals]:
    """Sources that articles arrived from in the `days` up to and with `until`, those with most first. Two queries."""
    span = [until - timedelta(days=back) for back in reversed(range(days))]
    found = Article.objects.filter(TAKEN, created_at__gte=_midnight(span[0]), created_at__lt=_midnight(until + DAY))
    counts = _counted(found.annotate(day=TruncDate("created_at")), "day")
    sources = Source.objects.in_bulk([key for key in {key for key, _ in counts} if key is not None])
    rows = [
        Arrivals(sources.get(key) if key is not None else None, tuple(counts[key, day] for day in span))
        for key in {key for key, _ in counts}
    ]
    return sorted(rows, key=lambda row: (-row.total, row.source.name if row.source else ""))


def coverage(*, until: date, weeks: int) -> list[Coverage]:
    """Sources with a feed, or with an article in the `weeks` up to that of `until`, by name. Four queries."""
    last = until - timedelta(days=until.weekday())
    starts = [last - back * WEEK for back in reversed(range(weeks))]
    dated = Article.objects.filter(TAKEN, published_on__gte=starts[0], published_on__lt=last + WEEK)
    counts = _counted(dated.annotate(week=TruncWeek("published_on")), "week")
    polls = _polls(starts[0])
    followed = _followed_since(starts[0], {key for key, _ in counts})
    return [_row(source, starts, counts, polls, first) for source, first in followed]


def _row(
    source: Source,
    starts: Sequence[date],
    counts: Mapping[tuple[int | None, date], int],
    polls: Mapping[tuple[int, date, bool], int],
    first: date | None,
) -> Coverage:
    """The source's weeks; `first` is when its first feed was added, `None` where it had articles before `starts`."""
    numbers = [counts[source.pk, start] for start in starts]
    began = next((start for start, number in zip(starts, numbers, strict=True) if number), None)
    if first is not None:
        began = min(began or first, first)
    weeks = (
        Week(
            start,
            number,
            polls[source.pk, start, True],
            polls[source.pk, start, False],
            before=first is not None and (began is None or start + WEEK <= began),
        )
        for start, number in zip(starts, numbers, strict=True)
    )
    return Coverage(source, tuple(weeks))


def _followed_since(start: date, found: set[int | None]) -> list[tuple[Source, date | None]]:
    """Each source to be shown, with the day it was first followed, or `None` where that was before `start`."""
    earlier = Article.objects.filter(TAKEN, source=OuterRef("pk"), published_on__lt=start)
    feeds = dict(Feed.objects.order_by("-created_at").values_list("source", "created_at__date"))
    shown = Source.objects.filter(Q(pk__in=[key for key in found if key is not None]) | Q(pk__in=feeds))
    rows = shown.annotate(known_before=Exists(earlier)).order_by("name", "pk")
    return [(row, None if row.known_before else feeds.get(row.pk, date.max)) for row in rows]


def _polls(start: date) -> Counter[tuple[int, date, bool]]:
    """Polls since `start` by source, week, and whether they succeeded. Only a feed's latest are on record."""
    polled = FeedEvent.objects.filter(kind__in=FeedEvent.POLLS, at__gte=_midnight(start)).order_by()
    rows = polled.annotate(week=TruncWeek("at")).values_list("feed__source", "week", "kind").annotate(Count("pk"))
    polls: Counter[tuple[int, date, bool]] = Counter()
    for source, week, kind, number in rows:
        polls[source, week.date(), kind != FeedEvent.Kind.FAILED] += number
    return polls


def _counted(articles: ArticleQuerySet, by: str) -> Counter[tuple[int | None, date]]:
    rows = articles.order_by().values_list("source", by).annotate(Count("pk"))
    return Counter({(source, day): number for source, day, number in rows})


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
