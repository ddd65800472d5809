"""The drawing of a position over time: everything inside, nothing over anything else, the same every time."""

from datetime import date, timedelta
from itertools import combinations, pairwise
from math import hypot

import pytest

from tests.charts.drawings import STEPS, TODAY, WIDTHS, drawn, remark, story
from tracker.analysis.positions import Period
from tracker.charts.bands import Holding
from tracker.charts.frame import NARROW
from tracker.charts.marks import APART, BEFORE_LENGTH
from tracker.charts.placement import Box
from tracker.charts.scale import text_width
from tracker.charts.shift_labels import Change

STORIES = {
    "one": story(1),
    "twelve over five years": story(12, days_apart=170),
    "swinging every year": story(10, scores=(2, 2, -2, -2), days_apart=200),
    "three on one day": [remark(i, date(2024, 5, 1)) for i in range(1, 4)],
    "four on one day": [remark(i, date(2024, 5, 1)) for i in range(1, 5)],
    "three hundred over five years": story(300, days_apart=6),
    "two hundred in one month": [remark(i, date(2024, 5, 1 + i % 28), i % 5 - 2) for i in range(1, 201)],
    "every precision": [
        remark(1, date(2021, 5, 1), precision="before"),
        remark(2, date(2022, 5, 1), precision="month"),
        remark(3, date(2023, 5, 1), precision="year", score=-1),
        remark(4, date(2024, 5, 1), precision="unknown", score=None),
        remark(5, date(2025, 5, 1), checked=False),
    ],
}
ANY_STORY = pytest.mark.parametrize("remarks", STORIES.values(), ids=STORIES.keys())


@WIDTHS
@ANY_STORY
def test_marks_lie_inside_the_drawing_and_in_the_row_of_their_step(remarks, width):
    drawing = drawn(remarks, width)
    rows = {row.score: row.y for row in drawing.steps}
    for mark in drawing.marks:
        assert drawing.left - 15 <= mark.x <= drawing.right + 10
        assert drawing.top <= mark.y < drawing.axis
        assert abs(mark.y - rows[mark.score]) <= 13
        assert mark.x1 <= width
        assert mark.x0 >= 0


@WIDTHS
@ANY_STORY
def test_each_statement_is_in_one_mark(remarks, width):
    drawing = drawn(remarks, width)
    assert sum(mark.count for mark in drawing.marks) == len(remarks)
    assert len({mark.href for mark in drawing.marks}) == len(drawing.marks)


@WIDTHS
@ANY_STORY
def test_marks_of_a_row_do_not_cover_each_other(remarks, width):
    for a, b in combinations(drawn(remarks, width).marks, 2):
        apart = hypot(a.x - b.x, a.y - b.y)
        assert a.score != b.score or apart >= APART - 0.2


@WIDTHS
@ANY_STORY
def test_labels_cover_neither_labels_nor_marks_nor_step_words(remarks, width):
    drawing = drawn(remarks, width)
    words = []
    for row in drawing.steps:
        size = max(text_width(text, drawing.font) for _, text in row.lines)
        x0 = row.text_x - size if row.anchor == "end" else row.text_x
        words.append(Box(x0, row.lines[0][0] - 9, x0 + size, row.lines[-1][0] + 2))
    marks = [Box(m.x - 6, m.y - 6, m.x + 6, m.y + 6) for m in drawing.marks]
    boxes = [label.box for label in drawing.labels]
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))
    assert not any(box.meets(other) for box in boxes for other in [*marks, *words])
    assert all(box.within(Box(0, 0, width, drawing.axis)) for box in boxes)


@WIDTHS
def test_the_same_input_in_any_order_gives_the_same_drawing(width):
    remarks = STORIES["three hundred over five years"]
    assert drawn(remarks, width) == drawn(remarks[::-1], width)


def test_a_shift_is_said_in_words_where_it_happens():
    remarks = [remark(i, date(2021 + i, 3, 4), score) for i, score in enumerate((-2, -2, 1, 1))]
    (label,) = drawn(remarks).labels
    assert label.text == "reversed 4 Mar 2023"


def test_a_shift_known_to_the_month_is_labelled_with_the_month():
    change = Change(day=date(2023, 3, 1), precision="month", kind="reversed", score_before=-2, score_after=1)
    (label,) = drawn([remark(1, date(2021, 3, 4), -2)], moves=[change]).labels
    assert label.text == "reversed Mar 2023"


@pytest.mark.parametrize(
    ("kind", "shape"),
    [("spoken", "circle"), ("part", "diamond"), ("written", "square"), ("reported", "ring")],
)
def test_the_shape_tells_the_kind_of_evidence(kind, shape):
    (mark,) = drawn([remark(1, date(2024, 5, 1), kind=kind)]).marks
    assert mark.shape == shape


def test_what_is_not_checked_is_hollow():
    checked, unchecked = drawn([remark(1, date(2023, 5, 1)), remark(2, date(2024, 5, 1), checked=False)]).marks
    assert not checked.hollow
    assert unchecked.hollow


@pytest.mark.parametrize(
    ("precision", "wider_than", "open_left"),
    [("day", -1, False), ("month", 10, False), ("year", 120, False), ("before", 30, True), ("unknown", 30, True)],
)
def test_precision_is_drawn_as_a_range(precision, wider_than, open_left):
    first, mark = drawn([remark(1, date(2021, 1, 1)), remark(2, date(2024, 5, 1), precision=precision)]).marks
    assert first.x0 == first.x1
    assert mark.x1 - mark.x0 > wider_than
    assert mark.open_left is open_left
    assert mark.x0 <= mark.x <= mark.x1


def test_a_statement_without_any_date_is_told_of_and_not_drawn():
    drawing = drawn([remark(1, date(2024, 5, 1)), remark(2, None, precision="unknown")])
    assert len(drawing.marks) == 1
    assert drawing.undated == 1


def test_a_crowd_is_counted_where_it_is_and_the_rest_stays_single():
    crowd = [remark(i, date(2024, 5, 1)) for i in range(1, 8)]
    marks = drawn([remark(20, date(2021, 5, 1)), *crowd, remark(30, date(2026, 5, 1))]).marks
    assert [mark.count for mark in marks] == [1, 7, 1]
    assert marks[1].label.startswith("7 statements")


@pytest.mark.parametrize("unchecked", [0, 3, 40])
def test_a_count_is_hollow_when_none_of_it_is_checked(unchecked):
    crowd = [remark(i, date(2024, 5, 1), checked=i >= unchecked) for i in range(40)]
    (count,) = drawn(crowd).marks
    assert (count.count, count.hollow) == (40, unchecked == 40)
    assert ("not checked" in count.label) == (unchecked > 0)


@WIDTHS
@pytest.mark.parametrize("days", [3, 100, 700, 2_000, 12_000])
def test_year_labels_have_room(days, width):
    drawing = drawn([remark(1, TODAY - timedelta(days=days))], width)
    labelled = [tick for tick in drawing.ticks if tick.label]
    assert len(labelled) >= 2 or width == NARROW
    for a, b in pairwise(labelled):
        assert a.label_x + text_width(a.label, drawing.font) < b.label_x


def test_what_was_said_before_the_first_day_has_room_to_its_left():
    remarks = [remark(1, date(2021, 5, 1), precision="before"), remark(2, date(2026, 5, 1))]
    first = drawn(remarks).marks[0]
    assert first.x - first.x0 == BEFORE_LENGTH


@pytest.mark.parametrize(("kind", "lines"), [("walked_back", 1), ("reversed", 0)])
def test_only_what_was_taken_back_is_drawn_as_taken_back(kind, lines):
    move = Change(day=date(2024, 5, 1), kind=kind, score_before=2, score_after=-1)
    assert len(drawn(story(12, days_apart=170), moves=[move]).retractions) == lines


def test_more_than_a_year_without_a_word_is_shaded():
    quiet = [remark(1, date(2021, 5, 1)), remark(2, date(2023, 5, 1)), remark(3, date(2026, 9, 1))]
    assert len(drawn(quiet).gaps) == 2
    assert drawn([remark(1, TODAY - timedelta(days=365))]).gaps == ()
    assert len(drawn([remark(1, TODAY - timedelta(days=366))]).gaps) == 1


def test_long_step_words_break_in_lines_beside_wide_drawings():
    steps = {**STEPS, 1: "Go on talking while the question of the islands is open"}
    row = next(row for row in drawn(story(3), steps=steps).steps if row.score == 1)
    assert len(row.lines) == 3


def test_a_long_word_of_a_step_has_room_beside_the_drawing():
    drawing = drawn(story(3), steps={**STEPS, 1: "Acknowledge-everything"})
    (_, word), row = next((row.lines[0], row) for row in drawing.steps if row.score == 1)
    assert row.text_x - text_width(word, drawing.font) >= 0


def test_without_statements_there_is_a_scale_and_nothing_on_it():
    drawing = drawn([])
    assert drawing.marks == ()
    assert len(drawing.steps) == 5


def test_a_stale_line_goes_on_faintly_at_its_last_step():
    periods = [
        Period(start=date(2021, 1, 1), end=date(2023, 1, 1), state="standing", score=1, evidence=(1,)),
        Period(start=date(2023, 1, 1), end=None, state="stale", score=None),
    ]
    standing, stale = drawn([remark(1, date(2021, 1, 1))], periods=periods).runs
    assert stale.state == "stale"
    assert standing.path.split()[1].split("H")[0] == stale.path.split()[1].split("H")[0]


@WIDTHS
def test_words_of_three_months_years_ago_fill_their_drawing(width):
    drawing = drawn(story(10, days_apart=9, first=date(2021, 5, 24)), width)
    xs = [mark.x for mark in drawing.marks]
    assert max(xs) - min(xs) > (drawing.right - drawing.left) * 0.5


@WIDTHS
def test_the_time_since_the_last_words_is_an_open_end_named_in_words(width):
    drawing = drawn([remark(1, date(2021, 5, 25)), remark(2, date(2021, 7, 22))], width)
    (gap,) = drawing.gaps
    assert gap.text == "nothing since"
    assert gap.x > drawing.marks[-1].x
    assert gap.label_x + text_width(gap.text, drawing.font) <= drawing.right == gap.x + gap.width
    assert drawing.days_end < drawing.right
    standing, stale = drawing.runs
    assert standing.path.endswith(f"H{drawing.days_end}")
    assert (stale.state, stale.path.endswith(f"H{drawing.right}")) == ("stale", True)


@WIDTHS
def test_the_last_tick_before_an_open_end_has_its_label(width):
    drawing = drawn([remark(1, date(2021, 5, 25)), remark(2, date(2021, 7, 22))], width)
    last = drawing.ticks[-1]
    assert (last.label, last.x) == ("Aug 2021", drawing.days_end)
    assert last.label_x + text_width(last.label, drawing.font) <= width


def test_a_line_with_fresh_words_is_drawn_to_scale_up_to_today():
    drawing = drawn([remark(1, date(2021, 5, 25)), remark(2, date(2025, 7, 22))])
    assert drawing.days_end == drawing.right
    assert {gap.text for gap in drawing.gaps} == {"nothing on record"}
    assert drawing.runs[-1].path.endswith(f"H{drawing.right}")


@WIDTHS
def test_offices_end_with_the_days_and_later_ones_are_left_out(width):
    holdings = [
        Holding(title="President", start=date(2021, 1, 20), end=date(2025, 1, 20)),
        Holding(title="Author", start=date(2025, 1, 20), end=None),
    ]
    drawing = drawn([remark(1, date(2021, 5, 25))], width, tenures=holdings)
    (band,) = drawing.bands
    assert drawing.days_end - 3 <= band.x + band.width <= drawing.days_end
