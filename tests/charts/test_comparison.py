"""Several lines in one drawing never cover each other."""

from datetime import date
from itertools import combinations

import pytest

from tracker.analysis.positions import Period
from tracker.charts.comparison import comparison
from tracker.charts.marks import Remark
from tracker.charts.scale import text_width

TODAY = date(2025, 6, 1)
STEPS = {2: "Embrace", 1: "Welcome", 0: "It depends", -1: "Hold off", -2: "Shut out"}


def stood(score, state="standing", start=date(2024, 1, 1), end=None):
    return Period(start=start, end=end, state=state, score=score)


def remark(score):
    return Remark(id=1, day=date(2024, 1, 1), precision="day", score=score, kind="spoken", label="")


def drawn(*lines, width=960):
    return comparison(lines=[(periods, [remark(1)]) for periods in lines], steps=STEPS, today=TODAY, width=width)


@pytest.mark.parametrize("width", [960, 360])
@pytest.mark.parametrize("number", [1, 2, 6])
def test_lines_at_one_step_run_side_by_side_within_the_drawing(number, width):
    drawing = drawn(*[[stood(1)]] * number, width=width)
    ends = [course.end for course in drawing.courses]
    assert len({y for _, y in ends}) == number
    assert all(x + 10 <= drawing.width and 0 < y < drawing.axis for x, y in ends)
    assert all(dot.y == course.end[1] - 4.5 for course in drawing.courses for dot in course.dots)


def test_six_lines_at_one_step_stay_out_of_the_next():
    steps = [[stood(score)] for score in (1, 1, 1, 2, 2, 2)]
    ys = [course.end[1] for course in drawn(*steps).courses]
    assert max(ys[3:]) < min(ys[:3])


def test_a_line_that_moves_rises_and_one_gone_stale_goes_on_faintly():
    periods = [
        stood(-1, end=date(2024, 6, 1)),
        stood(1, start=date(2024, 6, 1), end=date(2025, 1, 1)),
        stood(None, "stale", start=date(2025, 1, 1)),
    ]
    (course,) = drawn(periods).courses
    assert [state for state, _ in course.paths] == ["standing", "standing", "stale"]
    assert "V" in course.paths[1][1]
    assert "V" not in course.paths[2][1]


def test_a_line_without_a_position_has_no_letter():
    assert drawn([]).courses[0].end is None


def test_letters_of_lines_at_one_step_do_not_meet():
    drawing = drawn(*[[stood(1)]] * 6)
    ends = [course.end for course in drawing.courses]
    for one, other in combinations(ends, 2):
        assert abs(one[0] - other[0]) >= drawing.font * 0.7 or abs(one[1] - other[1]) >= drawing.font


@pytest.mark.parametrize("width", [960, 360])
@pytest.mark.parametrize(("today", "since"), [(TODAY, ""), (date(2028, 1, 1), "nothing since")])
def test_lines_of_old_words_alone_end_soon_after_them_in_an_open_end(width, today, since):
    lines = [([stood(score)], [remark(score)]) for score in (1, -1)]
    drawing = comparison(lines=lines, steps=STEPS, today=today, width=width)
    assert drawing.since == since
    assert (drawing.days_end < drawing.right) is bool(since)
    assert drawing.since_x + text_width(since, drawing.font) <= drawing.right + 4
    assert all(path.endswith(f"H{drawing.right}") for course in drawing.courses for _, path in course.paths)
    assert all(dot.x < drawing.days_end < course.end[0] for course in drawing.courses for dot in course.dots)


def test_one_line_with_fresh_words_keeps_the_drawing_up_to_today():
    fresh = Remark(id=2, day=date(2027, 9, 1), precision="day", score=-1, kind="spoken", label="")
    lines = [([stood(1)], [remark(1)]), ([stood(-1, start=date(2027, 9, 1))], [fresh])]
    assert not comparison(lines=lines, steps=STEPS, today=date(2028, 1, 1)).since
