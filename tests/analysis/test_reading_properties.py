"""What holds of the reading of any text at all: its spans are true to the text, it reads the same twice, and nobody can
write a text that costs out of proportion to its length.
"""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.analysis.varania import REGISTER
from tests.timing import least_seconds
from tracker.analysis.reading import read

DAY = date(2024, 10, 17)
# English enough to be read, whatever stands behind it.
ENGLISH = "The minister said that the plan was good, and it would be for them to say what they would have of it. "
# What the rules look for, to be met in any order.
PIECES = (
    "said", "Ilse Varga", "Ms Varga", "he", "who", "that", "told", "according to", "in the words of", "asked", "the",
    "minister", "spokeswoman for", "called", "as", "and", "to", "declined", "on Wednesday", "in 2021", "adding",
    "“", "”", "‘", "’", '"', "'", "«", "»", "„", "''", "``", ",", ".", ":", ";", "?", "…", "—", "-", "(", ")", "[",
    "\n", "\n\n", "\r\n", "\t", "\xa0", "MR PRICE:", "Q", "LONDON (AP) —", "U.S.", "A.", "@ada", "#", "£5", "\u0301",
    "Advertisement", "sign up for", "Getty Images", "2021-01-01", "ª", "ﬁ", "İ", "ß", "\u200d", "\u2028", "😀", "漢",
)  # fmt: skip

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)
pieces = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)
joined_pieces = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
repeated = st.builds(lambda piece, n: piece * n, st.sampled_from(PIECES), st.integers(1, 200))
texts = st.one_of(any_text, pieces, joined_pieces, repeated)


def reading(text):
    return read(text, published=DAY, register=REGISTER, country="XA")


def assert_true_to(text, quotation):
    assert quotation.spans
    assert all(0 <= start < end <= len(text) for start, end in quotation.spans)
    assert all(before[1] <= after[0] for before, after in pairwise(quotation.spans)), "pieces in order, none twice"
    assert quotation.content == " ".join(text[start:end] for start, end in quotation.spans)
    for span, printed in (
        (quotation.cue_span, quotation.cue),
        (quotation.speaker_span, quotation.speaker_text),
    ):
        assert (span is None) == (printed is None)
        if span is not None:
            assert 0 <= span[0] < span[1] <= len(text)
            assert text[span[0] : span[1]] == printed
    assert 0 <= quotation.confidence <= 1
    assert quotation.bounds_rule
    assert quotation.official is None or quotation.official in REGISTER.official_by_slug


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, st.booleans())
@example("“" * 300, True)
@example("“ ‘ " * 200, True)
@example("“a” " * 200, True)
@example("x" * 5000, True)
@example("Cafe\u0301 said “cafe\u0301”.", True)
@example("", False)
def test_every_quotation_is_true_to_its_text(text, is_english):
    text = ENGLISH * 8 + text if is_english else text
    found = reading(text)
    for quotation in found.quotations:
        assert_true_to(text, quotation)
    assert [q.spans for q in found.quotations] == sorted(q.spans for q in found.quotations), "in text order"
    assert all(0 <= start < end <= len(text) for start, end in found.furniture)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pieces)
def test_a_text_reads_the_same_twice(text):
    assert reading(ENGLISH * 8 + text) == reading(ENGLISH * 8 + text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pieces)
def test_what_was_read_between_changes_nothing(text):
    """What is remembered of words is never of the text they stood in."""
    before = reading(ENGLISH * 8 + "“We will go,” Ms Varga said on Wednesday.")
    reading(ENGLISH * 8 + text)
    assert reading(ENGLISH * 8 + "“We will go,” Ms Varga said on Wednesday.") == before


HOSTILE = {
    "a verb of saying again and again": "said ",
    "subjects and verbs": "he said that ",
    "brackets": "( ( (",
    "initials": "A. A. A. ",
    "opening marks alone": "“",
    "opening marks with a word": "“a ",
    "opening marks of two kinds": "“ ‘ “ ‘ ",
    "marks of every kind": "“a ” \" b ' ’ c « » „ ",
    "apostrophes": "'a ’s ",
    "one line without a space": "x",
    "one line in capitals": "X",
    "accents without letters": "\u0301",
    "hyphens": "-a",
    "full stops": ". . . ",
    "white space": " ",
    "line breaks": "\n",
    "short paragraphs": "Yes.\n\n",
    "marked paragraphs": "“Yes, we will go there now and then.”\n\n",
    "paragraphs with a mark left open": "“a\n\n",
    "two openings, two paragraphs": "“a\n\n“b\n\n",
    "a mark lost": '"a, b\n\n',
    "marks that end in a colon": "“Yes, there we go”:\n\n",
    "title words": "president ",
    "names": "Zed Qork ",
    "names and commas": "Ada Quill, Bruno Quill, ",
    "ministers": "the minister said. ",
    "ministries": "the ministry said so, it said. ",
    "spokespeople": "his spokeswoman said. ",
    "sources": "according to ",
    "days": "on Monday ",
    "labels": "QUESTION: a\nMR PRICE: b\n",
    "a label and white space": "MR PRICE: b" + " " * 400 + "\n",
    "stage directions": "MR PRICE: (laughter (",
    "furniture": "Advertisement\n\nHe said so.\n\n",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_doubling_a_text_at_most_triples_its_cost(piece):
    def cost(length):
        text = ENGLISH * 40 + piece * (length // len(piece))
        return least_seconds(lambda: reading(text), runs=2)

    # Doubled twice, since what grows too fast shows the better the further it grows. A twentieth of a second is allowed
    # for, so that the cheapest families do not measure the machine's noise.
    assert cost(80_000) < 9 * cost(20_000) + 0.05
