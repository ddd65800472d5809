"""Which of a topic's terms name it in words that an editor filed under it."""

import pytest

from tracker.analysis.codebook import MOST_NAMING, Term, naming

TERMS = (
    Term("toll", 0.4),
    Term("strait", 0.9, ("Ketter",)),
    Term("Strait of Ketter"),
    Term("ORDA", 0.8),
    Term("ferry line", 0.6),
)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("A toll in the Strait of Ketter.", ("Strait of Ketter", "strait", "toll")),
        ("A toll in the strait.", ("toll", "strait")),
        ("The Straits stay open.", ("strait",)),
        ("Orda has a mill.", ()),
        ("ORDA has a plan.", ("ORDA",)),
        ("", ()),
    ],
    ids=["the weightiest first", "without its needed word last", "plural", "capitals", "in capitals", "no words"],
)
def test_the_terms_that_stand_in_the_words_name_the_topic(text, phrases):
    assert naming(TERMS, text) == phrases


def test_terms_that_fold_to_the_same_words_both_name_it():
    assert naming([Term("ferry lines"), Term("ferry line", 0.5)], "The ferry line.") == ("ferry lines", "ferry line")


def test_no_more_words_are_kept_than_a_suggestion_has():
    terms = [Term(f"dam {number}") for number in range(MOST_NAMING + 1)]
    assert len(naming(terms, " ".join(term.phrase for term in terms))) == MOST_NAMING
