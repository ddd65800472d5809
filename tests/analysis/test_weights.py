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
    ],
    ids=["one", "tie goes to the later, up", "tie goes to the later, down", "weights decide", "a heavy last one"],
)
def test_weighted_median(scores, median):
    assert weighted_median(scores) == median
