"""Moves: how they are named and told, and the two kinds that leave the position where it was."""

from dataclasses import replace

import pytest

from tests.analysis.histories import BOTH, CONDITIONAL, DECISIVE, PART, moved, moved_on, said, words
from tracker.analysis.moves import direction
from tracker.analysis.positions import Evidence, line

STORIES = {
    "an outlier taken back by a spokesperson is walked back": (
        [
            said(1, "2021-03-04", 1),
            said(2, "2021-06-04", 1),
            said(3, "2021-09-01", -2),
            said(4, "2021-09-02", 1, for_them=True),
        ],
        [("first", "2021-03-04", None, 1), ("walked_back", "2021-09-02", -2, 1)],
    ),
    "two answers of one day take nothing back": (
        [said(1, "2021-03-04", 1), said(2, "2021-06-04", 1), said(3, "2021-09-01", -2), said(4, "2021-09-01", 1)],
        [("first", "2021-03-04", None, 1)],
    ),
    "a spokesperson takes back on the same day": (
        [
            said(1, "2021-03-04", 1),
            said(2, "2021-06-04", 1),
            said(3, "2021-09-01", -2),
            said(4, "2021-09-01", 1, for_them=True),
        ],
        [("first", "2021-03-04", None, 1), ("walked_back", "2021-09-01", -2, 1)],
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
}


@pytest.mark.parametrize(("evidence", "moves"), STORIES.values(), ids=STORIES.keys())
def test_what_is_taken_back_and_what_is_made_conditional(evidence, moves):
    assert moved(evidence) == moves


BOUNDARIES = {
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
    assert moved_on(told) == moves


@pytest.mark.parametrize(
    ("told", "before", "after"),
    [
        ([(0, 1), (10, 2), (20, 1), (100, -1, DECISIVE)], 3, 4),
        ([(0, 2), (10, 0), (20, 1), (100, -1, DECISIVE)], 3, 4),
        ([(0, 1), (10, 1, PART), (100, -1, DECISIVE)], 1, 3),
        ([(0, 1, PART), (10, 1, PART), (100, -1, DECISIVE)], 2, 3),
        ([(0, -1), (20, -2), (1020, -2), (1050, -1, DECISIVE)], 3, 4),
        ([(0, -1, PART), (0, 1, PART), (500, 2), (500, -2)], 1, 3),
        ([(0, -1), (1, 0), (2, -2, DECISIVE), (2, 2, PART)], 1, 4),
    ],
    ids=[
        "the latest statement at the former step",
        "not one at another step, though it be later",
        "unbroken words before a part of a sentence",
        "parts of sentences where there is nothing else",
        "nothing from before the line began anew",
        "and by words of its day on the side it goes to, not by those that take it back",
        "also where the day first went the other way",
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
        ([(0, -1), (1, 0), (2, -2, DECISIVE), (2, 2, PART)], "two of the latest three statements"),
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


@pytest.mark.parametrize("precision", ["month", "year", "before"])
@pytest.mark.parametrize("which", [1, 2], ids=["the outlier", "what takes it back"])
def test_within_a_week_is_only_what_is_dated_to_the_day(which, precision):
    told = words((0, 1), (10, -2), (11, 1))
    told[which] = replace(told[which], precision=precision)
    assert [m.kind for m in line(evidence=told).moves] == ["first"]


def test_reported_words_take_back():
    told = words((0, 1), (10, -2), (11, 1, {"kind": "reported"}))
    assert [m.kind for m in line(evidence=told).moves] == ["first", "walked_back"]


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
