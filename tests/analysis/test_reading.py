"""Reading a text whole: office and day of each quotation, what is set aside, and that any text can be read."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.varania import REGISTER
from tests.timing import least_seconds
from tracker.analysis.reading import read

DAY = date(2024, 10, 17)


def only(text, **given):
    """The one quotation of the text."""
    arguments = {"published": DAY, "register": REGISTER, "country": "XA"} | given
    found = read(text, **arguments).quotations
    assert len(found) == 1, [q.content for q in found]
    return found[0]


OFFICES = {
    "on the day it was said": ("“We will go,” Ilse Varga said on Wednesday.", "varania-foreign-minister"),
    "the article's day where nothing else is told": ("“We will go,” Ilse Varga said.", "varania-foreign-minister"),
    "before she held it": ("“We will go,” Ilse Varga said in March 2023.", None),
    "in the month it changed hands": ("“We will go,” Ilse Varga said in July.", None),
    "before, on no day that is known": ("Ilse Varga, who previously said “we will go to the north”, left.", None),
    "an earlier holder, long gone": ("“We will go,” Ada Quill said on Wednesday.", None),
    "an earlier holder, then": ("“We will go,” Ada Quill said in 2021.", "varania-foreign-minister"),
    "an institution holds none": ("“We will go,” the Varanian Foreign Ministry said.", None),
}


@pytest.mark.parametrize(("text", "office"), OFFICES.values(), ids=OFFICES.keys())
def test_the_office_is_that_of_the_day_said(text, office):
    assert only(text).office == office


def test_he_added_was_said_on_the_same_day():
    text = "“We will go,” Ilse Varga said on Wednesday. “It is late,” she added."
    found = read(text, published=DAY, register=REGISTER, country="XA").quotations
    assert {q.said_on for q in found} == {date(2024, 10, 16)}
    assert {q.said_on_basis for q in found} == {"on Wednesday"}


def test_a_new_remark_does_not_take_over_the_day_of_the_one_before():
    text = "“We will go,” Ilse Varga said on Wednesday.\n\nOf the ships, she said: “They are old.”"
    found = read(text, published=DAY, register=REGISTER, country="XA").quotations
    assert [q.said_on for q in found] == [date(2024, 10, 16), None]


def test_what_is_only_announced_was_said_on_no_day():
    found = only("Ilse Varga will urge the Isles to open the port on Friday.")
    assert (found.mode, found.said_on) == ("announced", None)


def test_the_title_of_the_article_introduces():
    text = "“We will go,” Ms Quill said."
    assert only(text).official is None
    assert only(text, title="Ada Quill returns to the harbour").official == "ada-quill"


def test_the_sources_country_decides_a_bare_title():
    text = "“We will go,” the foreign minister said."
    assert only(text).official == "ilse-varga"
    assert only(text, country="XB").official == "nils-dremm"
    assert only(text, country=None).official is None


def test_a_date_stamp_stands_in_for_a_missing_day():
    text = "date 2024-10-17\n\n“We will go,” Ilse Varga said on Wednesday."
    assert only(text, published=None).said_on == date(2024, 10, 16)


def test_without_any_day_nothing_is_dated_and_no_office_is_known():
    found = only("“We will go,” Ilse Varga said on Wednesday.", published=None)
    assert (found.official, found.office, found.said_on) == ("ilse-varga", None, None)


def test_another_language_is_set_aside_by_name():
    text = (
        "« Nous ouvrirons le port », a dit Ilse Varga lundi à la presse, qui était venue pour elle et pour les navires."
    )
    reading = read(text, published=DAY, register=REGISTER)
    assert (reading.language, reading.quotations) == ("fr", ())


def test_furniture_yields_nothing():
    text = "Your support helps us to print what Ilse Varga said. Support now\n\n“We will go,” Ilse Varga said."
    reading = read(text, published=DAY, register=REGISTER)
    assert len(reading.furniture) == 1
    assert [q.content for q in reading.quotations] == ["We will go,"]


def test_less_is_sure_of_a_pronoun_than_of_a_name():
    name = only("“We will go,” Ilse Varga said.")
    pronoun = only("Ilse Varga and Edda Crane came to the harbour. “We will go,” she said.")
    assert pronoun.confidence < name.confidence


def test_each_quotation_says_by_which_rules_it_was_found():
    found = only("“We will go,” the foreign minister said.")
    assert found.bounds_rule
    assert "title on that day" in found.speaker_rule


PIECES = st.lists(
    st.sampled_from(
        ["“", "”", '"', "‘", "’", "'", "\n", "\n\n", " ", ". ", ", ", ": ", "said", "he", "Ilse Varga", "Ms Varga", "told", "MS VARGA: ", "Q ", "(Laughter.)", "the Prime Minister", "on Wednesday", "in 2021", "of", "date 2024-10-17", "Sir", "é", "\u2028", "\x00"]
    ),
    max_size=60,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(PIECES, st.text(max_size=400)))
def test_any_text_is_read_and_every_span_holds_its_words(text):
    reading = read(text, published=DAY, register=REGISTER, country="XA", title=text[:50])
    assert reading.text == text
    for quotation in reading.quotations:
        assert quotation.spans
        assert list(quotation.spans) == sorted(quotation.spans)
        assert all(0 <= start < end <= len(text) for start, end in quotation.spans)
        assert not (quotation.official and quotation.candidates)
        assert 0 <= quotation.confidence <= 1
        if quotation.speaker_span:
            assert text[slice(*quotation.speaker_span)] == quotation.speaker_text
    assert all(0 <= start < end <= len(text) for start, end in reading.furniture)


def test_the_same_text_is_read_the_same_way():
    text = "Ilse Varga met Nils Dremm. “We will go,” he said on Monday. The minister said it was late."
    assert read(text, published=DAY, register=REGISTER) == read(text, published=DAY, register=REGISTER)


ENGLISH = "Ilse Varga met Nils Dremm at the harbour and told him that it was late. “We will go,” he said on Monday.\n\n"
ENDLESS = {
    "news": ENGLISH,
    "opening marks": "“",
    "blank lines": "\n \n",
    "titles": "The Prime Minister ",
    "turns": "MS VARGA: No.\n",
    "small words": "of the ",
    "spaces": " ",
    "recalled titles": "“No,” the minister said. ",
}


@pytest.mark.parametrize("piece", ENDLESS.values(), ids=ENDLESS.keys())
def test_eight_times_the_text_costs_at_most_some_eight_times_the_time(piece):
    def seconds(size):
        text = ENGLISH * 5 + piece * (size // len(piece))
        return least_seconds(lambda: read(text, published=DAY, register=REGISTER), runs=2)

    # Quadratic cost would be sixty-four times.
    assert seconds(80_000) < 30 * max(seconds(10_000), 0.01)
