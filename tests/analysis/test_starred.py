"""Phrases with stars in a clause: each found where it stands first, however many are looked for at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.starred import places_of

PHRASES = ("lift * sanctions", "sanctions", "keep * ferry", "ferry line", "ferries")


@pytest.mark.parametrize(
    ("clause", "places"),
    [
        ("we will lift the old sanctions", [(0, (2, 6)), (1, (5, 6))]),
        ("lift the gate but one two three keep sanctions", [(1, (8, 9))]),
        ("lift it and lift sanctions", [(0, (0, 5)), (1, (4, 5))]),
        ("the ferry lines of the ferry", [(3, (1, 3)), (4, (1, 2))]),
        ("", []),
    ],
    ids=["a star is some words", "too many words", "the first place", "any spelling", "nothing"],
)
def test_phrases_are_found_in_their_order_with_their_first_places(clause, places):
    assert list(places_of(clause.split(), PHRASES)) == places


WORDS = st.lists(st.sampled_from(["lift", "keep", "sanctions", "ferry", "line", "the"]), max_size=12)


@given(WORDS)
def test_of_many_phrases_the_same_are_found_as_of_each_alone(words):
    alone = [(number, *places) for number, phrase in enumerate(PHRASES) for _, *places in places_of(words, (phrase,))]
    assert list(places_of(words, PHRASES)) == alone
