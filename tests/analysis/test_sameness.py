"""When two passages report the same words of one occasion."""

from datetime import date

import pytest

from tracker.analysis.sameness import days_agree, folded, marked_words, same_words

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
