"""What is remembered of words: found out once, and never of more words than are asked for again."""

from tracker.analysis import remembered
from tracker.analysis.remembered import Remembered


def test_of_a_stream_of_words_those_asked_for_again_are_found_once_and_the_others_do_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(remembered, "_MOST", 100)
    asked = []
    lengths = Remembered(lambda word: asked.append(word) or len(word))
    for number in range(2000):
        assert lengths[f"word{number}"] == len(f"word{number}")
        assert lengths["the"] == 3
        assert len(lengths) + len(lengths._former) <= 200
    assert asked.count("the") == 1
    assert len(asked) == 2001


def test_words_that_no_text_repeats_are_not_kept():
    lengths = Remembered(len)
    assert lengths["x" * 61] == 61
    assert not lengths
