"""Offices as bands under the axis: each title readable, none over another."""

from datetime import date
from itertools import combinations

import pytest

from tests.charts.drawings import WIDTHS, drawn, story
from tracker.charts.bands import Holding
from tracker.charts.placement import Box
from tracker.charts.scale import text_width


@WIDTHS
@pytest.mark.parametrize(
    "tenures",
    [
        [("Foreign Minister", 2021, 2024), ("Prime Minister", 2024, None)],
        [("Minister for the Fisheries of the Northern Isles and the Outer Banks", 2024, 2025)] * 3,
        [("Acting Foreign Minister of the Invented Federation", 2026, None)],
        [(f"Office {i}", 2021, None) for i in range(5)],
    ],
    ids=["one after the other", "long titles in short terms", "at the right edge", "five at once"],
)
def test_office_titles_do_not_cover_each_other(tenures, width):
    holdings = [
        Holding(title=title, start=date(first, 7, 1), end=last and date(last, 7, 1)) for title, first, last in tenures
    ]
    drawing = drawn(story(12, days_apart=170), width, tenures=holdings)
    assert len(drawing.bands) == len(holdings)
    boxes = []
    for band in drawing.bands:
        size = text_width(band.text, drawing.font)
        x0 = band.text_x - size if band.anchor == "end" else band.text_x
        assert x0 >= -1
        assert x0 + size <= width + 1
        assert band.y + drawing.band_height <= drawing.height
        boxes.append(Box(x0, band.y, x0 + size, band.y + drawing.band_height))
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))


def test_offices_of_another_time_are_left_out_and_short_titles_stand_whole():
    holdings = [
        Holding(title="Mayor", start=date(1990, 1, 1), end=date(1995, 1, 1)),
        Holding(title="Minister", start=date(2022, 1, 1), end=None),
        Holding(title="President", start=date(2030, 1, 1), end=None),
    ]
    assert [band.text for band in drawn(story(12, days_apart=170), tenures=holdings).bands] == ["Minister"]


def test_offices_one_after_the_other_share_a_lane():
    holdings = [
        Holding(title="Shadow Minister", start=None, end=date(2024, 7, 8)),
        Holding(title="Minister", start=date(2024, 7, 8), end=None),
    ]
    first, second = drawn(story(12, days_apart=170), tenures=holdings).bands
    assert first.y == second.y
    assert first.x + first.width <= second.x
