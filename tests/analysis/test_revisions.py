"""What became of a text between two versions, and of the passages it was quoted for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.test_duplicates import STORY
from tracker.analysis.alignment import tokens
from tracker.analysis.revisions import Comparison, Extent, Fate, extent, left_headline, same_headline

WORDS = "We will keep the ferry line to the islands open through the winter, whatever it costs us"


def span(text, words):
    assert words in text
    return text.index(words), text.index(words) + len(words)


def followed(new, words=WORDS, old=STORY):
    return Comparison(old, new).follow([span(old, words)])


def test_a_span_without_a_word_takes_nothing_from_the_words_beside_it():
    first = span(STORY, WORDS)
    at = STORY.index("\n\n")
    alone, beside = Comparison(STORY, STORY).follow([first]), Comparison(STORY, STORY).follow([first, (at, at + 2)])
    assert beside == alone
    assert alone.fate == Fate.KEPT


@pytest.mark.parametrize(
    ("new", "found"),
    [
        (STORY, Extent.NONE),
        (STORY.replace("\n\n", "\n"), Extent.NONE),
        (STORY.replace("whatever", "Whatever"), Extent.NONE),
        (STORY.replace("1962", "1964"), Extent.EDITED),
        (STORY.replace("“", "").replace("”", ""), Extent.EDITED),
        (STORY.split("\n\nKestria has")[0], Extent.EDITED),
        (f"{STORY}\n\nRead more about ferries here.", Extent.EDITED),
        ("Subscribe to read this story.", Extent.COLLAPSED),
        (f"{STORY[:200]} … To read on, please subscribe.", Extent.COLLAPSED),
        ("", Extent.COLLAPSED),
        ("We value your privacy. Our partners and we store data on your device. " * 12, Extent.REPLACED),
    ],
)
def test_how_far_a_text_changed(new, found):
    assert extent(STORY, new) == found


def test_a_passage_is_kept_where_the_text_around_it_changed():
    place = followed(f"Updated at noon.\n\n{STORY.replace('told reporters', 'said to reporters')}")
    assert (place.fate, place.words, place.near) == (Fate.KEPT, WORDS, True)


def test_a_passage_that_was_moved_is_kept():
    paragraphs = STORY.split("\n\n")
    place = followed("\n\n".join([*paragraphs[2:], paragraphs[1], paragraphs[0]]))
    assert (place.fate, place.words) == (Fate.KEPT, WORDS)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("We will keep", "We may keep", "We may keep the ferry line"),
        ("We will keep", "We shall try to keep", "We shall try to keep the ferry line"),
        ("whatever it costs us", "whatever it costs", "whatever it costs"),
        ("We will keep the", "I keep the", "I keep the ferry"),
    ],
)
def test_a_passage_in_other_words_is_changed_and_shows_them(old, new, words):
    place = followed(STORY.replace(old, new))
    assert place.fate == Fate.CHANGED
    assert words in place.words


def test_a_passage_that_was_cut_is_gone():
    paragraphs = STORY.split("\n\n")
    assert followed("\n\n".join([paragraphs[0], *paragraphs[2:]])).fate == Fate.GONE
    assert followed("Subscribe to read this story.").fate == Fate.GONE


def test_a_passage_in_several_pieces_is_kept_only_if_all_are():
    spans = [span(STORY, WORDS), span(STORY, "The islands can count on us")]
    assert Comparison(STORY, STORY.replace("1962", "1964")).follow(spans).fate == Fate.KEPT
    assert Comparison(STORY, STORY.replace("The islands can", "The isles may")).follow(spans).fate == Fate.CHANGED


def test_who_said_it_is_compared_where_it_stood():
    new = STORY.replace("Ilse Varga told reporters", "Falk Tarn told reporters")
    comparison = Comparison(STORY, new)
    assert not comparison.still(span(STORY, "Ilse Varga"))
    assert comparison.now(span(STORY, "Ilse Varga")) == "Falk Tarn"
    assert comparison.still(span(STORY, "told reporters"))
    assert comparison.still(None)
    assert comparison.moved(span(STORY, "told reporters")) == span(new, "told reporters")


def test_what_was_cut_without_replacement_is_nothing_now():
    assert Comparison("The ferry, she said, sails.", "The ferry sails.").now((10, 19)) == ""


def test_an_added_paragraph_is_marked_from_its_start_to_its_end():
    new = STORY.replace("\n\nThe two governments", "\n\nNo date was set.\n\nThe two governments")
    assert [p.text for p in Comparison(STORY, new).pieces if p.kind != "both"] == ["No date was set."]
    assert [p.text for p in Comparison(new, STORY).pieces if p.kind != "both"] == ["No date was set."]


TEXTS = st.lists(
    st.sampled_from(["ferry ", "sails. ", "“We will” ", "she said\n\n", "not ", "won’t "]), max_size=25
).map("".join)


@given(TEXTS, TEXTS)
def test_the_pieces_are_the_new_text_and_without_the_added_ones_the_old_words(old, new):
    pieces = Comparison(old, new).pieces
    assert "".join(p.text for p in pieces if p.kind != "removed") == new
    left = " ".join(p.text for p in pieces if p.kind != "added")
    assert [t.key for t in tokens(left)] == [t.key for t in tokens(old)]


@given(TEXTS, TEXTS, st.data())
def test_what_is_kept_is_there_in_the_same_words(old, new, data):
    comparison = Comparison(old, new)
    found = tokens(old)
    if not found:
        return
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(found) - 1)] * 2)))
    words, now = [t.key for t in found[first : last + 1]], [t.key for t in tokens(new)]
    place = comparison.follow([(found[first].start, found[last].end)])
    there = any(now[i : i + len(words)] == words for i in range(len(now)))
    assert (place.fate == Fate.KEPT) == there
    if there:
        ((start, end),) = place.spans
        assert [t.key for t in tokens(new[start:end])] == words


@given(TEXTS)
def test_a_text_beside_itself_has_no_change(text):
    assert extent(text, text) == Extent.NONE
    assert all(p.kind == "both" for p in Comparison(text, text).pieces)


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("Varga: ‘We will keep the line’", "Varga vague on the line", True),
        ("Varga: ‘We will keep the line’", "‘We will keep the line’, says Varga", False),
        ("Varga to keep the line", "Varga vague on the line", False),
        ("Varga on her ‘line’", "Varga vague", False),
        ("Tarn: ‘We will sell the line’", "Tarn vague", False),
        ("Varga’s ministers say it’s over", "It is over", False),
    ],
)
def test_a_headline_can_leave_out_what_it_quoted(old, new, left):
    assert left_headline("We will keep the line, whatever it costs us", old, new) == left


def test_capitals_and_marks_make_no_other_headline():
    assert same_headline("Visit At the Harbour", "Visit at the  harbour.")
    assert not same_headline("Visit at the harbour", "Visits at the harbour")
