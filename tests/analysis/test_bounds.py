"""The words an editor names are found letter for letter, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.bounds import kind_of, locate

TEXT = """The ferry waits. “We will sail at noon, whatever the weather,” the minister said.

“The harbour is ours,” she went on. “It is safe.

“And it will stay safe.”

Critics say the harbour is “not safe” in winter. The harbour is ours, others say.

He called the plan “vital… where it is needed” and the cost the islands’ own.
"""


def words_at(spans):
    return [TEXT[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("We will sail at noon", ["We will sail at noon"]),
        ("We  will\nsail at noon", ["We will sail at noon"]),
        ("“We will sail at noon”", ["We will sail at noon"]),
        ('the harbour is "not safe"', ["the harbour is “not safe”"]),
        ("the islands' own", ["the islands’ own"]),
        ("It is safe. And it will stay safe.", ["It is safe.", "And it will stay safe."]),
        ("We will sail … whatever the weather", ["We will sail", "whatever the weather"]),
        ("We will sail […] whatever the weather", ["We will sail", "whatever the weather"]),
        ("vital… where it is needed", ["vital… where it is needed"]),
        ("whatever the weather … We will sail", []),
        ("We will sail at midnight", []),
        ("we will sail at noon", []),
        ("sail at noo", []),
        ("“”", []),
        ("", []),
    ],
)
def test_words_are_found_however_they_are_broken_and_marked(words, found):
    assert words_at(locate(TEXT, words)) == found


def test_of_words_that_stand_twice_the_nearest_are_meant():
    first, second = (locate(TEXT, "harbour is ours", near=near)[0][0] for near in (0, len(TEXT)))
    assert first < TEXT.index("Critics") < second


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("We will sail at noon, whatever the weather", "direct"),
        ("The harbour is ours", "direct"),
        ("the harbour is “not safe” in winter", "mixed"),
        ("The harbour is ours, others say", "indirect"),
    ],
)
def test_marks_tell_spoken_words_from_reported_ones(words, kind):
    assert kind_of(TEXT, locate(TEXT, words, near=TEXT.index(words))) == kind


@given(st.text(max_size=200), st.text(max_size=40), st.integers(0, 200))
def test_whatever_is_asked_spans_lie_in_the_text_in_order(text, words, near):
    spans = locate(text, words, near=near)
    flat = [offset for span in spans for offset in span]
    assert flat == sorted(flat)
    assert all(0 <= start < end <= len(text) for start, end in spans)
