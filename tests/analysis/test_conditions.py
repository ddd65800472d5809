"""Conditions are told from words that only look like one."""

from itertools import pairwise

import pytest

from tracker.analysis.conditions import conditions_in, is_conditional

CONDITIONAL = {
    "if": ("We will lift the ban if the strait is opened.", "if the strait is opened"),
    "if first": ("If the strait is opened, we will lift the ban.", "If the strait is opened"),
    "unless": ("The tariff stays unless Kestria pays.", "unless Kestria pays"),
    "provided that": ("We support the pact, provided that both sides sign.", "provided that both sides sign"),
    "as long as": ("Aid goes on as long as the war lasts.", "as long as the war lasts"),
    "only when": ("We will talk only when the guns are silent.", "only when the guns are silent"),
    "only if": ("It can join only if it reforms.", "only if it reforms"),
    "on condition": ("She backed it on condition that it is reversible.", "on condition that it is reversible"),
    "until": ("No talks until the prisoners are home.", "until the prisoners are home"),
    "not before": ("We would sign, but not before the vote.", "but not before the vote"),
    "in return for": ("We will open the port in return for guarantees.", "in return for guarantees"),
    "subject to": ("The deal stands, subject to review.", "subject to review"),
    "depends on": ("Our support depends on their conduct.", "depends on their conduct"),
    "should they": ("Should they refuse, we will act.", "Should they refuse"),
    "a clause with commas": (
        "We will talk if the guns, all of them, are silent.",
        "if the guns, all of them, are silent",
    ),
    "a condition in a condition": ("We will sign if they pay as long as it lasts.", "if they pay as long as it lasts"),
    "one before what is undertaken, after a mark": ("“ If they pay, we will sign.", "If they pay"),
    "and if": ("We wait, and if they pay we sign.", "if they pay we sign"),
}
PLAIN = {
    "as if": "He spoke as if the war were over.",
    "even if": "We will help even if it costs us.",
    "if anything": "The case is, if anything, stronger.",
    "what if": "Everyone asks what if they come.",
    "asked if": "She was asked if she would go.",
    "if not": "It is a serious, if not grave, matter.",
    "if I may": "Let me add, if I may, a word of thanks.",
    "if necessary": "We will defend the strait, if necessary alone.",
    "until a date": "The treaty is in force until 2030.",
    "until now": "Until now we have waited.",
    "until a date, whatever is undertaken": "We will stay until 2030.",
    "what is willed in the clause alone": "There is a table if they will come.",
    "and where it comes first": "If they will come, there is a table.",
    "provided as a verb": "We provided aid to Solmere.",
    "a word that holds it": "The gift was significant.",
    "a remark on how things are": "If we leave, there is no table to put it on.",
    "a measure of time": "We have waited as long as you have, and will wait.",
    "what would surprise": "I should be surprised if my successor did otherwise.",
    "relying on somebody": "We depend on the League for too much and should depend on it for less.",
    "if it is needed": "There will be a fourth round if it is needed.",
    "what another cannot do": "If he cannot arm us without Aurelle, he cannot arm us against it.",
    "no condition": "We support the pact.",
}


@pytest.mark.parametrize(("text", "words"), CONDITIONAL.values(), ids=CONDITIONAL.keys())
def test_a_condition_is_found_with_its_clause(text, words):
    assert [text[start:end].rstrip(",") for start, end in conditions_in(text)] == [words]


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN.keys())
def test_words_that_only_look_like_one_set_none(text):
    assert conditions_in(text) == ()


def test_a_condition_in_a_sentence_about_something_else_does_not_count():
    text = "We support the pact. If it rains, the ceremony will be indoors."
    assert is_conditional(text)
    assert not is_conditional(text, about=["pact"])
    assert is_conditional(text, about=["ceremony"])


def test_one_of_two_sentences_about_it_is_enough():
    assert is_conditional("We back the pact. The pact stands only if they sign.", about=["Pact"])


def test_words_without_a_condition_hold():
    assert not is_conditional("We support the pact, and Solmere pays.")


def test_all_is_read_where_no_sentence_names_the_subject():
    assert is_conditional("If they pay, we will.", about=["pact"])


def test_conditions_do_not_overlap_and_stay_inside_the_text():
    text = "If they pay, and only if they pay, we will sign unless they cheat."
    spans = conditions_in(text)
    assert len(spans) >= 2
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
