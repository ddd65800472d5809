"""Two texts side by side: what is common is equal and in order, and nothing is lost between."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis import alignment
from tracker.analysis.alignment import TOKEN, WORD, Block, common, gaps, keys_of, tokens


def words(text):
    return text.split()


WORDS = st.lists(st.sampled_from(words("the a ferry sails at noon not")), max_size=40)


@given(WORDS, WORDS)
def test_common_stretches_are_equal_words_in_the_order_of_both(a, b):
    blocks = common(a, b)
    assert all(a[x.a0 : x.a1] == b[x.b0 : x.b1] for x in blocks)
    assert all(x.size for x in blocks)
    assert all(x.a1 <= y.a0 and x.b1 <= y.b0 for x, y in pairwise(blocks))


@given(WORDS, WORDS)
def test_common_stretches_and_gaps_together_are_both_texts(a, b):
    blocks = common(a, b)
    pieces = sorted([*blocks, *gaps(blocks, len(a), len(b))], key=lambda p: (p.a0, p.b0, p.a1))
    assert [w for p in pieces for w in a[p.a0 : p.a1]] == a
    assert [w for p in pieces for w in b[p.b0 : p.b1]] == b


@given(st.text(max_size=80), st.sampled_from([WORD, TOKEN]))
def test_keys_alone_are_those_of_the_tokens(text, pattern):
    assert keys_of(text, pattern) == [token.key for token in tokens(text, pattern)]


@given(WORDS)
def test_a_text_beside_itself_is_one_stretch(a):
    assert common(a, a) == ([Block(0, len(a), 0, len(a))] if a else [])


def test_an_inserted_word_is_a_gap_of_nothing_and_that_word():
    a, b = words("the ferry sails at noon"), words("the ferry never sails at noon")
    assert list(gaps(common(a, b), len(a), len(b))) == [Block(2, 2, 2, 3)]


def test_texts_too_large_for_the_table_are_compared_by_their_ends(monkeypatch):
    monkeypatch.setattr(alignment, "MOST_CELLS", 3)
    a, b = words("one two three four five"), words("one 2 drei four five")
    assert common(a, b) == [Block(0, 1, 0, 1), Block(3, 5, 3, 5)]
    a, b = words("one two three four"), words("one 2 two 4 four")
    assert common(a, b) == [Block(0, 1, 0, 1), Block(3, 4, 4, 5)]


def test_tokens_lead_back_to_the_text_and_fold_case_and_apostrophes():
    text = "She won’t pay 1,215 crowns."
    found = tokens(text)
    assert [t.key for t in found] == ["she", "won't", "pay", "1,215", "crowns", "."]
    assert [text[t.start : t.end] for t in found] == ["She", "won’t", "pay", "1,215", "crowns", "."]
