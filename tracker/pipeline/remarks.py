"""What the speakers of an article are known to have said around its days, for its passages to find themselves among."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q

from tracker.analysis.sameness import DAYS_APART, days_agree, first_same, marked_words
from tracker.models import Check, Quotation, Statement

# More than the most quoted say in a week. Without this bound, what has no day would be compared with all that has none.
MOST_KNOWN = 2000
# First the statements of these days, then the passages of each, then the day of each one's article. Not fenced off,
# PostgreSQL starts from every passage that an official was ever quoted with as long as the record is not very large.
_KNOWN = """
    SELECT passage.official_id, stated.day, passage.id, stated.id, passage.kind, passage.content,
        passage.said_on, passage.said_on_precision, (
            SELECT article.published_on
            FROM tracker_articleversion AS version JOIN tracker_article AS article ON article.id = version.article_id
            WHERE version.id = passage.version_id
        )
    FROM ({statements} OFFSET 0) AS stated
    CROSS JOIN LATERAL (
        SELECT * FROM tracker_quotation
        WHERE statement_id = stated.id AND official_id = ANY(%s) AND kind <> %s OFFSET 0
    ) AS passage
    ORDER BY passage.id DESC LIMIT %s
"""


class Remark(NamedTuple):
    """A passage that backs a statement: the words in somebody's own marks, the days they were said and reported."""

    key: int
    statement: int
    words: str
    days: tuple[date | None, date | None]


class Remarks:
    """What an article's speakers said within days of what it tells, read once and kept up as passages are filed."""

    def __init__(self, passages: Iterable[Quotation], reported_on: date | None) -> None:
        """`passages` are all of one article, which was published on `reported_on`."""
        self._reported_on = reported_on
        self._days: dict[int, date | None] = {}
        self._of: defaultdict[int, list[Remark]] = defaultdict(list)
        for official, day, *row in _known_by(passages, reported_on):
            remark = _remark(*row)
            self._days[remark.statement] = day
            self._of[official].append(remark)

    def statement_of(self, passage: Quotation) -> Statement | None:
        """The statement of the same official, at a day that agrees, in the same words."""
        words = marked_words(passage.content, passage.kind)
        if not words or passage.official_id is None:
            return None
        others = self._around(passage, passage.official_id)
        place = first_same(words, (other.words for other in others))
        return None if place is None else Statement.objects.get(pk=others[place].statement)

    def _around(self, passage: Quotation, official: int) -> list[Remark]:
        """The remarks of an official at days that agree: those of the reports, and that of the statement."""
        day, said_on = passage.said_on or self._reported_on, _exact_day(passage.said_on, passage.said_on_precision)
        known = [(other, (self._days[other.statement], *other.days)) for other in self._of[official]]
        agree = {
            days: _is_around(days[0], day) and days_agree((said_on, self._reported_on), days[1:])
            for days in {days for _, days in known}  # hundreds of remarks are of a few days
        }
        return [other for other, days in known if agree[days]]

    def add(self, passage: Quotation, statement: Statement) -> None:
        """Know of a passage that has just been filed, and of the day its statement has with it."""
        self._days[statement.pk] = statement.said_on or statement.reported_on
        if passage.official_id is None or passage.kind == Quotation.Kind.INDIRECT:
            return
        words = passage.kind, passage.content, passage.said_on, passage.said_on_precision
        found = self._of[passage.official_id]
        found.append(_remark(passage.pk, statement.pk, *words, self._reported_on))
        found.sort(key=lambda remark: remark.key)


def _remark(
    key: int, statement: int, kind: str, content: str, said_on: date | None, precision: str, reported_on: date | None
) -> Remark:
    return Remark(key, statement, marked_words(content, kind), (_exact_day(said_on, precision), reported_on))


def _known_by(passages: Iterable[Quotation], reported_on: date | None) -> Sequence[tuple[Any, ...]]:
    """The backing passages of the same officials around the same days, in the order in which they were found.

    Looked up by the statements they back, theirs or nobody's yet, whose index knows the days: what an official ever
    said is not gone through. Of a statement whose speaker an editor corrected, the one it was taken for said nothing.
    """
    asking = [p for p in passages if p.statement_id is None and p.official_id and marked_words(p.content, p.kind)]
    if not asking:
        return ()
    officials = list({passage.official_id for passage in asking})
    theirs = (Q(official__in=officials), Q(official=None))
    days = {passage.said_on or reported_on for passage in asking}
    around = [Q(day__range=(day - DAYS_APART, day + DAYS_APART)) if day else Q(day=None) for day in days]
    statements = Statement.objects.filter(reduce(or_, (day & whose for day in around for whose in theirs)))
    statements = statements.exclude(state=Check.REJECTED)  # a misquote must not swallow a good report
    asked, values = statements.order_by().values("id", "day").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN.format(statements=asked), [*values, officials, Quotation.Kind.INDIRECT, MOST_KNOWN])
        newest: Sequence[tuple[Any, ...]] = cursor.fetchall()
    return newest[::-1]


def _exact_day(day: date | None, precision: str) -> date | None:
    return day if precision == "day" else None


def _is_around(one: date | None, other: date | None) -> bool:
    return one is other if one is None or other is None else abs(one - other) <= DAYS_APART
