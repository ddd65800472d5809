"""What the speakers of an article are known to have said around its days, for its passages to find themselves among."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q

from tracker.analysis.sameness import DAYS_APART, days_agree, marked_words, same_words
from tracker.models import Check, Quotation, Statement

_READ = (
    "pk", "official", "statement", "statement__day", "kind", "content", "said_on", "said_on_precision", "reported_on"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Remark:
    """A passage that backs a statement: the words in somebody's own marks, when they were said and reported."""

    key: int
    statement: int
    words: str
    said_on: date | None
    reported_on: date | None


class Remarks:
    """What an article's speakers said within days of what it tells, read once and kept up as passages are filed."""

    def __init__(self, passages: Iterable[Quotation], reported_on: date | None) -> None:
        """`passages` are all of one article, which was published on `reported_on`."""
        self._reported_on = reported_on
        self._days: dict[int, date | None] = {}
        self._of: defaultdict[int, list[Remark]] = defaultdict(list)
        for row in _known_by(passages, reported_on):
            self._days[row["statement"]] = row["statement__day"]
            self._of[row["official"]].append(_remark(row))

    def statement_of(self, passage: Quotation) -> Statement | None:
        """The statement of the same official, at a day that agrees, in the same words."""
        words = marked_words(passage.content, passage.kind)
        if not words or passage.official_id is None:
            return None
        unlike: set[str] = set()
        for other in self._of[passage.official_id]:
            if other.words in unlike or not self._may_be(passage, other):
                continue
            if same_words(words, other.words):
                return Statement.objects.get(pk=other.statement)
            unlike.add(other.words)
        return None

    def _may_be(self, passage: Quotation, other: Remark) -> bool:
        """True where the days agree, those of the reports and that of the statement."""
        day = passage.said_on or self._reported_on
        said_on = _exact_day(passage.said_on, passage.said_on_precision)
        one, two = (said_on, self._reported_on), (other.said_on, other.reported_on)
        return _is_around(self._days[other.statement], day) and days_agree(one, two)

    def add(self, passage: Quotation, statement: Statement) -> None:
        """Know of a passage that has just been filed, and of the day its statement has with it."""
        self._days[statement.pk] = statement.said_on or statement.reported_on
        if passage.official_id is None or passage.kind == Quotation.Kind.INDIRECT:
            return
        fields = {name: getattr(passage, name) for name in ("pk", "kind", "content", "said_on", "said_on_precision")}
        found = self._of[passage.official_id]
        found.append(_remark({**fields, "statement": statement.pk, "reported_on": self._reported_on}))
        found.sort(key=lambda remark: remark.key)


def _remark(row: Mapping[str, Any]) -> Remark:
    words, said_on = marked_words(row["content"], row["kind"]), _exact_day(row["said_on"], row["said_on_precision"])
    return Remark(row["pk"], row["statement"], words, said_on, row["reported_on"])


def _known_by(passages: Iterable[Quotation], reported_on: date | None) -> Iterator[dict[str, Any]]:
    """The backing passages of the same officials around the same days, in the order in which they were found."""
    asking = [p for p in passages if p.statement_id is None and p.official_id and marked_words(p.content, p.kind)]
    if not asking:
        return
    days = Q()
    for day in {passage.said_on or reported_on for passage in asking}:
        around = Q(statement__day__range=(day - DAYS_APART, day + DAYS_APART)) if day else Q(statement__day=None)
        days |= around
    known = Quotation.objects.filter(days, official__in={passage.official_id for passage in asking})
    known = known.exclude(statement__state=Check.REJECTED)  # a misquote must not swallow a good report
    known = known.exclude(kind=Quotation.Kind.INDIRECT).annotate(reported_on=F("version__article__published_on"))
    yield from known.filter(statement__isnull=False).order_by("pk").values(*_READ)


def _exact_day(day: date | None, precision: str) -> date | None:
    return day if precision == "day" else None


def _is_around(one: date | None, other: date | None) -> bool:
    return one is other if one is None or other is None else abs(one - other) <= DAYS_APART
