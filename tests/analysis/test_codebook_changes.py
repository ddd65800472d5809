"""What a change of a codebook is called, and which codes it calls into question."""

from dataclasses import replace

import pytest

from tracker.analysis.codebook_changes import ALL_STEPS, Frozen, change

OLD = Frozen(
    proposition="The ferry should sail.",
    pole_for="Sail",
    pole_against="Stay",
    steps={score: (f"word {score}", (f"an example of {score}", f"another of {score}")) for score in ALL_STEPS},
)


def with_step(score, word=None, anchors=None):
    old_word, old_anchors = OLD.steps[score]
    return replace(OLD, steps={**OLD.steps, score: (word or old_word, anchors or old_anchors)})


CHANGES = {
    "the proposition": (
        replace(OLD, proposition="The ferry should never sail."),
        ("Changed: the proposition.", ALL_STEPS, True),
    ),
    "both poles at once": (
        replace(OLD, pole_for="Go", pole_against="Wait"),
        ("Changed: the words for the poles.", ALL_STEPS, True),
    ),
    "what counts and what does not": (
        replace(OLD, inclusion="Timetables.", exclusion="Fares."),
        ("Changed: what counts and what does not count.", ALL_STEPS, True),
    ),
    "an example of a middle step": (with_step(1, anchors=("new",)), ("Changed: step +1.", {0, 1, 2}, False)),
    "the word of an outer step": (with_step(-2, word="Never"), ("Changed: step −2.", {-2, -1}, False)),
    "the middle": (with_step(0, word="Perhaps"), ("Changed: step 0.", {-1, 0, 1}, False)),
}


@pytest.mark.parametrize(("new", "expected"), CHANGES.values(), ids=CHANGES.keys())
def test_a_change_has_words_and_touches_the_codes_next_to_it(new, expected):
    found = change(old=OLD, new=new)
    assert (found.words, found.steps, found.mentions) == expected


@pytest.mark.parametrize(
    "new",
    [OLD, replace(OLD, notes="Mind the tide."), with_step(1, anchors=("another of 1", "an example of 1"))],
    ids=["nothing", "a note for coders", "the order of examples"],
)
def test_what_no_code_can_rest_on_is_no_change(new):
    assert change(old=OLD, new=new) is None
