"""Two statements compared: what is marked, and that no word is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.wording_diff import compare


def marked(pieces):
    return [piece.text for piece in pieces if piece.marked]


def joined(pieces):
    return "".join(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("before", "after", "removed", "added"),
    [
        ("We oppose the treaty.", "We support the treaty.", ["oppose"], ["support"]),
        ("We will never sign the treaty.", "We will sign the treaty.", ["never"], []),
        ("Ships stay in port.", "Ships stay in port until May.", [], ["until May"]),
        ("The same words", "the SAME words!", [], []),
        ("We won’t sign it today.", "We will sign it today.", ["won’t"], ["will"]),
        ("We sail at dawn.", "We sail when told.", ["at dawn"], ["when told"]),
        ("We sail at dawn today.", "We sail when told.", [], []),
        ("We shall not sign the treaty.", "We would never sign the treaty.", ["shall not"], ["would never"]),
    ],
    ids=[
        "replaced",
        "removed",
        "added",
        "case and marks aside",
        "contraction is one word",
        "half",
        "less than half",
        "two words, one mark",
    ],
)
def test_differing_words_of_like_texts_are_marked(before, after, removed, added):
    pair = compare(before, after)
    assert marked(pair.before) == removed
    assert marked(pair.after) == added


def test_unlike_texts_are_marked_where_they_rest_on_other_words():
    before, after = "No deal with them, ever; it is a crime.", "Engagement is pragmatic and necessary."
    pair = compare(before, after, evidence_before=["a crime"], evidence_after=["pragmatic and necessary"])
    assert marked(pair.before) == ["a crime"]
    assert marked(pair.after) == ["pragmatic and necessary"]


@pytest.mark.parametrize(
    ("evidence_before", "evidence_after"),
    [(["crime"], []), ([], ["necessary"]), (["the deal"], ["The Deal"]), (["", "  "], ["nowhere"])],
    ids=["one side only", "other side only", "the subject of both", "phrases that are not there"],
)
def test_unlike_texts_are_left_alone_without_words_on_both_sides(evidence_before, evidence_after):
    pair = compare(
        "Signing the deal is a crime and will stay one.",
        "Engagement over the deal seems necessary to me.",
        evidence_before=evidence_before,
        evidence_after=evidence_after,
    )
    assert marked(pair.before) == marked(pair.after) == []


def test_phrases_are_marked_as_whole_words_only():
    pair = compare("Harmony prevails here always.", "We arm them.", evidence_before=["here"], evidence_after=["arm"])
    assert marked(pair.after) == ["arm"]
    swapped = compare("We disarm them.", "Nothing of that sort.", evidence_before=["arm"], evidence_after=["Nothing"])
    assert marked(swapped.before) == []


@given(st.text(max_size=60), st.text(max_size=60), st.lists(st.text(max_size=8), max_size=3))
def test_no_character_is_lost_or_added(before, after, phrases):
    pair = compare(before, after, evidence_before=phrases, evidence_after=[*phrases[::-1], "a"])
    assert joined(pair.before) == before
    assert joined(pair.after) == after
