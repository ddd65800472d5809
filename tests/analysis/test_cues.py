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


@pytest.mark.parametrize("word", ["states", "tweet", "estimates"])
def test_a_form_that_is_mostly_a_noun_reports_no_bare_clause(word: str) -> None:
    assert "clause" not in CUES[word].frames
    assert {"marked", "that"} <= CUES[word].frames
