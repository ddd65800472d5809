"""What a statement weighs beside others, and the median of what is weighed."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from .evidence import Scored

HALF_LIFE_DAYS = 365.0
PART_WEIGHT = 0.75


def median_at(statements: Sequence[Scored], day: date) -> int:
    """Where `statements`, in time order and at least one, stand on `day`: a weight halves every year, and a part
    quotation counts three quarters."""
    return weighted_median([(statement.score, _weight(statement, day)) for statement in statements])


def weighted_median(scores: Sequence[tuple[int, float]]) -> int:
    """The score at which half of the weight is reached, counted from the low end; on an exact tie the one of the two
    that was said later.

    `scores` are (score, weight) in time order and must not be empty.
    """
    half = sum(weight for _, weight in scores) / 2
    weights: dict[int, float] = {}
    for score, weight in scores:
        weights[score] = weights.get(score, 0.0) + weight
    reached = 0.0
    for low, high in pairwise(sorted(weights)):
        reached += weights[low]
        if abs(reached - half) < 1e-9:
            return next(score for score, _ in reversed(scores) if score in {low, high})
        if reached > half:
            return low
    return max(weights)


def _weight(statement: Scored, day: date) -> float:
    age = (day - statement.day).days
    return float(0.5 ** (age / HALF_LIFE_DAYS)) * (PART_WEIGHT if statement.kind == "part" else 1.0)
