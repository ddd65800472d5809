"""Positions and shifts as a reader would redo them by hand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.histories import DECISIVE, PART, histories, moved, moved_on, said
from tracker.analysis.positions import line

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
    "two silent years start a line anew": (
        [said(1, "2021-03-04", 1), said(2, "2024-06-04", -1)],
        [("first", "2021-03-04", None, 1), ("first", "2024-06-04", None, -1)],
    ),
}


@pytest.mark.parametrize(("evidence", "moves"), STORIES.values(), ids=STORIES.keys())
def test_moves_are_those_a_reader_would_find(evidence, moves):
    assert moved(evidence) == moves


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
        [("first", 0, None, 1)],
    ),
    "a run that began with the line is dated to what was said after it": (
        [(0, 2), (0, -1), (7, 0)],
        [("first", 0, None, 2), ("softened", 7, 2, 0)],
    ),
}


@pytest.mark.parametrize(("told", "moves"), BOUNDARIES.values(), ids=BOUNDARIES.keys())
def test_rules_hold_to_the_day_and_to_the_statement(told, moves):
    assert moved_on(told) == moves


def test_no_scoring_evidence_gives_no_position():
    assert line(evidence=[said(1, "2021-03-04", None), said(2, "2021-03-05", 1, kind="reported")]).periods == ()


@given(histories, st.randoms(use_true_random=False))
def test_the_order_evidence_is_given_in_changes_nothing(evidence, random):
    shuffled = list(evidence)
    random.shuffle(shuffled)
    assert line(evidence=shuffled) == line(evidence=evidence)


@given(histories)
def test_a_line_of_one_voice_is_that_voice_s_own(evidence):
    assert line(evidence=[replace(e, voice="one") for e in evidence]) == line(evidence=evidence)


@given(histories)
def test_moves_name_evidence_and_change_something(evidence):
    known = {e.id for e in evidence}
    for move in line(evidence=evidence).moves:
        assert move.after in known
        assert (move.before is None) == (move.kind == "first")
        assert move.before is None or move.before in known
        assert (move.score_before == move.score_after) == (move.kind in {"made_conditional", "condition_dropped"})


@given(histories)
def test_a_change_of_position_is_told_by_words_on_the_side_it_goes_to(evidence):
    scores = {e.id: e.score for e in evidence}
    for move in line(evidence=evidence).moves:
        if move.kind in {"hardened", "softened", "reversed"}:
            assert (scores[move.after] - move.score_before) * (move.score_after - move.score_before) > 0
