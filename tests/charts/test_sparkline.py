"""A position in a few pixels."""

from datetime import date

from tracker.analysis.positions import Period
from tracker.charts.sparkline import HEIGHT, WIDTH, height, sparkline

TODAY = date(2026, 11, 24)


def period(start, end, score, state="standing"):
    return Period(start=date(start, 1, 1), end=end and date(end, 1, 1), state=state, score=score)


def test_nothing_said_draws_nothing():
    drawing = sparkline(periods=(), today=TODAY)
    assert drawing.runs == ()
    assert drawing.last is None


def test_runs_follow_each_other_across_the_whole_width():
    drawing = sparkline(periods=[period(2021, 2023, -2), period(2023, None, 1)], today=TODAY)
    first, second = drawing.runs
    assert 0 < first.x0 < first.x1 == second.x0 < second.x1 < WIDTH
    assert len(drawing.risers) == 1
    assert drawing.last == second


def test_for_is_above_against_and_both_are_inside():
    assert 0 < height(2) < height(0) == HEIGHT / 2 < height(-2) < HEIGHT


def test_a_stale_stretch_is_faint_at_the_step_before_it():
    drawing = sparkline(periods=[period(2021, 2023, -1), period(2023, None, None, "stale")], today=TODAY)
    assert drawing.last.faint
    assert drawing.last.y == height(-1)
    assert drawing.risers == ()


def test_a_line_that_began_today_is_inside():
    drawing = sparkline(periods=[Period(start=TODAY, end=None, state="standing", score=2)], today=TODAY)
    assert 0 < drawing.last.x1 < WIDTH
