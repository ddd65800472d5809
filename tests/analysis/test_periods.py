"""Periods: contradiction and silence told to the day, and where two lines begin to differ."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given

from tests.analysis.histories import DECISIVE, MONTH, START, histories, said, words
from tracker.analysis.periods import first_difference
from tracker.analysis.positions import line


def states(evidence, today=None):
    return [(p.state, p.start.isoformat(), p.score) for p in line(evidence=evidence, today=today).periods]


def test_contradiction_within_thirty_days_is_mixed_for_thirty_days_at_most():
    evidence = [said(1, "2021-03-01", 1), said(2, "2021-03-20", -1)]
    assert states(evidence) == [
        ("standing", "2021-03-01", 1),
        ("mixed", "2021-03-20", 1),
        ("standing", "2021-04-19", 1),
    ]


def test_a_contradiction_that_is_not_over_is_where_the_line_stands_today():
    evidence = [said(1, "2021-03-01", 1), said(2, "2021-03-20", -1)]
    assert states(evidence, today=date(2021, 4, 18)) == [("standing", "2021-03-01", 1), ("mixed", "2021-03-20", 1)]
    assert line(evidence=evidence, today=date(2021, 4, 18)).periods[-1].end is None
    assert states(evidence, today=date(2021, 4, 19))[-1] == ("standing", "2021-04-19", 1)


def test_what_is_dated_after_today_is_left_out_of_no_line():
    evidence = [said(1, "2021-03-01", 1), said(2, "2021-03-20", -1), said(3, "2021-04-20", 1)]
    assert line(evidence=evidence, today=date(2021, 4, 1)).periods[-1].evidence == (3,)


def course(*told, today=None):
    """The periods of a line as (state, days since the start, score)."""
    found = line(evidence=words(*told), today=None if today is None else START + timedelta(days=today))
    return [(p.state, (p.start - START).days, p.score) for p in found.periods]


ONE, OTHER = {"voice": "one"}, {"voice": "other"}
MIXED = {
    "thirty days apart": ([(0, -2), (30, 2)], [("standing", 0, -2), ("mixed", 30, -2), ("standing", 60, -2)]),
    "a day too late": ([(0, -2), (31, 2)], [("standing", 0, -2)]),
    "until the next statement": (
        [(0, -1), (20, 1), (40, -1)],
        [("standing", 0, -1), ("mixed", 20, -1), ("standing", 40, -1)],
    ),
    "taken back on the same day": ([(0, 1), (30, -2), (30, 1, DECISIVE)], [("standing", 0, 1)]),
    "the middle contradicts nobody": ([(0, 2), (10, 0)], [("standing", 0, 2)]),
    "nor is what stood in the middle contradicted": (
        [(0, 1, ONE), (40, 0, OTHER), (50, -1, OTHER)],
        [("standing", 0, 1)],
    ),
    "nothing contradicts a line in the middle": (
        [(0, 1), (10, 0, DECISIVE), (13, -1)],
        [("standing", 0, 1), ("standing", 10, 0)],
    ),
    "with words of some day of the same month": (
        [(0, 1), (59, 1, MONTH), (80, -1)],
        [("standing", 0, 1), ("mixed", 80, 1), ("standing", 110, 1)],
    ),
    "of some day of the month on both sides": (
        [(0, 1), (59, 1, MONTH), (59, -1, MONTH)],
        [("standing", 0, 1), ("mixed", 59, 1), ("standing", 89, 1)],
    ),
    "not with words of a month that may be longer ago than thirty days": (
        [(0, 1), (59, 1, MONTH), (90, -1)],
        [("standing", 0, 1)],
    ),
    "whatever day stands for the month": ([(0, 1), (73, 1, MONTH), (95, -1)], [("standing", 0, 1)]),
    "nor by words that may have come later than thirty days after": (
        [(0, 1), (57, 1), (59, -1, MONTH)],
        [("standing", 0, 1)],
    ),
    "thirty days from the last day of a month to the end of the next": (
        [(0, 1), (89, 1), (90, -1, MONTH)],
        [("standing", 0, 1), ("mixed", 90, 1), ("standing", 120, 1)],
    ),
    "thirty days from the first day of a month to after the next": (
        [(0, 1), (31, 1, MONTH), (61, -1)],
        [("standing", 0, 1), ("mixed", 61, 1), ("standing", 91, 1)],
    ),
    "a day more, counted from the first day of the month": (
        [(0, 1), (31, 1, MONTH), (62, -1)],
        [("standing", 0, 1)],
    ),
    "until the month is over in which something was said next": (
        [(9, 1), (30, -1), (31, 1, MONTH)],
        [("standing", 9, 1), ("mixed", 30, 1), ("standing", 58, 1)],
    ),
    "for thirty days where that month ends later": (
        [(0, 1), (25, -1), (31, 1, MONTH)],
        [("standing", 0, 1), ("mixed", 25, 1), ("standing", 55, 1)],
    ),
    "until the day after it on which something was said": (
        [(9, 1), (30, -1), (31, 1, MONTH), (40, 1)],
        [("standing", 9, 1), ("mixed", 30, 1), ("standing", 40, 1)],
    ),
    "once where words of the next month contradict as well": (
        [(0, 1, ONE), (28, 1, ONE), (30, -1, OTHER), (31, -1, MONTH | OTHER), (33, 1, ONE)],
        [("standing", 0, 1), ("mixed", 30, 1), ("mixed", 31, 1), ("standing", 33, 1)],
    ),
    "no longer than until the position moves": (
        [(9, 1), (30, -1), (31, 2, MONTH), (59, 2, MONTH)],
        [("standing", 9, 1), ("mixed", 30, 1), ("standing", 31, 2)],
    ),
    "from the first day": ([(0, 2), (0, -1), (7, 0)], [("mixed", 0, 2), ("standing", 7, 0)]),
}


@pytest.mark.parametrize(("told", "periods"), MIXED.values(), ids=MIXED.keys())
def test_contradiction_is_told_to_the_day(told, periods):
    assert course(*told) == periods
    found = line(evidence=words(*told)).periods
    assert [p.end for p in found] == [*(p.start for p in found[1:]), None]


@pytest.mark.parametrize("gap", range(45))
def test_words_of_a_month_contradict_only_where_each_day_of_it_would(gap):
    surely = all(abs(gap - day) <= 30 for day in range(31))  # from a day of March to one of March or April
    assert surely == ("mixed" in {state for state, *_ in course((0, 1), (59, 1, MONTH), (59 + gap, -1))})


def test_what_was_said_within_thirty_days_is_contradicted_however_much_was_said_since():
    told = [(0, 2, ONE), (9, -1, OTHER), (9, 2, ONE), (14, 0, OTHER), (16, 0, OTHER), (18, -2, OTHER)]
    assert course(*told) == [("standing", 0, 2), ("mixed", 18, 2), ("standing", 48, 2)]


@pytest.mark.parametrize(
    ("told", "today", "periods"),
    [
        ([(0, 2)], 730, [("standing", 0, 2)]),
        ([(0, 2)], 731, [("standing", 0, 2), ("stale", 731, None)]),
        ([(0, 0), (400, -2)], 1130, [("standing", 0, 0)]),
        ([(0, 1), (1000, -1)], 1001, [("standing", 0, 1), ("stale", 731, None), ("standing", 1000, -1)]),
    ],
    ids=["two years to the day", "the day after", "counted from the last words", "between two lines"],
)
def test_a_line_is_stale_from_the_day_after_two_years_of_silence(told, today, periods):
    assert course(*told, today=today) == periods


def test_two_years_of_silence_are_stale():
    assert states([said(1, "2021-03-01", 1)], today=date(2023, 6, 1))[-1] == ("stale", "2023-03-02", None)


def test_a_line_not_asked_for_a_day_never_ends_stale():
    assert states([said(1, "2001-03-01", 1)]) == [("standing", "2001-03-01", 1)]


@given(histories)
def test_periods_follow_each_other_without_gap_or_overlap(evidence):
    periods = line(evidence=evidence, today=START + timedelta(days=5000)).periods
    assert all(p.end is not None and p.start < p.end for p in periods[:-1])
    assert all(a.end == b.start for a, b in pairwise(periods))
    assert all(p.end is None for p in periods[-1:])


@given(histories)
def test_every_scoring_statement_stands_in_exactly_one_period(evidence):
    periods = line(evidence=evidence).periods
    assert sorted(i for p in periods for i in p.evidence) == sorted(e.id for e in evidence if e.scoring)


@given(histories, histories)
def test_the_first_difference_of_two_lines_is_the_first_day_they_stand_otherwise(one, other):
    old, new = line(evidence=one).periods, line(evidence=other).periods
    since = first_difference(steps_of(old), steps_of(new))
    days = sorted({p.start for p in (*old, *new)})
    differing = [day for day in days if standing_on(old, day) != standing_on(new, day)]
    assert first_difference(steps_of(old), steps_of(old)) is None
    assert (since is None) == (steps_of(old) == steps_of(new))
    assert not differing or since <= differing[0]


def standing_on(periods, day):
    return next(((p.state, p.score) for p in reversed(periods) if p.start <= day), None)


def steps_of(periods):
    return [(p.start, p.state, p.score) for p in periods]
