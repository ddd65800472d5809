"""Long unchanged stretches of a comparison are folded, and nothing of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.folding import LEFT_OUT, stretches
from tracker.analysis.revisions import Comparison, Piece


def shape(pieces):
    return [(stretch.folded, len(stretch.paragraphs)) for stretch in stretches(pieces)]


@pytest.mark.parametrize("unchanged", [1, LEFT_OUT, LEFT_OUT + 1])
def test_long_unchanged_stretches_are_folded_and_short_ones_are_not(unchanged):
    lines = [f"line {n} stays" for n in range(unchanged)]
    old, new = "\n".join([*lines, "it ends so"]), "\n".join([*lines, "it ends otherwise"])
    assert shape(Comparison(old, new).pieces) == [(unchanged > LEFT_OUT, unchanged), (False, 1)]


def test_a_paragraph_with_one_added_word_is_a_changed_one():
    assert shape([Piece("one two\nthree ", "both"), Piece("four", "added")]) == [(False, 1), (False, 1)]


def test_changed_paragraphs_are_never_folded():
    assert shape([Piece("\n".join("abcdef"), "added")]) == [(False, 6)]


def test_empty_lines_are_no_paragraphs():
    assert shape([Piece("\n\n one\n  \n", "both")]) == [(False, 1)]


def test_blanks_between_words_are_kept():
    pieces = [Piece("taken", "removed"), Piece(" ", "both"), Piece("put in", "added"), Piece("\n ", "both")]
    (stretch,) = stretches(pieces)
    assert [piece.text for paragraph in stretch.paragraphs for piece in paragraph] == ["taken", " ", "put in"]


@given(st.lists(st.builds(Piece, st.text("ab \n"), st.sampled_from(["both", "removed", "added"]))))
def test_no_word_is_lost(pieces):
    shown = "".join(p.text for s in stretches(pieces) for paragraph in s.paragraphs for p in paragraph)
    assert "".join(shown.split()) == "".join("".join(piece.text for piece in pieces).split())
