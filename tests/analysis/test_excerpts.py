"""The paragraphs round a quotation: its words marked, the rest as printed, and what stands far off left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.excerpts import LONGEST, about, marked_paragraphs, passage

TEXT = "First.\n\nShe said yes, then no.\n\nThird.\n\nFourth."


def span(words, text=TEXT):
    return [text.index(words), text.index(words) + len(words)]


def drawn(paragraphs):
    """Each paragraph with its marked words in brackets."""
    return ["".join(f"[{p.text}]" if p.marked else p.text for p in paragraph) for paragraph in paragraphs]


def test_the_paragraphs_round_the_words_are_shown():
    spans = [span("yes")]
    assert drawn(passage(TEXT, spans, around=0)) == ["She said [yes], then no."]
    assert drawn(passage(TEXT, spans)) == ["First.", "She said [yes], then no.", "Third."]
    assert drawn(passage(TEXT, spans, around=9)) == ["First.", "She said [yes], then no.", "Third.", "Fourth."]


def test_what_lies_between_two_pieces_is_shown_whole():
    assert drawn(passage(TEXT, [span("First"), span("Third")], around=0)) == [
        "[First].",
        "She said yes, then no.",
        "[Third].",
    ]


def test_pieces_that_overlap_are_marked_once():
    assert drawn(passage(TEXT, [span("said yes"), span("yes, then")], around=0)) == ["She [said yes][, then] no."]


def test_words_outside_the_text_give_nothing():
    assert passage(TEXT, [[500, 510]]) == ()


def test_a_long_paragraph_is_cut_to_what_stands_near_the_words():
    text = "before " * LONGEST + "yes " + "afterwards " * LONGEST
    (cut,) = drawn(passage(text, [span("yes", text)], around=0))
    assert cut.startswith("… before "), "between two words"
    assert "[yes]" in cut
    assert cut.endswith(" afterwards …"), "between two words"
    assert 2 * LONGEST - 20 < len(cut) < 2 * LONGEST + 20


def test_the_words_themselves_are_never_cut():
    words = "word " * LONGEST
    (shown,) = passage(words, [[0, len(words)]], around=0)
    assert [(piece.text, piece.marked) for piece in shown] == [(words, True)]


def test_a_long_neighbour_is_cut_at_its_end():
    text = "yes.\n" + "word " * LONGEST
    assert drawn(passage(text, [[0, 3]]))[1].endswith(" …")
    assert len(drawn(passage(text, [[0, 3]]))[1]) <= LONGEST + 2


spans_in = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted), max_size=4).map(sorted)


@given(st.text("ab \n", max_size=30), spans_in)
def test_every_paragraph_stands_where_it_says_and_is_whole(text, spans):
    for start, paragraph in marked_paragraphs(text, spans):
        shown = "".join(piece.text for piece in paragraph)
        assert all(piece.text for piece in paragraph)
        assert text[start : start + len(shown)] == shown
        assert "\n" not in shown


@given(st.text("ab \n", max_size=30), spans_in)
def test_just_the_words_of_the_spans_are_marked(text, spans):
    marked = set()
    for start, paragraph in marked_paragraphs(text, spans):
        for piece in paragraph:
            if piece.marked:
                marked |= set(range(start, start + len(piece.text)))
            start += len(piece.text)
    assert marked == {i for s, e in spans for i in range(s, min(e, len(text))) if text[i] != "\n"}


SPEECH = (
    "Thank you. The roads need stone. We oppose the dam. It drowns the fields. The harvest was good. Of dams no more."
)


@pytest.mark.parametrize(
    ("phrases", "shown"),
    [
        (["the dam"], "… The roads need stone. We oppose the dam. It drowns the fields. …"),
        (
            ["dam"],
            "… The roads need stone. We oppose the dam. It drowns the fields. The harvest was good. Of dams no more.",
        ),
        (["thank you"], "Thank you. The roads need stone. …"),
        (["a bridge", "harvest"], "… It drowns the fields. The harvest was good. Of dams no more."),
        (["a bridge"], SPEECH),
        ([], SPEECH),
    ],
    ids=["in the middle", "twice", "at the start", "the first that is found", "not found", "no words"],
)
def test_of_a_long_text_what_it_says_of_a_matter_is_shown(phrases, shown):
    assert about(SPEECH, phrases, 60) == shown


def test_a_text_that_is_not_long_is_shown_whole():
    assert about(SPEECH, ["dam"], len(SPEECH)) == SPEECH
