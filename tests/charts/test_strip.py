"""Now and then on a scale of five places."""

import pytest

from tracker.charts.strip import WIDTH, strip


@pytest.mark.parametrize("then", [None, -2, -1, 0, 1, 2])
@pytest.mark.parametrize("now", [None, -2, -1, 0, 1, 2])
def test_marks_stand_at_their_places_inside_the_drawing(now, then):
    drawing = strip(now=now, then=then)
    assert drawing.now_x == (None if now is None else drawing.places[now + 2])
    assert drawing.then_x == (None if then is None else drawing.places[then + 2])
    assert all(0 < x < WIDTH for x in drawing.places)


@pytest.mark.parametrize(
    ("then", "now", "rightwards"), [(-2, 1, True), (2, -1, False), (0, 1, True)], ids=["for", "against", "one step"]
)
def test_the_way_leads_from_then_to_now_and_ends_short_of_both(then, now, rightwards):
    drawing = strip(now=now, then=then)
    start, end = drawing.way
    assert (end > start) is rightwards
    low, high = sorted((drawing.then_x, drawing.now_x))
    assert low < min(start, end) < max(start, end) < high
    assert drawing.arrow


@pytest.mark.parametrize(("now", "then"), [(1, 1), (None, 1), (1, None), (None, None)])
def test_without_a_move_there_is_no_way(now, then):
    drawing = strip(now=now, then=then)
    assert drawing.way is None
    assert drawing.arrow is None
