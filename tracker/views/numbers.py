"""The numbers at `/metrics`: gauges, counted from the rows when asked, so that any web server gives the same answer."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from tracker import queue
from tracker.pipeline import status


class Numbers(Collector):
    """Every number costs one query; none has a label with more than a dozen values."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        now = timezone.now()
        work = status.work(now)
        yield by("tracker_articles", "Articles by state.", "state", status.articles_by_state())
        yield by("tracker_articles_set_aside", "Set aside, by reason.", "reason", status.set_aside_by_trouble())
        yield by("tracker_statements", "Statements by state.", "state", status.statements_by_state())
        yield by("tracker_feeds", "Feeds by health.", "health", status.feeds_by_health(now))
        yield one("tracker_oldest_unfinished_seconds", "In its state for so long.", since(work.oldest, now) or 0)
        yield one("tracker_last_read_seconds", "Since an article was last read.", since(work.last_read, now))
        yield one("tracker_worker_silent_seconds", "Since a worker last gave a sign.", since(work.pulse, now))
        yield from queue_numbers()


def queue_numbers() -> Iterator[GaugeMetricFamily]:
    """Whether the queue answers, and if it does, what waits in it."""
    try:
        backlog = queue.backlog()
    except queue.Silent:
        yield one("tracker_queue_up", "1 when the queue answers.", 0)
        return
    yield one("tracker_queue_up", "1 when the queue answers.", 1)
    yield one("tracker_queue_messages", "Messages that wait or are being worked on.", backlog.messages)
    if backlog.oldest is not None:
        yield one("tracker_queue_oldest_seconds", "Age of the oldest message.", backlog.oldest.total_seconds())


def by(name: str, meaning: str, label: str, values: Mapping[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, meaning, labels=[label])
    for value, number in values.items():
        family.add_metric([value], number)
    return family


def one(name: str, meaning: str, value: float | None) -> GaugeMetricFamily:
    """A family with one value, or with none where there is none: no data is no zero."""
    family = GaugeMetricFamily(name, meaning)
    if value is not None:
        family.add_metric([], value)
    return family


def since(moment: datetime | None, now: datetime) -> float | None:
    return None if moment is None else max((now - moment).total_seconds(), 0.0)
