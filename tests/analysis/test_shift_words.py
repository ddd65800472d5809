"""A shift in one sentence."""

import pytest

from tracker.analysis.moves import MoveKind
from tracker.analysis.shift_words import headline, two_voices

SENTENCES = {
    "reversed": "Alma Quill reverses: from “Hold off” to “Welcome”",
    "hardened": "Alma Quill hardens: from “Hold off” to “Welcome”",
    "softened": "Alma Quill softens: from “Hold off” to “Welcome”",
    "walked_back": "Alma Quill walks back: from “Hold off” to “Welcome”",
    "made_conditional": "Alma Quill puts a condition on “Welcome”",
    "condition_dropped": "Alma Quill drops the condition on “Welcome”",
    "clause_dropped": "Alma Quill drops words from a standing sentence, from “Hold off” to “Welcome”",
}


@pytest.mark.parametrize(("kind", "sentence"), SENTENCES.items())
def test_each_kind_of_shift_has_its_sentence(kind, sentence):
    assert headline(name="Alma Quill", kind=kind, before="Hold off", after="Welcome") == sentence


def test_no_kind_is_without_words():
    assert {*SENTENCES, "first"} == set(MoveKind.__args__)
    assert headline(name="Alma Quill", kind="first", before=None, after="Welcome") == (
        "Alma Quill takes a position: “Welcome”"
    )


def test_what_a_spokesperson_took_back_says_so():
    said = headline(name="Alma Quill", kind="walked_back", before="a", after="b", by_spokesperson=True)
    assert said.startswith("Alma Quill is walked back by a spokesperson")


def test_words_dropped_at_the_same_step_claim_no_move():
    assert headline(name="Alma Quill", kind="clause_dropped", before="a", after="a").endswith("standing sentence")


def test_a_split_names_both_steps_and_begins_as_a_sentence_does():
    said = two_voices(name="the Meridian Union", before="Restrict", after="Open")
    assert said == "The Meridian Union with two voices: “Restrict” and “Open”"


def test_a_headline_begins_as_a_sentence_does():
    said = headline(name="the Meridian Union", kind="hardened", before="Open", after="Restrict")
    assert said == "The Meridian Union hardens: from “Open” to “Restrict”"
