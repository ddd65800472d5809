"""The days of a drawing: to today while words are fresh, to soon after the last of them once they are years old."""

from datetime import date, timedelta

import pytest

from tests.charts.drawings import TODAY, remark
from tracker.analysis.periods import WINDOW
from tracker.charts.span import LEAST_ENDED, LEAST_LIVING, LEAST_PAD, span

LONG_AGO = date(2021, 5, 25)


@pytest.mark.parametrize(
    ("silent", "ends_with_words"),
    [(0, False), (365, False), (WINDOW.days, False), (WINDOW.days + 1, True), (2_000, True)],
)
def test_the_days_end_with_the_words_once_these_are_too_old_to_count(silent, ends_with_words):
    last_words = TODAY - timedelta(days=silent)
    days = span([remark(1, last_words)], [], TODAY)
    assert days.is_ended is ends_with_words
    assert days.last == (last_words + LEAST_PAD if ends_with_words else TODAY)


def test_a_report_that_moves_nothing_keeps_a_drawing_up_to_today():
    late = remark(2, TODAY - timedelta(days=100), score=None, kind="reported")
    assert span([remark(1, LONG_AGO), late], [LONG_AGO], TODAY).last == TODAY


@pytest.mark.parametrize(("precision", "last"), [("day", 25), ("month", 31)])
def test_an_inexact_last_date_is_in_the_days_to_the_last_it_may_mean(precision, last):
    days = span([remark(1, LONG_AGO, precision=precision)], [], TODAY)
    assert days.last - LEAST_PAD == date(2021, 5, last)


def test_a_year_may_mean_its_last_day_and_is_drawn_whole():
    assert not span([remark(1, date(2024, 3, 1), precision="year")], [], date(2026, 12, 1)).is_ended
    days = span([remark(1, date(2021, 7, 1), precision="year")], [], TODAY)
    assert days.first < date(2021, 1, 1)
    assert days.last > date(2021, 12, 31)


@pytest.mark.parametrize(("silent", "least"), [(10, LEAST_LIVING), (1_000, LEAST_ENDED)])
def test_one_day_of_words_has_days_around_it(silent, least):
    day = TODAY - timedelta(days=silent)
    days = span([remark(1, day)], [], TODAY)
    assert days.last - days.first == least
    assert days.first < day <= days.last


def test_the_start_of_a_stale_stretch_draws_out_nothing():
    goes_stale = LONG_AGO + WINDOW + timedelta(days=1)
    assert span([remark(1, LONG_AGO)], [LONG_AGO, goes_stale], TODAY).last == LONG_AGO + LEAST_PAD


@pytest.mark.parametrize("words", [[], [remark(1, LONG_AGO)], [remark(1, LONG_AGO), remark(2, TODAY)]])
def test_margins_are_a_thirtieth_of_the_time_at_most_or_ten_days(words):
    days = span(words, [], TODAY)
    assert days.first <= min([r.day for r in words], default=TODAY) - LEAST_PAD
    assert days.last <= TODAY


def test_without_words_there_is_a_year_up_to_today():
    days = span([], [], TODAY)
    assert (days.first, days.last, days.is_ended) == (TODAY - LEAST_LIVING, TODAY, False)
