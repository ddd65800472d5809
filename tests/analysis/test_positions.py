"""Positions and shifts as a reader would redo them by hand."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.periods import first_difference
from tracker.analysis.positions import Evidence, direction, line
from tracker.analysis.weights import weighted_median

START = date(2021, 1, 1)


def said(number, day, score, **given):
    fields = {"precision": "day", "kind": "spoken"} | given
    return Evidence(id=number, day=date.fromisoformat(day), score=score, **fields)


def moved(evidence):
    return [(m.kind, m.day.isoformat(), m.score_before, m.score_after) for m in line(evidence=evidence).moves]


STORIES = {
    "one statement is a first position": (
        [said(1, "2021-03-04", -2)],
        [("first", "2021-03-04", None, -2)],
    ),
    "one loud outlier moves nothing": (
        [said(1, "2021-03-04", 1), said(2, "2021-06-04", 1), said(3, "2022-01-04", -2), said(4, "2022-06-04", 1)],
        [("first", "2021-03-04", None, 1)],
    ),
    "two statements move, dated to the first of them": (
        [said(1, "2021-03-04", -1), said(2, "2021-06-04", -1), said(3, "2022-01-04", 1), said(4, "2022-06-04", 1)],
        [("first", "2021-03-04", None, -1), ("reversed", "2022-01-04", -1, 1)],
    ),
    "one decisive statement moves": (
        [said(1, "2021-03-04", -1), said(2, "2021-06-04", -1), said(3, "2022-01-04", 2, decisive=True)],
        [("first", "2021-03-04", None, -1), ("reversed", "2022-01-04", -1, 2)],
    ),
    "a hardening in steps is two shifts": (
        [said(n, f"202{1 + n // 2}-0{1 + n % 2}-04", -1 if n < 2 else -2) for n in range(4)],
        [("first", "2021-01-04", None, -1), ("hardened", "2022-01-04", -1, -2)],
    ),
    "towards the middle is softened": (
        [said(1, "2021-03-04", -2), said(2, "2021-06-04", -2), said(3, "2022-01-04", -1), said(4, "2022-06-04", -1)],
        [("first", "2021-03-04", None, -2), ("softened", "2022-01-04", -2, -1)],
    ),
    "reported words inform and move nothing": (
        [
            said(1, "2021-03-04", -2),
            said(2, "2022-01-04", 2, kind="reported"),
            said(3, "2022-02-04", 2, kind="reported"),
        ],
        [("first", "2021-03-04", None, -2)],
    ),
    "words of an unknown day inform and move nothing": (
        [
            said(1, "2021-03-04", -2),
            said(2, "2022-01-04", 2, precision="before"),
            said(3, "2022-02-04", 2, precision="year"),
        ],
        [("first", "2021-03-04", None, -2)],
    ),
    "an outlier taken back by a spokesperson is walked back": (
        [
            said(1, "2021-03-04", 1),
            said(2, "2021-06-04", 1),
            said(3, "2021-09-01", -2),
            said(4, "2021-09-02", 1, for_them=True),
        ],
        [("first", "2021-03-04", None, 1), ("walked_back", "2021-09-02", -2, 1)],
    ),
    "an outlier taken back a month later is not walked back": (
        [said(1, "2021-03-04", 1), said(2, "2021-06-04", 1), said(3, "2021-09-01", -2), said(4, "2021-10-12", 1)],
        [("first", "2021-03-04", None, 1)],
    ),
    "two conditional statements make a position conditional, dated to the first of them": (
        [
            said(1, "2021-03-04", 1),
            said(2, "2021-06-04", 1),
            said(3, "2022-01-04", 1, conditional=True),
            said(4, "2022-06-04", 1, conditional=True),
        ],
        [("first", "2021-03-04", None, 1), ("made_conditional", "2022-01-04", 1, 1)],
    ),
    "one conditional statement makes nothing conditional": (
        [said(1, "2021-03-04", 1), said(2, "2022-01-04", 1, conditional=True), said(3, "2022-06-04", 1)],
        [("first", "2021-03-04", None, 1)],
    ),
    "one decisive conditional statement does": (
        [said(1, "2021-03-04", 1), said(2, "2022-01-04", 2, conditional=True, decisive=True)],
        [("first", "2021-03-04", None, 1), ("hardened", "2022-01-04", 1, 2)],
    ),
    "a condition is dropped by two statements without one": (
        [said(n, f"202{1 + n}-03-04", -1, conditional=n < 2) for n in range(4)],
        [("first", "2021-03-04", None, -1), ("condition_dropped", "2023-03-04", -1, -1)],
    ),
    "a condition set once and not again was not dropped": (
        [said(n, f"202{1 + n}-03-04", -1, conditional=n == 0) for n in range(3)],
        [("first", "2021-03-04", None, -1)],
    ),
    "a condition that comes with another step is part of that shift": (
        [said(n, f"202{1 + n}-03-04", 2 if n < 2 else 1, conditional=n > 1) for n in range(4)],
        [("first", "2021-03-04", None, 2), ("softened", "2023-03-04", 2, 1)],
    ),
    "a condition on the other side of the position is not its own": (
        [
            said(1, "2021-03-04", 1),
            said(2, "2021-06-04", -1, conditional=True),
            said(3, "2022-01-04", 1),
            said(4, "2022-02-04", 1),
            said(5, "2022-06-04", -1, conditional=True),
            said(6, "2022-09-04", 1),
        ],
        [("first", "2021-03-04", None, 1)],
    ),
    "two silent years start a line anew": (
        [said(1, "2021-03-04", 1), said(2, "2024-06-04", -1)],
        [("first", "2021-03-04", None, 1), ("first", "2024-06-04", None, -1)],
    ),
}


@pytest.mark.parametrize(("evidence", "moves"), STORIES.values(), ids=STORIES.keys())
def test_moves_are_those_a_reader_would_find(evidence, moves):
    assert moved(evidence) == moves


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


def test_two_years_of_silence_are_stale():
    assert states([said(1, "2021-03-01", 1)], today=date(2023, 6, 1))[-1] == ("stale", "2023-03-02", None)


def test_a_line_not_asked_for_a_day_never_ends_stale():
    assert states([said(1, "2001-03-01", 1)]) == [("standing", "2001-03-01", 1)]


def test_no_scoring_evidence_gives_no_position():
    assert line(evidence=[said(1, "2021-03-04", None), said(2, "2021-03-05", 1, kind="reported")]).periods == ()


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


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (-1, 1, "reversed"),
        (1, -2, "reversed"),
        (1, 2, "hardened"),
        (-2, -1, "softened"),
        (0, -1, "hardened"),
        (1, 0, "softened"),
    ],
)
def test_moves_are_named_by_their_distance_from_the_middle(before, after, kind):
    assert direction(before, after) == kind


histories = st.lists(
    st.builds(
        lambda n, days, score, kind, decisive, precision, conditional: Evidence(
            id=n,
            day=START + timedelta(days=days),
            score=score,
            kind=kind,
            decisive=decisive,
            precision=precision,
            conditional=conditional,
        ),
        st.integers(1, 10_000),
        st.integers(0, 3000),
        st.sampled_from([-2, -1, 0, 1, 2, None]),
        st.sampled_from(["spoken", "part", "written", "reported"]),
        st.booleans(),
        st.sampled_from(["day", "month", "before"]),
        st.booleans(),
    ),
    unique_by=lambda e: e.id,
    max_size=25,
)


@given(histories, st.randoms(use_true_random=False))
def test_the_order_evidence_is_given_in_changes_nothing(evidence, random):
    shuffled = list(evidence)
    random.shuffle(shuffled)
    assert line(evidence=shuffled) == line(evidence=evidence)


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


@given(histories)
def test_moves_name_evidence_and_change_something(evidence):
    known = {e.id for e in evidence}
    for move in line(evidence=evidence).moves:
        assert move.after in known
        assert (move.before is None) == (move.kind == "first")
        assert move.before is None or move.before in known
        assert (move.score_before == move.score_after) == (move.kind in {"made_conditional", "condition_dropped"})


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
