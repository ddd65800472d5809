"""One item told twice, or two items in one form of words. States, people and their words are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.duplicates import BANDS, compare, may_be_one_item, signature

STORY = """VARNHOLM (Northwire) – The foreign minister of Varania left for talks in Kestria on Thursday, the first visit \
by a member of her government since the border was closed in spring.

“We will keep the ferry line to the islands open through the winter, whatever it costs us,” Ilse Varga told reporters \
at the airport. “The islands can count on us.”

The line has run since 1962 and carries most of what the islanders eat. Its owner said last month that it loses money \
on every crossing between November and March.

Kestria has asked for a toll on every ship that passes the strait. Ms Varga refused to say whether she would agree to \
one, and her ministry has not answered questions about it.

The two governments last met in Sundby two years ago, when talks broke down after a single afternoon."""

READOUT = """The spokesman of the ministry said the following.

Foreign Minister Ilse Varga spoke today with the foreign minister of {state}, {who}. They discussed the long border \
their countries share, the trade in grain, and the need for calm in the strait. The minister thanked {who} for the \
help that {state} gave after the flood of {month}, when {number} houses were lost. They agreed to speak again soon, \
and to meet before the end of the year."""

VISITORS = """In keeping with its promise of openness, the chancellery today published the list of its visitors in \
{month}. This set holds {number} entries, which makes {total} since the practice began. The list leaves out visits \
whose purpose must stay secret, purely private guests of the chancellor, and people whose safety might suffer if their \
visit were known. The full rules can be read on the pages of the chancellery."""


def edited(text, *changes):
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


ONE_ITEM = {
    "to the letter": STORY,
    "another spelling of a name": edited(STORY, ("Varga", "Vargha")),
    "a typing error mended": edited(STORY, ("ferry line", "ferryline")),
    "one figure corrected": edited(STORY, ("1962", "1964")),
    "a credit and a byline put around it": f"By our correspondent\n\n{STORY}\n\nAdditional reporting by Edda Wendt.",
    "a paragraph added inside": edited(
        STORY,
        ("Kestria has asked", "The harbour of Lindhaven was empty on Thursday but for two tugs.\n\nKestria has asked"),
    ),
    "the last paragraphs cut": STORY.split("\n\nKestria has")[0],
    "one word reworded": edited(STORY, ("refused to say", "would not say")),
    "curly marks made straight": edited(STORY, ("“", '"'), ("”", '"')),
}


@pytest.mark.parametrize("text", ONE_ITEM.values(), ids=ONE_ITEM)
def test_an_edited_item_is_the_same_item(text):
    assert compare(STORY, text).kinship.one_item
    assert compare(text, STORY).kinship.one_item


def test_a_text_that_stands_whole_in_one_more_than_twice_its_length_is_a_part_of_it():
    statement = STORY.split("\n\n")[1] + " " + STORY.split("\n\n")[2]
    longer = f"{STORY}\n\n{STORY.replace('a', 'e').replace('o', 'u')}"
    assert compare(statement, longer).kinship == "part"


TWO_ITEMS = {
    "a call with another minister": (
        READOUT.format(state="Kestria", who="Oda Brandt", month="May", number="400"),
        READOUT.format(state="Aurelle", who="Remy Costa", month="June", number="1,200"),
    ),
    "the list of another month": (
        VISITORS.format(month="March", number="1,464", total="2,679"),
        VISITORS.format(month="April", number="1,509", total="4,188"),
    ),
    "the same news in other words": (
        STORY,
        "Varania’s top diplomat has set off for Kestria. Before she boarded, Ilse Varga promised islanders that ships "
        "would go on sailing all winter. “The islands can count on us,” she said. Kestria wants a toll from every ship.",
    ),
    "another story": (
        STORY,
        "A storm tore the roof off the town hall of Lindhaven in the night. Nobody was hurt. " * 3,
    ),
}


@pytest.mark.parametrize(("a", "b"), TWO_ITEMS.values(), ids=TWO_ITEMS)
def test_another_item_in_the_same_form_is_kept_apart(a, b):
    assert not compare(a, b).kinship.one_item
    assert not compare(b, a).kinship.one_item


def test_one_fact_changed_in_a_short_notice_is_told_by_the_titles():
    notice = (
        "The harbour office of Lindhaven will be closed on {}. Ships that need papers may ask at the customs house."
    )
    first, second = notice.format("Monday"), notice.format("Friday")
    assert not compare(first, second).kinship.one_item
    assert not compare(first, second, title_a="Closed on Monday", title_b="Closed on Friday").kinship.one_item


def test_a_new_headline_over_the_same_text_changes_nothing():
    assert compare(STORY, STORY, title_a="Varga off to Kestria", title_b="Talks in Kestria").kinship == "same"


DESK_EDITED = edited(
    STORY,
    ("left for talks in Kestria on Thursday", "set out for Kestria on Thursday"),
    ("Its owner said last month that it loses", "It loses"),
    ("refused to say", "would not say"),
    ("broke down after a single afternoon", "ended within hours"),
)


def test_a_desk_may_rewrite_more_of_a_story_it_credits():
    assert not compare(STORY, DESK_EDITED).kinship.one_item
    assert compare(STORY, DESK_EDITED, one_credit=True).kinship == "same"


@pytest.mark.parametrize(("a", "b"), TWO_ITEMS.values(), ids=TWO_ITEMS)
def test_one_credit_does_not_make_two_items_one(a, b):
    assert not compare(a, b, one_credit=True).kinship.one_item


def test_titles_that_name_other_items_outweigh_a_text_that_hardly_differs():
    first, second = f"{STORY}\n\nWeek 31.", f"{STORY}\n\nWeek 32."
    assert compare(first, second).kinship == "same"
    apart = compare(first, second, title_a="Report of week 31", title_b="Report of week 32")
    assert apart.kinship == "template"


@pytest.mark.parametrize(("a", "b"), [("", ""), ("", STORY), ("Ferry.", "Ferry, ferry."), ("...", "!!!")])
def test_texts_with_hardly_a_word_are_not_kin(a, b):
    assert not compare(a, b).kinship.one_item


def test_short_texts_in_the_same_words_are_the_same():
    assert compare("The ferry sails.", "The  ferry sails!").kinship == "same"


@pytest.mark.parametrize("text", ONE_ITEM.values(), ids=ONE_ITEM)
def test_the_signature_of_an_edited_item_shares_a_band(text):
    assert set(signature(STORY)) & set(signature(text))


def test_unlike_texts_share_no_band():
    assert not set(signature(STORY)) & set(signature(TWO_ITEMS["another story"][1]))


def test_a_signature_has_a_key_of_64_bits_per_band_and_none_without_words():
    keys = signature(STORY)
    assert len(keys) == BANDS
    assert all(-(2**63) <= key < 2**63 for key in keys)
    assert signature(" … ") == ()


def test_signatures_stored_earlier_still_compare():
    """A change of hashing or shape must come with a new version: the stored keys would silently match nothing."""
    assert signature("The ferry sails at noon.")[:2] == (-4204587544631772309, 1476600249200352303)


@pytest.mark.parametrize(("a", "b"), [*((STORY, text) for text in ONE_ITEM.values()), ("Ferry.", "Ferry!")])
def test_an_edited_item_may_be_one_item(a, b):
    assert may_be_one_item(a, b)
    assert may_be_one_item(b, a)


def test_another_story_is_seen_not_to_be_one_item_without_laying_it_beside():
    a, b = TWO_ITEMS["another story"]
    assert not may_be_one_item(a, b)
    assert not may_be_one_item("", STORY)


FEW_WORDS = st.lists(st.sampled_from(["the", "Ferry", "sails", "at", "noon", "on", "Monday"]), max_size=60).map(
    " ".join
)


@given(FEW_WORDS, FEW_WORDS, st.integers(0, 60), st.booleans())
def test_nothing_is_set_aside_that_a_comparison_finds_to_be_one_item(a, other, place, credited):
    """Texts of few words over and over share runs in every order; the one is put inside the other as well."""
    words = other.split()
    for b in (other, " ".join([*words[:place], a, *words[place:]])):
        one_item = compare(a, b, one_credit=credited).kinship.one_item
        assert may_be_one_item(a, b, one_credit=credited) or not one_item
        assert may_be_one_item(b, a, one_credit=credited) or not one_item


@given(st.text(max_size=200), st.text(max_size=200))
def test_kinship_does_not_depend_on_the_order_of_the_texts(a, b):
    one, other = compare(a, b), compare(b, a)
    assert (one.kinship.one_item, round(one.kept, 6)) == (other.kinship.one_item, round(other.kept, 6))
