"""The weighted median as a reader would redo it by hand."""

import pytest

from tracker.analysis.weights import weighted_median


@pytest.mark.parametrize(
    ("scores", "median"),
    [
        ([(1, 1.0)], 1),
        ([(-1, 1.0), (1, 1.0)], 1),
        ([(1, 1.0), (-1, 1.0)], -1),
        ([(-2, 0.2), (1, 1.0), (2, 0.3)], 1),
        ([(0, 1.0), (0, 1.0), (2, 5.0)], 2),
        ([(1, 0.25), (-1, 1.0), (1, 0.75)], 1),
        ([(-1, 0.25), (1, 1.0), (-1, 0.75)], -1),
        ([(0, 1.0), (-1, 1.0), (1, 0.5), (2, 1.5), (-2, 0.0)], 1),
        ([(0, 1.0), (2, 1.0), (-1, 0.0)], 2),
    ],
    ids=[
        "one",
        "tie goes to the later, up",
        "tie goes to the later, down",
        "weights decide",
        "a heavy last one",
        "of a step said twice the last time counts, up",
        "of a step said twice the last time counts, down",
        "of the two steps beside the half",
        "not of another",
    ],
)
def test_weighted_median(scores, median):
    assert weighted_median(scores) == median
