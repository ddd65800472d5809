"""The words that report speech."""

import pytest

from tracker.analysis.cues import CUES


@pytest.mark.parametrize(
    ("word", "lemma", "form"),
    [
        ("said", "say", "past"),
        ("tells", "tell", "present"),
        ("writing", "write", "ing"),
        ("denied", "deny", "past"),
        ("stressed", "stress", "past"),
        ("declaring", "declare", "ing"),
        ("admitted", "admit", "past"),
    ],
)
def test_a_form_is_known_by_its_verb(word: str, lemma: str, form: str) -> None:
    assert (CUES[word].lemma, CUES[word].form) == (lemma, form)


@pytest.mark.parametrize("word", ["states", "tweet", "pledged"])
def test_a_form_that_is_mostly_a_noun_reports_only_words_in_marks(word: str) -> None:
    assert CUES[word].frames == {"marked"}
