"""Shifts in words: none over another, over a mark, over another's rise or out of the drawing, however many there are."""

import re
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.drawings import TODAY, WIDTHS, drawn, remark, story
from tracker.analysis.positions import Period
from tracker.charts.frame import RADIUS
from tracker.charts.placement import Box
from tracker.charts.scale import text_width
from tracker.charts.shift_labels import KINDS, Change

SCORES = st.integers(-2, 2)
FIRST = date(2021, 5, 24)


def change(day, before=-1, after=0, kind="softened"):
    return Change(day=day, kind=kind, score_before=before, score_after=after)


@st.composite
def days(draw):
    """Days of one stretch, of a few days or of some years, long ago or up to now."""
    start = draw(st.sampled_from([FIRST, TODAY - timedelta(days=1_500)]))
    length = draw(st.sampled_from([0, 5, 60, 1_500]))
    return start + timedelta(days=draw(st.integers(0, length)))


changes = st.builds(change, days(), st.none() | SCORES, SCORES, st.sampled_from(sorted(KINDS)))
remarks = st.lists(st.tuples(days(), SCORES), min_size=1, max_size=40).map(
    lambda given: [remark(i, day, score) for i, (day, score) in enumerate(given, start=1)]
)


def told(drawing):
    """How many shifts the labels speak of."""
    numbers = [re.match(r"(\d+) (?:more )?shifts?$", label.text) for label in drawing.labels]
    return sum(int(number[1]) if number else 1 for number in numbers)


@WIDTHS
@given(remarks=remarks, moves=st.lists(changes, min_size=1, max_size=30))
def test_labels_stay_clear_of_each_other_of_marks_and_of_the_edges(width, remarks, moves):
    drawing = drawn(remarks, width, moves=moves)
    boxes = [label.box for label in drawing.labels]
    page = Box(drawing.left, 0, drawing.right + RADIUS, drawing.axis)
    assert all(box.within(page) for box in boxes)
    assert not any(Box(a.x0 - 3, a.y0, a.x1 + 3, a.y1).meets(b) for a, b in combinations(boxes, 2))
    marks = [Box(m.x - RADIUS, m.y - RADIUS, m.x + RADIUS, m.y + RADIUS) for m in drawing.marks]
    assert not any(box.meets(mark) for box in boxes for mark in marks)
    assert told(drawing) <= len(moves)


@WIDTHS
@given(remarks=remarks, moves=st.lists(changes, min_size=1, max_size=30))
def test_the_box_of_a_label_is_where_its_words_are_printed(width, remarks, moves):
    drawing = drawn(remarks, width, moves=moves)
    for label in drawing.labels:
        size = text_width(label.text, drawing.font, bold=True)
        x0 = label.x if label.anchor == "start" else label.x - size
        assert (label.box.x0, label.box.x1) == (x0, x0 + size)
        assert label.box.y0 < label.y - drawing.font * 0.7
        assert label.y < label.box.y1


@WIDTHS
@pytest.mark.parametrize("number", [1, 3, 12, 28])
def test_shifts_without_room_for_their_words_are_counted(number, width):
    moves = [change(FIRST + timedelta(days=i), -2, -1) for i in range(number)]
    drawing = drawn(story(5, first=FIRST), width, moves=moves)
    assert told(drawing) == number


@WIDTHS
def test_shifts_without_room_near_each_other_are_one_number(width):
    drawing = drawn([remark(1, FIRST)], width, moves=[change(FIRST, -1, 1)] * 40)
    assert [label.text.endswith(" more shifts") for label in drawing.labels].count(True) == 1
    assert told(drawing) == 40


@pytest.mark.parametrize("told_of", [1, 2], ids=["the line only", "a shift told of"])
def test_a_label_does_not_cross_where_the_line_rises_next(told_of):
    periods = [
        Period(start=date(2021, 6, 1), end=date(2021, 7, 15), state="standing", score=0),
        Period(start=date(2021, 7, 15), end=date(2021, 7, 20), state="standing", score=-1),
        Period(start=date(2021, 7, 20), end=None, state="standing", score=0),
    ]
    moves = [change(date(2021, 7, 15), 0, -1, "hardened"), change(date(2021, 7, 20))][:told_of]
    drawing = drawn(story(8, days_apart=11, first=FIRST), periods=periods, moves=moves)
    assert len(drawing.labels) == told_of
    rows = {row.score: row.y for row in drawing.steps}
    rises = [float(x) for run in drawing.runs for x in re.findall(r"^M([\d.]+) \S+V", run.path)]
    assert len(rises) == 2
    boxes = [Box(x - 2, rows[0], x + 2, rows[-1]) for x in rises]
    assert not any(label.box.meets(box) for label in drawing.labels for box in boxes)
