"""Bars stand on one ground line, the tallest fills the drawing, and a single one of something is still seen."""

import pytest

from tracker.charts.bars import HEIGHT, LEAST, bars


@pytest.mark.parametrize(
    ("numbers", "heights"),
    [([], []), ([0, 0], [0, 0]), ([4], [HEIGHT - 2]), ([1, 2, 4], [6.5, 13, 26]), ([0, 1, 1000], [0, LEAST, 26])],
)
def test_heights_follow_the_numbers(numbers, heights):
    assert [bar.height for bar in bars(numbers).bars] == heights


def test_bars_stand_side_by_side_on_one_line():
    drawn = bars([3, 0, 9])
    assert {bar.y + bar.height for bar in drawn.bars} == {HEIGHT - 1}
    assert [bar.x for bar in drawn.bars] == sorted({bar.x for bar in drawn.bars})
    assert drawn.bars[-1].x + drawn.bar <= drawn.width
