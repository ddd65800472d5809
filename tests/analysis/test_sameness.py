"""When two passages report the same words of one occasion."""

import random
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.analysis import sameness
from tracker.analysis.sameness import days_agree, first_same, folded, likeness, marked_words, same_passage, same_words

SPOKEN = "We will keep the ferry running through the winter, whatever the ice on the sound may do to us"
SAME = {
    "to the letter": (SPOKEN, SPOKEN),
    "other marks, case and spacing": (SPOKEN, f"“{SPOKEN.upper()}.”"),
    "a pull-quote is a shorter cut": (SPOKEN, "keep the ferry running through the winter, whatever the ice"),
    "one word changed in print": (SPOKEN, SPOKEN.replace("winter", "Winter months")),
}
DIFFERENT = {
    "a dropped not turns it round": (
        "I will not sign another package of measures against them this year",
        "I will sign another package of measures against them this year",
    ),
    "won't turns it round": ("I won't sign another package this year", "I will sign another package this year"),
    "like formulas on other matters": (
        "We call on all sides to return to the table and end the blockade of the northern port",
        "We call on all sides to return to the table and free the crew of the southern ship",
    ),
    "a common fragment is too short to tell": ("the ferry", SPOKEN),
    "nothing": ("", SPOKEN),
}


@pytest.mark.parametrize(("a", "b"), SAME.values(), ids=SAME.keys())
def test_cuts_and_reprints_of_one_remark_are_the_same(a, b):
    assert same_words(folded(a), folded(b))
    assert same_words(folded(b), folded(a))


@pytest.mark.parametrize(("a", "b"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_other_words_are_not_the_same(a, b):
    assert not same_words(folded(a), folded(b))


def test_of_many_the_first_in_the_same_words_is_found_and_no_text_compared_twice(monkeypatch):
    compared, compare = [], sameness.same_words
    monkeypatch.setattr(sameness, "same_words", lambda *pair: compared.append(pair) or compare(*pair))
    unlike, alike = folded(DIFFERENT["like formulas on other matters"][0]), folded(SAME["one word changed in print"][1])
    assert first_same(folded(SPOKEN), [unlike, unlike, alike, folded(SPOKEN)]) == 2
    assert len(compared) == 2
    assert first_same(folded(SPOKEN), [unlike]) is None


LETTERS = "abcde "
PASSAGES = st.text(LETTERS, min_size=1, max_size=250)


@st.composite
def cuts(draw):
    """A passage, and a text that has a stretch of it with some letters lost, added or changed."""
    whole = draw(PASSAGES)
    start = draw(st.integers(0, len(whole)))
    cut = list(whole[start : start + draw(st.integers(20, 250))])
    for _ in range(draw(st.integers(0, max(1, len(cut) // 8)))):
        place = draw(st.integers(0, len(cut)))
        cut[place : place + draw(st.integers(0, 2))] = draw(st.text(LETTERS, max_size=2))
    return whole, draw(st.sampled_from(["", "de ca "])) + "".join(cut)


@given(cuts())
@example((SPOKEN, "".join(letter for place, letter in enumerate(SPOKEN) if place % 8) + ", as he wrote to them"))
def test_a_comparison_that_is_left_out_could_not_have_found_the_same(pair):
    shorter, longer = sorted(pair, key=len)
    assert sameness._may_hold(shorter, longer) or not sameness._holds(shorter, longer)


def test_of_unlike_remarks_hardly_any_is_searched_stretch_by_stretch(monkeypatch):
    dice, searched = random.Random(7), []
    monkeypatch.setattr(sameness, "_holds", lambda *pair: bool(searched.append(pair)))
    words = folded(SPOKEN + " We call on all sides to return to the table and end the blockade of the northern port")
    remarks = [" ".join(dice.choices(words.split(), k=dice.randint(10, 30))) for _ in range(300)]
    assert not any(same_words(folded(SPOKEN), remark) for remark in remarks)
    assert len(searched) <= 3


def test_of_a_mixed_passage_only_the_marked_words_count():
    assert marked_words("it was “vital” to speak ‘candidly’ about it", "mixed") == "vital candidly"


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        ((date(2024, 10, 16), date(2024, 10, 17)), (date(2024, 10, 16), date(2024, 10, 30)), True),
        ((date(2024, 10, 16), date(2024, 10, 17)), (date(2024, 10, 15), date(2024, 10, 17)), False),
        ((None, date(2024, 10, 17)), (date(2024, 10, 15), date(2024, 10, 17)), True),
        ((None, date(2024, 10, 17)), (None, date(2024, 10, 27)), False),
        ((None, None), (None, date(2024, 10, 27)), False),
    ],
    ids=["one stated day", "two stated days", "one stated, reports near", "reports far apart", "no day at all"],
)
def test_reports_of_one_occasion_lie_close(a, b, agree):
    assert days_agree(a, b) is agree


PROMISE = "We will reopen the harbour, repair both ferries and honour every contract before winter."
LIKENESS = {
    "the same": (PROMISE, 1.0),
    "other forms of the words": ("The harbour will be reopened, ferries repaired and contracts kept by winter.", 6 / 7),
    "three words of five": ("harbour ferries winter coast grain", 0.6),
    "three of six": ("harbour ferries winter coast grain valley", 0.0),
    "two": ("harbour ferries", 0.0),
    "words of three letters tell nothing": ("harbour ferries winter fog ice oar", 1.0),
    "words of four do": ("harbour ferries winter kept gave", 0.6),
    "nor do the commonest": ("harbour ferries winter which would they", 1.0),
    "the first six letters count": ("harbour ferries repairable", 1.0),
    "and not five": ("harbour ferries repaid", 0.0),
    "turned round": (PROMISE.replace("will", "will not"), 0.0),
    "with a not somewhere in a long text": (
        f"{PROMISE} Islanders waited years, neighbours promised nothing, prices doubled twice, and not one crane moved.",
        1.0,
    ),
}


@pytest.mark.parametrize(("other", "expected"), LIKENESS.values(), ids=LIKENESS.keys())
def test_likeness_is_the_share_of_telling_words_two_remarks_have_in_common(other, expected):
    assert likeness(folded(PROMISE), folded(other)) == likeness(folded(other), folded(PROMISE)) == expected


def test_the_same_words_are_alike_though_they_tell_nothing():
    assert likeness("no", "no") == 1.0


@pytest.mark.parametrize(
    ("other", "same"),
    [(PROMISE.replace("winter", "spring"), True), (PROMISE.replace("will", "will not"), False), ("We will.", False)],
    ids=["a word exchanged", "turned round", "another"],
)
def test_a_passage_printed_twice_may_differ_in_a_word_and_not_in_a_not(other, same):
    assert same_passage(PROMISE, other) is same
