"""Where everyone stood on a day, as the stored positions have it."""

from datetime import date, timedelta

import pytest

from tests.factories import CountryFactory, PositionFactory, StatementFactory
from tracker.analysis.periods import WINDOW
from tracker.pipeline.standings import standings

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved():
    """Against until June 2024, for since."""
    first = PositionFactory(start=date(2024, 1, 1), end=date(2024, 6, 1), score=-1)
    PositionFactory(
        official=first.official, topic=first.topic, start=date(2024, 6, 1), score=2, last_statement=said(first, 7)
    )
    return first


def said(position, month):
    return StatementFactory(accepted=True, official=position.official, said_on=date(2024, month, 1))


@pytest.mark.parametrize(
    ("at", "score"), [("2024-01-01", -1), ("2024-05-31", -1), ("2024-06-01", 2), ("2025-01-01", 2)]
)
def test_the_position_of_the_day_counts(moved, at, score):
    assert standings(date.fromisoformat(at))[moved.official][moved.topic].score == score


def test_before_anything_was_said_nobody_stands_anywhere(moved):
    assert not standings(date(2023, 12, 31))


def test_two_years_after_the_last_word_a_line_is_stale(moved):
    last = date(2024, 7, 1) + WINDOW
    assert standings(last)[moved.official][moved.topic].score == 2
    stale = standings(last + timedelta(days=1))[moved.official][moved.topic]
    assert (stale.score, stale.state) == (None, "stale")


def test_lines_of_governments_are_left_out(moved):
    PositionFactory(official=None, country=CountryFactory(), last_statement=said(moved, 7))
    assert list(standings(date(2025, 1, 1))) == [moved.official]


@pytest.mark.parametrize("number", [1, 5])
def test_one_query_serves_however_many(django_assert_num_queries, number):
    PositionFactory.create_batch(number)
    with django_assert_num_queries(1):
        assert len(standings(date(2025, 1, 1))) == number
