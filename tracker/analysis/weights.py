"""What a statement weighs beside others, and the median of what is weighed."""

from collections.abc import Sequence
from datetime import date

from .evidence import Scored

HALF_LIFE_DAYS = 365.0
PART_WEIGHT = 0.75


def median_at(statements: Sequence[Scored], day: date) -> int:
    """Where `statements`, in time order and at least one, stand on `day`: a weight halves every year, and a part
    quotation counts three quarters."""
    return weighted_median([(statement.score, _weight(statement, day)) for statement in statements])


def weighted_median(scores: Sequence[tuple[int, float]]) -> int:
    """The score at which half of the weight is reached, counted from the low end; on an exact tie the later score.

    `scores` are (score, weight) in time order and must not be empty.
    """
    total = sum(weight for _, weight in scores)
    reached = 0.0
    ordered = sorted(enumerate(scores), key=lambda item: (item[1][0], item[0]))
    for place, (index, (score, weight)) in enumerate(ordered):
        reached += weight
        if abs(reached - total / 2) < 1e-9:
            other_index, (other, _) = ordered[place + 1]
            return other if other_index > index else score
        if reached > total / 2:
            return score
    return scores[-1][0]


def _weight(statement: Scored, day: date) -> float:
    age = (day - statement.day).days
    return float(0.5 ** (age / HALF_LIFE_DAYS)) * (PART_WEIGHT if statement.kind == "part" else 1.0)
