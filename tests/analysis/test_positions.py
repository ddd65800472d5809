"""Positions and shifts as a reader would redo them by hand."""

from dataclasses import replace
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


def words(*told):
    """Evidence from (days since the start, score, what else is known of it), in time order."""
    return [
        Evidence(
            id=n,
            day=START + timedelta(days=days),
            score=score,
            **({"precision": "day", "kind": "spoken"} | (given[0] if given else {})),
        )
        for n, (days, score, *given) in enumerate(told, 1)
    ]


DECISIVE, CONDITIONAL, PART = {"decisive": True}, {"conditional": True}, {"kind": "part"}
BOTH = DECISIVE | CONDITIONAL

BOUNDARIES = {
    "what was said more than two years before is not weighed": (
        [(0, -1), (729, 0), (760, 1)],
        [("first", 0, None, -1), ("reversed", 729, -1, 1)],
    ),
    "what was said two years before to the day is": (
        [(0, -2, PART), (30, 2), (760, 2)],
        [("first", 0, None, -2), ("reversed", 30, -2, 2)],
    ),
    "the fourth statement back is not weighed": (
        [(0, 0), (0, -2), (365, -2), (372, -1)],
        [("first", 0, None, 0), ("hardened", 365, 0, -2)],
    ),
    "a line goes to the median and not to the last word": (
        [(0, 2), (365, 1), (565, 0)],
        [("first", 0, None, 2), ("softened", 365, 2, 1)],
    ),
    "a decisive statement at the step the line stands at moves nothing": (
        [(0, -2), (1, -2, DECISIVE)],
        [("first", 0, None, -2)],
    ),
    "two silent years to the day do not start a line anew": ([(0, 0), (730, 0)], [("first", 0, None, 0)]),
    "two silent years and a day do": ([(0, 0), (731, 0)], [("first", 0, None, 0), ("first", 731, None, 0)]),
    "of two decisive statements on the first day the later has the last word": (
        [(0, 1, DECISIVE), (0, 2, DECISIVE)],
        [("first", 0, None, 2)],
    ),
    "a move is named by where its day ends": (
        [(0, -2), (30, 1, DECISIVE), (30, 0, DECISIVE)],
        [("first", 0, None, -2), ("softened", 30, -2, 0)],
    ),
    "a day that ends where it began moves nothing": (
        [(0, 1), (10, -2, DECISIVE), (10, 2)],
        [("first", 0, None, 1), ("walked_back", 10, -2, 2)],
    ),
    "a run that began with the line is dated to what was said after it": (
        [(0, 2), (0, -1), (7, 0)],
        [("first", 0, None, 2), ("softened", 7, 2, 0)],
    ),
    "an outlier taken back after seven days is walked back": (
        [(0, 1), (1, 1), (10, -2), (17, 1)],
        [("first", 0, None, 1), ("walked_back", 17, -2, 1)],
    ),
    "an outlier taken back after eight days is not": ([(0, 1), (1, 1), (10, -2), (18, 1)], [("first", 0, None, 1)]),
    "an outlier is walked back once": (
        [(0, 1), (1, 1), (10, -2), (11, 1), (12, 1)],
        [("first", 0, None, 1), ("walked_back", 11, -2, 1)],
    ),
    "a step short of the position is far enough back, on either side of it": (
        [(0, -1), (200, 1), (203, -2)],
        [("first", 0, None, -1), ("walked_back", 203, 1, -2)],
    ),
    "an outlier on the other side takes nothing back": ([(0, 0), (3, 2), (10, -2)], [("first", 0, None, 0)]),
    "a decisive condition two years on counts": (
        [(0, 1), (730, 1, BOTH)],
        [("first", 0, None, 1), ("made_conditional", 730, 1, 1)],
    ),
    "two conditions two years apart to the day make a position conditional": (
        [(0, 1), (30, 1, CONDITIONAL), (400, 1), (760, 1, CONDITIONAL)],
        [("first", 0, None, 1), ("made_conditional", 760, 1, 1)],
    ),
    "two conditions further apart do not": (
        [(0, 1), (30, 1, CONDITIONAL), (400, 1), (761, 1, CONDITIONAL)],
        [("first", 0, None, 1)],
    ),
    "a position that two of its first three statements put under a condition begins so": (
        [(0, 1, CONDITIONAL), (200, 1), (229, 1, CONDITIONAL)],
        [("first", 0, None, 1)],
    ),
    "a fourth statement tells nothing of how it began": (
        [(0, -1, CONDITIONAL), (60, -1), (67, -1), (77, -1, CONDITIONAL)],
        [("first", 0, None, -1)],
    ),
    "after a decisive condition one statement without drops nothing": (
        [(0, 2), (10, 2, BOTH), (70, 2)],
        [("first", 0, None, 2), ("made_conditional", 10, 2, 2)],
    ),
}


@pytest.mark.parametrize(("told", "moves"), BOUNDARIES.values(), ids=BOUNDARIES.keys())
def test_rules_hold_to_the_day_and_to_the_statement(told, moves):
    found = [(m.kind, (m.day - START).days, m.score_before, m.score_after) for m in line(evidence=words(*told)).moves]
    assert found == moves


@pytest.mark.parametrize(
    ("told", "before", "after"),
    [
        ([(0, 1), (10, 2), (20, 1), (100, -1, DECISIVE)], 3, 4),
        ([(0, 2), (10, 0), (20, 1), (100, -1, DECISIVE)], 3, 4),
        ([(0, 1), (10, 1, PART), (100, -1, DECISIVE)], 1, 3),
        ([(0, 1, PART), (10, 1, PART), (100, -1, DECISIVE)], 2, 3),
        ([(0, -1), (20, -2), (1020, -2), (1050, -1, DECISIVE)], 3, 4),
    ],
    ids=[
        "the latest statement at the former step",
        "not one at another step, though it be later",
        "unbroken words before a part of a sentence",
        "parts of sentences where there is nothing else",
        "nothing from before the line began anew",
    ],
)
def test_a_move_is_told_beside_what_stood_nearest_to_the_former_position(told, before, after):
    move = line(evidence=words(*told)).moves[-1]
    assert (move.before, move.after) == (before, after)


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ([(0, 2), (60, 1, DECISIVE)], "one decisive statement"),
        ([(0, 2), (60, 1), (70, 1)], "two of the latest three statements"),
        ([(0, 1), (10, -2), (11, 1)], "taken back within a week"),
        ([(0, 1), (10, -2), (11, 1, {"for_them": True})], "taken back by a spokesperson"),
    ],
)
def test_a_move_names_the_rule_that_found_it(told, rule):
    move = line(evidence=words(*told)).moves[-1]
    assert (move.rule, move.by_spokesperson) == (rule, "spokesperson" in rule)


def test_moves_of_all_kinds_come_by_day():
    told = [(0, 1), (10, -2), (11, 1), (400, -1, DECISIVE)]
    assert [m.kind for m in line(evidence=words(*told)).moves] == ["first", "walked_back", "reversed"]


def test_words_of_no_known_day_take_nothing_back():
    told = words((0, 1), (10, -2), (11, 1))
    undated = Evidence(id=9, day=None, score=1, kind="spoken", precision="day")
    assert line(evidence=[*told, undated]) == line(evidence=told)


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
def test_a_line_of_one_voice_is_that_voice_s_own(evidence):
    assert line(evidence=[replace(e, voice="one") for e in evidence]) == line(evidence=evidence)


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
