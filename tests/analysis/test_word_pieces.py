"""The pieces of words an encoder knows: what stands alone, what is cut, and what is unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.word_pieces import WordPieces, words_of

KNOWN = ["[CLS]", "[SEP]", "[UNK]", "harbour", "##s", "harb", "re", "##open", "##opens", "s", "!", "é"]
NUMBERS = {piece: number for number, piece in enumerate(KNOWN)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("The Harbour", ["the", "harbour"], id="small letters"),
        pytest.param("Éclair naïve", ["eclair", "naive"], id="no accents"),
        pytest.param("re-open, “now”!", ["re", "-", "open", ",", "“", "now", "”", "!"], id="marks stand alone"),
        pytest.param("$5+1", ["$", "5", "+", "1"], id="signs of ASCII are marks"),
        pytest.param("5€ a", ["5€", "a"], id="signs beyond it are none"),
        pytest.param("in 東京 now", ["in", "東", "京", "now"], id="Chinese characters stand alone"),
        pytest.param("a\tb\nc\u00a0d", ["a", "b", "c", "d"], id="any space parts"),
        pytest.param("a\u200bb\x00c\x1fd", ["abcd"], id="what cannot be seen is dropped"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_words_and_marks(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param("Harbours", ["harbour", "##s"], id="the longest first"),
        pytest.param("reopens", ["re", "##opens"], id="the longest again inside"),
        pytest.param("reopening", ["[UNK]"], id="unknown as a whole"),
        pytest.param("s", ["s"], id="a beginning is no inside"),
        pytest.param("harbour!", ["harbour", "!"], id="a mark of its own"),
        pytest.param("s" * 101, ["[UNK]"], id="too long to be a word"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_pieces(text: str, pieces: list[str]) -> None:
    numbers = WordPieces(NUMBERS, 64)(text)
    assert [KNOWN[number] for number in numbers] == ["[CLS]", *pieces, "[SEP]"]


def test_no_more_pieces_are_taken_than_asked_for() -> None:
    numbers = WordPieces(NUMBERS, 5)("harbours harbours harbours")
    assert [KNOWN[number] for number in numbers] == ["[CLS]", "harbour", "##s", "harbour", "[SEP]"]


@given(st.text(max_size=60))
def test_any_text_has_pieces(text: str) -> None:
    numbers = WordPieces(NUMBERS, 16)(text)
    assert 2 <= len(numbers) <= 16
    assert set(numbers) <= set(NUMBERS.values())
