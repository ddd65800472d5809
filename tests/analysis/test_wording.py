"""A position becomes a sentence: never more than the evidence carries."""

from datetime import date

import pytest

from tracker.analysis.wording import Stretch, describe, place

STEPS = {2: "Deepen ties", 1: "Engage", 0: "It depends", -1: "Keep distance", -2: "Cut ties"}


def stretch(*scores, score, start=date(2024, 7, 1), state="standing", office="foreign minister"):
    last = date(2026, 2, 11) if scores else None
    return Stretch(start=start, state=state, score=score, scores=scores, last=last, office=office)


SENTENCES = {
    "one statement has no adverb": (
        [stretch(1, score=1)],
        "Stands at “Engage”, as foreign minister: 1 statement, on 11 February 2026.",
    ),
    "nor has one of the far step": (
        [stretch(-2, score=-2)],
        "Stands at “Cut ties”, as foreign minister: 1 statement, on 11 February 2026.",
    ),
    "two that agree are generally": (
        [stretch(1, 1, score=1)],
        "Generally stands at “Engage”, as foreign minister: 2 statements since July 2024, the last on 11 February 2026.",
    ),
    "three that agree are consistently": (
        [stretch(-1, -2, -1, score=-1)],
        "Consistently stands at “Keep distance”, as foreign minister: "
        "3 statements since July 2024, the last on 11 February 2026.",
    ),
    "the far step is told by its words": (
        [stretch(2, 2, 2, score=2)],
        "Consistently stands at “Deepen ties”, as foreign minister: "
        "3 statements since July 2024, the last on 11 February 2026.",
    ),
    "barely more for than against is on balance": (
        [stretch(1, -1, 1, -1, score=1)],
        "On balance stands at “Engage”, as foreign minister: "
        "4 statements since July 2024, the last on 11 February 2026.",
    ),
    "two of three are generally": (
        [stretch(1, -1, 2, score=1, office=None)],
        "Generally stands at “Engage”: 3 statements since July 2024, the last on 11 February 2026.",
    ),
    "the middle is a side of its own": (
        [stretch(0, 1, 0, -1, score=0, office=None)],
        "On balance stands at “It depends”: 4 statements since July 2024, the last on 11 February 2026.",
    ),
    "nor is it on either side": (
        [stretch(1, 0, score=1, office=None)],
        "On balance stands at “Engage”: 2 statements since July 2024, the last on 11 February 2026.",
    ),
    "no office, no office": (
        [stretch(0, score=0, office=None)],
        "Stands at “It depends”: 1 statement, on 11 February 2026.",
    ),
    "what went before is told": (
        [stretch(-2, -2, -2, score=-2, office="shadow minister", start=date(2021, 1, 1)), stretch(1, 1, score=1)],
        "Generally stands at “Engage”, as foreign minister: 2 statements since July 2024, the last on 11 February 2026. "
        "Before that consistently stood at “Cut ties”, as shadow minister: 3 statements.",
    ),
    "a step that ended in contradiction is told too": (
        [stretch(-1, 1, score=-1, state="mixed", start=date(2021, 1, 1)), stretch(0, score=0, office=None)],
        "Stands at “It depends”: 1 statement, on 11 February 2026. "
        "Before that on balance stood at “Keep distance”, as foreign minister: 2 statements.",
    ),
    "so it is of one who stood on the other side": (
        [stretch(1, 2, 1, score=1), stretch(0, score=0, office=None)],
        "Stands at “It depends”: 1 statement, on 11 February 2026. "
        "Before that consistently stood at “Engage”, as foreign minister: 3 statements.",
    ),
    "contradiction is said": (
        [stretch(1, -1, score=1, state="mixed")],
        "Has said contradictory things (“Engage”, lately “Keep distance”), as foreign minister: "
        "2 statements since July 2024, the last on 11 February 2026.",
    ),
}


@pytest.mark.parametrize(("stretches", "sentence"), SENTENCES.values(), ids=SENTENCES.keys())
def test_the_sentence_says_what_the_evidence_carries(stretches, sentence):
    words = describe(stretches=stretches, step_words=STEPS)
    assert words.sentence == sentence
    assert words.sentence.startswith(words.strength)


def test_there_is_no_headline_without_scoring_evidence():
    words = describe(stretches=[], step_words=STEPS, informing=3)
    assert words.headline is None
    assert "3 statements" in words.sentence


def test_the_headline_names_where_from_and_where_to():
    stretches = [stretch(-2, -2, score=-2, start=date(2021, 1, 1)), stretch(1, 1, score=1)]
    assert describe(stretches=stretches, step_words=STEPS).headline == "From “Cut ties” to “Engage”"
    assert describe(stretches=stretches[1:], step_words=STEPS).headline == "“Engage”"


def test_the_headline_of_a_contradiction_names_both_steps():
    assert describe(stretches=[stretch(1, -2, score=1, state="mixed")], step_words=STEPS).headline == (
        "“Engage”, lately “Cut ties”"
    )


def test_a_move_that_may_not_be_told_is_in_no_words():
    stretches = [stretch(-2, -2, score=-2), stretch(1, 1, score=1)]
    day = stretches[-1].start
    told = describe(stretches=stretches, step_words=STEPS, moves={(day, -2, 1)})
    assert told == describe(stretches=stretches, step_words=STEPS)
    for others in ((), {(day, 1, -2)}, {(day, -1, 1)}, {(date(2021, 3, 4), -2, 1)}):
        assert describe(stretches=stretches, step_words=STEPS, moves=others).headline == "“Engage”"
        assert "before" not in describe(stretches=stretches, step_words=STEPS, moves=others).sentence.casefold()


def test_a_first_position_is_told_without_any_move():
    alone = [stretch(1, 1, score=1)]
    assert describe(stretches=alone, step_words=STEPS, moves=()) == describe(stretches=alone, step_words=STEPS)


def test_two_silent_years_are_said():
    told = [stretch(-2, score=-2, office=None), stretch(1, 1, score=1), stretch(score=None, state="stale")]
    words = describe(stretches=told, step_words=STEPS)
    assert words.headline == "Last stood at “Engage”"
    assert words.sentence == (
        "Has said nothing that counts for two years. Stood at “Engage”, as foreign minister: "
        "2 statements since July 2024, the last on 11 February 2026. Before that stood at “Cut ties”: 1 statement."
    )


def test_of_former_positions_the_latest_at_another_step_is_told():
    told = [stretch(-2, score=-2), stretch(0, score=0, office=None), stretch(1, score=1), stretch(1, score=1)]
    words = describe(stretches=told, step_words=STEPS)
    assert words.headline == "From “It depends” to “Engage”"
    assert words.sentence.endswith("Before that stood at “It depends”: 1 statement.")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (0, "No position: nothing on record."),
        (1, "No position: 1 statement that is reported, undated or a mere mention is shown and moves nothing."),
        (2, "No position: 2 statements that are reported, undated or mere mentions are shown and move nothing."),
    ],
)
def test_what_informs_is_counted(number, sentence):
    assert describe(stretches=[], step_words=STEPS, informing=number).sentence == sentence


def test_what_informs_is_counted_beside_a_position_too():
    words = describe(stretches=[stretch(0, score=0, office=None)], step_words=STEPS, informing=1)
    assert words.sentence == (
        "Stands at “It depends”: 1 statement, on 11 February 2026. "
        "1 statement that is reported, undated or a mere mention is shown and moves nothing."
    )


@pytest.mark.parametrize(
    ("state", "score", "expected"),
    [
        (None, None, (None, "", "No position")),
        ("stale", None, (None, "–", "Nothing that counts for two years")),
        ("stale", 2, (None, "–", "Nothing that counts for two years")),
        ("standing", 1, (1, "+1", "Engage")),
        ("standing", 0, (0, "0", "It depends")),
        ("standing", -2, (-2, "−2", "Decouple")),
        ("mixed", -2, (-2, "−2±", "Decouple, lately contradicted")),
    ],
)
def test_a_place_in_a_list_has_a_sign_and_words(state, score, expected):
    found = place(state, score, {1: "Engage", 0: "It depends", -2: "Decouple"})
    assert (found.score, found.sign, found.words) == expected
