"""How often suggested stances agree with what editors decided, counted from the decisions themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Avg, Case, Count, F, Max, Q, Value, When
from django.db.models.functions import Abs, Sign

from tracker.models import Check, IssueTopic, Stance, StanceModel

from .learning import FEWEST, Family, families

# Bands of confidence by their lower ends; below the first no step is shown.
BANDS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)

_KEPT = Q(state=Check.ACCEPTED)
_SUGGESTED = ~Q(suggested_by="")
_SHOWN = _SUGGESTED & Q(suggested_unclear=False)
_BOTH_STEPS = _SHOWN & _KEPT & Q(suggested_score__isnull=False, score__isnull=False)
_SAME = Q(score=F("suggested_score")) | Q(score__isnull=True, suggested_score__isnull=True)
_RIGHT = _SHOWN & _KEPT & _SAME
# What of a topic's decided stances each count of `Agreement` counts; `distance` and `turn` lie between the two steps.
_COUNTED = {
    "decided": _KEPT,
    "shown": _SHOWN & _KEPT,
    "unclear": Q(suggested_unclear=True) & _KEPT,
    "missed": Q(suggested_by="") & _KEPT,
    "steps": _BOTH_STEPS,
    "exact": _BOTH_STEPS & Q(distance=0),
    "near": _BOTH_STEPS & Q(distance__lte=1),
    "same_way": _BOTH_STEPS & Q(turn=0),
    "turned_down": _SUGGESTED & Q(state=Check.REJECTED),
    "judged": _SHOWN,
    "right": _RIGHT,
}


@dataclass(frozen=True)
class Agreement:
    """What editors made of the suggestions of one topic, in counts of stances of accepted statements.

    `decided` stances bear on the topic by an editor's word; for `shown` of them a step or a mention had been suggested,
    for `unclear` only the topic, for `missed` nothing. Of `steps`, suggestions of a step where the editor too chose
    one, `exact` were the same, `near` within one step and `same_way` on the same side of the middle (or both in it).
    `turned_down` are suggestions whose topic the editor struck out. `confidence` is the mean of all shown suggestions,
    struck out or not, and `right` of those `judged` were decided exactly so.
    """

    topic: IssueTopic
    decided: int
    shown: int
    unclear: int
    missed: int
    steps: int
    exact: int
    near: int
    same_way: int
    turned_down: int
    judged: int
    right: int
    confidence: float | None
    last: datetime | None


@dataclass(frozen=True)
class Band:
    """Shown suggestions of `low` to `high` confidence: how many were decided, how many of them exactly so."""

    low: float
    high: float
    judged: int
    right: int
    confidence: float


@dataclass(frozen=True)
class Teaching:
    """A family of topics: what is decided so far, the model in use, and the last one trained, in use or not."""

    family: Family
    decisions: int
    needed: int
    in_use: StanceModel | None
    latest: StanceModel | None


def by_topic() -> list[Agreement]:
    """The agreement on every topic that an editor settled anything on, the most decided first; in three queries."""
    decided = Stance.objects.decided().order_by()
    apart = decided.annotate(
        distance=Abs(F("score") - F("suggested_score")), turn=Sign("score") - Sign("suggested_score")
    )
    rows = apart.values("topic").annotate(
        confidence=Avg("suggested_confidence", filter=_SHOWN),
        **{name: Count("pk", filter=condition) for name, condition in _COUNTED.items()},
    )
    last = dict(decided.values_list("topic").annotate(Max("statement__decisions__at")))
    topics = IssueTopic.objects.in_bulk([row["topic"] for row in rows])
    found = [_agreement(row, topics[row["topic"]], last.get(row["topic"])) for row in rows]
    return sorted(found, key=lambda agreement: (-agreement.decided, agreement.topic.name))


def _agreement(counts: Mapping[str, Any], topic: IssueTopic, last: datetime | None) -> Agreement:
    return Agreement(**{**counts, "topic": topic}, last=last)


def by_confidence() -> list[Band]:
    """Shown suggestions that were decided, by bands of their confidence; empty bands are left out."""
    lowest = [When(suggested_confidence__gte=low, then=Value(low)) for low in reversed(BANDS)]
    shown = Stance.objects.decided().order_by().filter(_SHOWN).annotate(low=Case(*lowest, default=Value(0.0)))
    rows = shown.values("low").annotate(
        judged=Count("pk"), right=Count("pk", filter=_RIGHT), confidence=Avg("suggested_confidence")
    )
    ends = dict(zip((0.0, *BANDS), (*BANDS, 1.0), strict=True))
    return [Band(high=ends[row["low"]], **row) for row in sorted(rows, key=lambda row: row["low"])]


def by_family(agreements: Sequence[Agreement]) -> list[Teaching]:
    """What each family has been taught by the decisions counted in `agreements`, the sample's families last."""
    decided = {agreement.topic.pk: agreement.decided for agreement in agreements}
    rows = StanceModel.objects.without_numbers().order_by("version")
    latest = {(row.is_sample, row.family): row for row in rows}
    in_use = {(row.is_sample, row.family): row for row in rows if row.state == StanceModel.State.CURRENT}
    return [
        Teaching(
            family=family,
            decisions=sum(decided.get(topic.pk, 0) for topic in family.topics),
            needed=FEWEST,
            in_use=in_use.get((family.is_sample, family.name)),
            latest=latest.get((family.is_sample, family.name)),
        )
        for family in families()
    ]
