"""Periods: contradiction and silence told to the day, and where two lines begin to differ."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given

from tests.analysis.histories import DECISIVE, START, histories, said, words
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


MIXED = {
    "thirty days apart": ([(0, -2), (30, 2)], [("standing", 0, -2), ("mixed", 30, -2), ("standing", 60, -2)]),
    "a day too late": ([(0, -2), (31, 2)], [("standing", 0, -2)]),
    "until the next statement": (
        [(0, -1), (20, 1), (40, -1)],
        [("standing", 0, -1), ("mixed", 20, -1), ("standing", 40, -1)],
    ),
    "taken back on the same day": ([(0, 1), (30, -2), (30, 1, DECISIVE)], [("standing", 0, 1)]),
    "the middle contradicts nobody": ([(0, 2), (10, 0)], [("standing", 0, 2)]),
    "nothing contradicts a line in the middle": (
        [(0, 1), (10, 0, DECISIVE), (13, -1)],
        [("standing", 0, 1), ("standing", 10, 0)],
    ),
    "from the first day": ([(0, 2), (0, -1), (7, 0)], [("mixed", 0, 2), ("standing", 7, 0)]),
}


@pytest.mark.parametrize(("told", "periods"), MIXED.values(), ids=MIXED.keys())
def test_contradiction_is_told_to_the_day(told, periods):
    assert course(*told) == periods


def test_what_was_said_within_thirty_days_is_contradicted_however_much_was_said_since():
    one, other = {"voice": "one"}, {"voice": "other"}
    told = [(0, 2, one), (9, -1, other), (9, 2, one), (14, 0, other), (16, 0, other), (18, -2, other)]
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
