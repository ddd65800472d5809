"""Lines of several voices: who repeats what was said before moves nothing, who comes over does."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.positions import Evidence, line

START = date(2021, 1, 1)


def spoken(*said, every=20):
    """Statements `every` so many days, as (voice, score) or (voice, score, "decisive")."""
    return [
        Evidence(
            id=n,
            day=START + timedelta(days=n * every),
            precision="day",
            kind="spoken",
            voice=voice,
            score=score,
            decisive=bool(more),
        )
        for n, (voice, score, *more) in enumerate(said)
    ]


PM, FM, DM, ENVOY = "prime minister", "foreign minister", "defence minister", "envoy"
STORIES = {
    "two voices of different firmness in turn move nothing": (
        [(PM, 1), (FM, 2), (PM, 1), (FM, 2), (PM, 1), (FM, 2), (FM, 2), (PM, 1)],
        [],
    ),
    "nor do two on two sides": (
        [(PM, 1), (FM, -1), (FM, -1), (PM, 1), (FM, -1), (PM, 1)],
        [],
    ),
    "one voice that moves and says so twice moves the line, told by its own words": (
        [(PM, 1), (FM, 1), (FM, 2), (PM, 1), (FM, 2), (PM, 1)],
        [("hardened", 1, 2, 2)],
    ),
    "once is not enough": ([(PM, 1), (FM, 1), (FM, 2), (PM, 1), (FM, 1)], []),
    "two voices that come over need one statement each, and the second dates it": (
        [(PM, 1), (FM, 1), (PM, 2), (FM, 2)],
        [("hardened", 1, 3, 2)],
    ),
    "one of three that moves is outvoted": (
        [(PM, 1), (DM, 1), (FM, 1), (FM, 2), (PM, 1), (DM, 1), (FM, 2), (FM, 2), (FM, 2)],
        [],
    ),
    "two of three are not": (
        [(PM, 1), (DM, 1), (FM, 1), (FM, -1), (PM, 1), (DM, -1), (FM, -1)],
        [("reversed", 1, 5, -1)],
    ),
    "a newcomer has to say so three times running": (
        [(PM, 1), (FM, 2), (FM, 2), (FM, 2), (PM, 1), (FM, 2), (PM, 1)],
        [("hardened", 0, 1, 2)],
    ),
    "and is no newcomer any more when somebody has contradicted": (
        [(PM, 1), (FM, 2), (FM, 2), (PM, 1), (FM, 2), (FM, 2), (FM, 2)],
        [],
    ),
    "one decisive statement moves": ([(PM, 1), (FM, 1), (FM, -2, "decisive")], [("reversed", 1, 2, -2)]),
    "after a move the one who stayed moves nothing by staying": (
        [(PM, 1), (FM, 1), (FM, 2), (FM, 2), (PM, 1), (PM, 1), (PM, 1), (PM, 1)],
        [("hardened", 1, 2, 2)],
    ),
    "who went comes back": (
        [(PM, 1), (FM, 1), (FM, 2), (FM, 2), (PM, 1), (FM, 1), (FM, 1)],
        [("hardened", 1, 2, 2), ("softened", 3, 5, 1)],
    ),
    "the voice that began the line is known from the start": (
        [(PM, 1), (PM, 2), (FM, 1), (DM, 2)],
        [("hardened", 2, 3, 2)],
    ),
    "a move settles where everybody stands": (
        [(PM, 2), (FM, 1), (DM, 1), (DM, 2), (DM, 2)],
        [("softened", 0, 2, 1), ("hardened", 2, 3, 2)],
    ),
    "a decisive statement moves the line to its own step": (
        [(PM, 0), (FM, -1, "decisive"), (DM, 1, "decisive")],
        [("hardened", 0, 1, -1), ("reversed", 1, 2, 1)],
    ),
    "at the step the line stands at it moves nothing": ([(PM, 2), (FM, 2, "decisive"), (PM, 2)], []),
    "who always stood on a side is not one of two that come over to it": (
        [(FM, -1), (DM, 2), (FM, -1), (PM, 1)],
        [],
    ),
    "a newcomer is contradicted by who goes further the other way": (
        [(PM, 1), (DM, 0), (PM, 2), (FM, -1)],
        [],
    ),
    "of four voices the three that spoke last are weighed": (
        [(PM, 1), (FM, 2), (DM, 2), (FM, 0), (DM, 2), (PM, 0), (ENVOY, -1)],
        [("hardened", 0, 2, 2)],
    ),
    "and not by who goes further the same way": (
        [(FM, -1), (PM, 1), (FM, -1), (DM, 0), (DM, 0), (PM, 2), (DM, 1)],
        [("reversed", 2, 3, 1)],
    ),
}


def moves_of(evidence):
    return [(m.kind, m.before, m.after, m.score_after) for m in line(evidence=evidence).moves if m.kind != "first"]


@pytest.mark.parametrize(("said", "moves"), STORIES.values(), ids=STORIES.keys())
def test_moves_of_several_voices(said, moves):
    assert moves_of(spoken(*said)) == moves


def test_where_nobody_is_left_to_uphold_it_the_line_goes_to_those_who_are():
    dissent = spoken((PM, 1), (FM, 2), (PM, 1), *[(FM, 2)] * 4, every=240)
    assert moves_of(dissent[:6]) == []
    (move,) = line(evidence=dissent).moves[1:]
    assert (move.rule, move.before, move.after) == ("two statements, none to the contrary in two years", 5, 6)


def test_the_fourth_voice_back_weighs_nothing():
    assert moves_of(spoken((PM, 1), (PM, -1), (DM, 1), (FM, 2), (ENVOY, 0), every=240)) == []


def test_a_voice_is_heard_for_two_years_to_the_day():
    assert moves_of(spoken((PM, 1), (FM, 2), (FM, 2), every=365)) == []
    assert moves_of(spoken((PM, 1), (FM, 2), (FM, 2), every=366)) == [("hardened", 0, 1, 2)]


def test_who_has_said_it_in_vain_moves_nothing_by_saying_it_once_more():
    told = [(0, PM, 1), (1, FM, 1), (2, DM, 1), (100, FM, 2), (800, PM, 1), (810, DM, 2), (820, DM, 2), (900, DM, 2)]
    parts = {100, 810, 820}
    said = [
        replace(evidence, day=START + timedelta(days=day), kind="part" if day in parts else "spoken")
        for evidence, (day, *_) in zip(spoken(*((voice, score) for _, voice, score in told)), told, strict=True)
    ]
    assert moves_of(said) == []
    assert moves_of([e for e in said if e.id != 6]) == [("hardened", 2, 5, 2)]


def test_a_remark_is_taken_back_by_the_voice_that_made_it():
    gaffe = [(PM, 1), (FM, 1), (PM, 1), (FM, -2), (PM, 1)]
    assert moves_of(spoken(*gaffe, every=3)) == []
    assert moves_of(spoken(*gaffe[:4], (FM, 1), every=3)) == [("walked_back", 3, 4, 1)]


def held(*said, until, every=20):
    """As `spoken`, each voice one of the line until the statement numbered in `until`, or for good."""
    ends = {voice: START + timedelta(days=n * every) for voice, n in until.items()}
    return [replace(evidence, until=ends.get(evidence.voice)) for evidence in spoken(*said, every=every)]


CHAIR, CO_CHAIR, NEXT = "chair", "co-chair", "next chair"
HOLDERS = {
    "a successor moves the line of an office at once": (
        ([(CHAIR, 1), (CHAIR, 1), (NEXT, 2), (NEXT, 2)], {CHAIR: 2}),
        [("hardened", 1, 2, 2)],
    ),
    "whose words are weighed beside those of who held it before": (
        ([(CHAIR, 1), (CHAIR, 2), (NEXT, 2)], {CHAIR: 2}),
        [("hardened", 0, 1, 2)],
    ),
    "one who held it together with another does not": (
        ([(CHAIR, 1), (CHAIR, 1), (CO_CHAIR, 2), (CO_CHAIR, 2), (CHAIR, 1), (CO_CHAIR, 2), (CO_CHAIR, 2)], {}),
        [],
    ),
    "on the day a tenure ends it is over": (
        ([(CHAIR, 1), (CO_CHAIR, 2), (CO_CHAIR, 2)], {CHAIR: 1}),
        [("hardened", 0, 1, 2)],
    ),
    "the day before it is not": (
        ([(CHAIR, 1), (CO_CHAIR, 2), (CO_CHAIR, 2)], {CHAIR: 2.05}),
        [],
    ),
    "who stays alone is weighed alone": (
        ([(CHAIR, 1), (CO_CHAIR, 2), (CHAIR, 1), (CO_CHAIR, 2), (CO_CHAIR, 2)], {CHAIR: 4}),
        [("hardened", 2, 3, 2)],
    ),
    "of those who are gone nobody outvotes two who hold it now": (
        ([(CHAIR, 1), (PM, 1), (CO_CHAIR, 1), (CO_CHAIR, 2), (CHAIR, 2)], {PM: 3}),
        [("hardened", 0, 4, 2)],
    ),
    "nor do they outvote one of two who has moved": (
        ([(PM, 1), (DM, 1), (CHAIR, 1), (CO_CHAIR, 1), (CHAIR, 2), (CHAIR, 2)], {PM: 4, DM: 4}),
        [("hardened", 2, 4, 2)],
    ),
    "and all three together do": (
        ([(CHAIR, 1), (PM, 1), (CO_CHAIR, 1), (CO_CHAIR, 2), (PM, 1)], {}),
        [],
    ),
    "words of whom no tenure is known are nobody’s in particular": (
        ([(CHAIR, 1), (CHAIR, 1), (NEXT, 2), (NEXT, 2)], {NEXT: 0}),
        [("hardened", 1, 2, 2)],
    ),
    "and the words after them meet no other voice": (
        ([(NEXT, 1), (CHAIR, 2), (CHAIR, 2)], {NEXT: 0}),
        [("hardened", 0, 1, 2)],
    ),
}


@pytest.mark.parametrize(("told", "moves"), HOLDERS.values(), ids=HOLDERS.keys())
def test_an_office_has_as_many_voices_as_hold_it(told, moves):
    said, until = told
    assert moves_of(held(*said, until=until)) == moves


def test_while_one_voice_has_spoken_alone_another_that_comes_changes_nothing_of_the_past():
    alone = [(PM, 1), (PM, 2), (PM, 1), (PM, 2), (PM, 2)]
    assert moves_of(spoken(*alone)) == moves_of(spoken(*alone, (FM, 1))) == [("hardened", 2, 3, 2)]


voices = st.sampled_from("abcde")
scores = st.sampled_from([-2, -1, 0, 1, 2])
told = st.lists(st.tuples(voices, scores), max_size=30)


@given(st.dictionaries(voices, scores, min_size=2), st.data())
def test_voices_that_never_change_move_the_line_at_most_once_each_and_not_when_they_are_known(stands, data):
    names = data.draw(st.lists(st.sampled_from(sorted(stands)), max_size=40))
    moves = line(evidence=spoken(*((name, stands[name]) for name in names), every=15)).moves[1:]
    assert len(moves) < len(stands)
    assert len({names[move.after] for move in moves}) == len(moves)
    if len(stands) == 2 and pairwise_apart(names):
        assert moves == ()


def pairwise_apart(names):
    """True if the two speak strictly in turn."""
    return all(one != other for one, other in pairwise(names))


@given(told)
def test_every_move_is_told_by_words_on_either_side_of_it(said):
    scores = {n: score for n, (_, score) in enumerate(said)}
    moves = line(evidence=spoken(*said)).moves
    for move in moves[1:]:
        if move.kind != "walked_back":
            assert (scores[move.after] - move.score_before) * (move.score_after - move.score_before) > 0
            assert move.before < move.after


@given(scores, scores, st.lists(st.sampled_from("ab"), max_size=30))
def test_known_voices_in_any_order_move_nothing_however_often_they_say_it(one, other, order):
    known = [("a", one), ("b", other), ("a", one)]
    said = [(voice, one if voice == "a" else other) for voice in order]
    assert moves_of(spoken(*known, *said, every=15)) == []


@given(told)
def test_a_line_of_one_voice_is_that_voices_own(said):
    alone = spoken(*(("a", score) for _, score in said))
    nameless = spoken(*((None, score) for _, score in said))
    assert line(evidence=alone) == line(evidence=nameless)


@given(st.lists(st.lists(scores, min_size=1, max_size=8), max_size=5))
def test_holders_one_after_another_are_one_voice(tenures):
    said = [(str(n), score) for n, scores in enumerate(tenures) for score in scores]
    gone = {str(n): sum(map(len, tenures[: n + 1])) for n in range(len(tenures) - 1)}
    nameless = line(evidence=spoken(*((None, score) for _, score in said)))
    assert line(evidence=held(*said, until=gone)) == nameless


@given(st.dictionaries(voices, scores, min_size=2), told)
def test_the_line_never_stands_where_no_voice_has_spoken(stands, said):
    evidence = spoken(*stands.items(), *said)
    assert {p.score for p in line(evidence=evidence).periods} <= {e.score for e in evidence}
