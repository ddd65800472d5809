"""When a feed is asked again."""

from datetime import UTC, datetime, timedelta

import pytest

from tracker.analysis import rhythm

NOW = datetime(2024, 10, 17, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def every(gap, *, count=30, last=timedelta(0)):
    return [NOW - last - gap * n for n in range(count)]


RHYTHMS = {
    "nothing known": ([], HOUR),
    "every hour: four times an hour": (every(HOUR), 15 * MINUTE),
    "every minute: not more than every five": (every(MINUTE), 5 * MINUTE),
    "every day: four times a day": (every(DAY), 6 * HOUR),
    "every month: once a day": (every(30 * DAY), DAY),
    "every hour, then silent for ten days": (every(HOUR, last=10 * DAY), 12 * HOUR),
    "one item, ten hours ago": (every(HOUR, count=1, last=10 * HOUR), HOUR),
    "all at one moment": ([NOW - HOUR] * 30, HOUR),
    "dated in the future": ([NOW + DAY] * 3, HOUR),
    "one of two in the future": ([NOW + DAY, NOW - HOUR], HOUR),
    "one of two this moment": ([NOW, NOW - 8 * HOUR], 2 * HOUR),
    "twenty hours of the newest forty items": (
        [NOW - n * HOUR - max(n - 20, 0) * 8 * HOUR for n in range(41)],
        15 * MINUTE,
    ),
    "nineteen of them": ([NOW - n * HOUR - max(n - 19, 0) * 8 * HOUR for n in range(41)], 9 * HOUR / 4),
}


@pytest.mark.parametrize(("moments", "expected"), RHYTHMS.values(), ids=RHYTHMS.keys())
def test_a_feed_is_asked_as_often_as_it_publishes(moments, expected):
    assert rhythm.interval(moments, NOW) == expected


def test_a_feed_is_never_asked_more_often_than_it_or_an_editor_wishes():
    assert rhythm.interval(every(MINUTE), NOW, ttl=HOUR, max_age=30 * MINUTE) == HOUR
    assert rhythm.interval(every(MINUTE), NOW, max_age=365 * DAY) == DAY
    assert rhythm.interval(every(MINUTE), NOW, floor=2 * DAY) == 2 * DAY


def test_failures_double_the_wait_up_to_a_day():
    waits = [rhythm.after_failures(HOUR, failures) for failures in (1, 2, 3, 4, 5, 1000)]
    assert waits == [2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR, DAY, DAY]
    assert rhythm.after_failures(timedelta(0), 1) == 10 * MINUTE


def test_a_wait_the_publisher_asks_for_is_kept_within_reason():
    assert rhythm.after_failures(HOUR, 1, retry_after=2 * DAY) == 2 * DAY
    assert rhythm.after_failures(HOUR, 1, retry_after=900 * DAY) == 7 * DAY
    assert rhythm.after_failures(HOUR, 1, retry_after=timedelta(seconds=1)) == 2 * HOUR


def test_feeds_added_together_drift_apart():
    assert [rhythm.spread(HOUR, chance) for chance in (0, 0.5, 1)] == [54 * MINUTE, HOUR, 66 * MINUTE]
