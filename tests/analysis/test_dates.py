"""When words were said, from the phrase that belongs to the reporting and none that belongs to something else."""

from datetime import date

import pytest

from tracker.analysis.dates import said_on

THURSDAY = date(2024, 10, 17)


def dating(text, speaker="Ms Varga", cue="said", published=THURSDAY):
    """The dating of one sentence whose words are its marked part, or all after the cue."""
    at = text.index(speaker), text.index(speaker) + len(speaker)
    verb = text.index(cue, at[1]) if cue in text[at[1] :] else text.index(cue)
    start = text.index("“") if "“" in text else verb + len(cue)
    end = text.index("”") + 1 if "”" in text else len(text)
    return said_on(
        text,
        published=published,
        sentence=(0, len(text)),
        spans=((start, end),),
        cue=(verb, verb + len(cue)),
        speaker=at,
    )


DAYS = {
    "a weekday after the verb": ("“We will go,” Ms Varga said on Wednesday.", date(2024, 10, 16), "on Wednesday"),
    "a bare weekday, as Americans print it": ("“We will go,” Ms Varga said Tuesday.", date(2024, 10, 15), "Tuesday"),
    "a weekday behind words that follow their verb": (
        "Ms Varga said “we will go” on Wednesday.",
        date(2024, 10, 16),
        "on Wednesday",
    ),
    "the night before, ahead of the verb": ("Ms Varga last night said “we will go”.", date(2024, 10, 16), "last night"),
    "the article's own weekday": ("“We will go,” Ms Varga said on Thursday.", THURSDAY, "on Thursday"),
    "a weekday that is still to come is last week's": (
        "“We will go,” Ms Varga said on Friday.",
        date(2024, 10, 11),
        "on Friday",
    ),
    "last week's weekday": (
        "“We will go,” Ms Varga said on Wednesday last week.",
        date(2024, 10, 9),
        "on Wednesday last week",
    ),
    "an occasion on a weekday": (
        "At the harbour debate on Wednesday, Ms Varga said: “We will go.”",
        date(2024, 10, 16),
        "At the harbour debate on Wednesday",
    ),
    "yesterday": ("“We will go,” Ms Varga said yesterday.", date(2024, 10, 16), "yesterday"),
    "today": ("“We will go,” Ms Varga said this morning.", THURSDAY, "this morning"),
    "between speaker and verb": ("Ms Varga on Monday said “we will go”.", date(2024, 10, 14), "on Monday"),
    "a day and a month": ("“We will go,” Ms Varga said on 3 October.", date(2024, 10, 3), "on 3 October"),
    "a month and a day, with the year": (
        "“We will go,” Ms Varga said on March 4, 2023.",
        date(2023, 3, 4),
        "on March 4, 2023",
    ),
    "a day later in the year was last year's": (
        "“We will go,” Ms Varga said on 24 December.",
        date(2023, 12, 24),
        "on 24 December",
    ),
    "three days ago": ("“We will go,” Ms Varga said three days ago.", date(2024, 10, 14), "three days ago"),
    "an interview published on a day": (
        "In an interview published on Sunday, Ms Varga said: “We will go.”",
        date(2024, 10, 13),
        "In an interview published on Sunday",
    ),
    "speaking before an event is the article's day": (
        "Speaking before travelling to the Isles, Ms Varga said “we will go”.",
        THURSDAY,
        "Speaking before travelling to the Isles",
    ),
}
COARSE = {
    "last month": ("“We will go,” Ms Varga said last month.", date(2024, 9, 1), "month"),
    "a month by name": ("“We will go,” Ms Varga said in March.", date(2024, 3, 1), "month"),
    "a month by name that is to come is last year's": (
        "“We will go,” Ms Varga said in December.",
        date(2023, 12, 1),
        "month",
    ),
    "a month of a year": ("In May 2022, Ms Varga said: “We will go.”", date(2022, 5, 1), "month"),
    "a year": ("In 2021, Ms Varga said: “We will go.”", date(2021, 1, 1), "year"),
    "last year": ("“We will go,” Ms Varga said last year.", date(2023, 1, 1), "year"),
    "two years ago": ("“We will go,” Ms Varga said two years ago.", date(2022, 1, 1), "year"),
    "earlier this week, within one month": (
        "“We will go,” Ms Varga said earlier this week.",
        date(2024, 10, 1),
        "month",
    ),
    "previously": ("Ms Varga previously said “we will go”.", THURSDAY, "before"),
    "who has previously": ("Ms Varga, who has previously said “we will go”, left.", THURSDAY, "before"),
    "once": ("Ms Varga, who once said “we will go”, left.", THURSDAY, "before"),
    "in the past": ("In the past, Ms Varga said “we will go”.", THURSDAY, "before"),
    "when she was something else": (
        "When she was in opposition, Ms Varga said “we will go”.",
        THURSDAY,
        "before",
    ),
}
UNDATED = {
    "a day in a clause about the speaker": "“We will go,” said Ms Varga, who came to Tarn in 2021.",
    "a day in a clause between speaker and verb": "Ms Varga, who came to Tarn in 2021, said “we will go”.",
    "nothing tells": "“We will go,” Ms Varga said.",
    "the trip's day is not the words'": "A trip on Friday comes with “firm plans”, Ms Varga said.",
    "a day inside the words": "Ms Varga said “we will go on Friday”.",
    "a day of the event that is commented on": "The harbour closed on Monday, which Ms Varga said “was wrong”.",
    "ahead of an event": "“We will go,” Ms Varga said ahead of Wednesday.",
    "a day still to come": "“We will go,” Ms Varga said on 3 October 2031.",
    "a day that does not exist": "“We will go,” Ms Varga said on 31 February.",
}


@pytest.mark.parametrize(("text", "day", "basis"), DAYS.values(), ids=DAYS.keys())
def test_a_phrase_of_the_reporting_gives_the_day(text, day, basis):
    found = dating(text)
    assert (found.day, found.precision, found.basis) == (day, "day", basis)
    assert found.basis in text


@pytest.mark.parametrize(("text", "day", "precision"), COARSE.values(), ids=COARSE.keys())
def test_the_precision_is_the_phrases_own(text, day, precision):
    found = dating(text)
    assert (found.day, found.precision) == (day, precision)
    assert found.basis in text


@pytest.mark.parametrize("text", UNDATED.values(), ids=UNDATED.keys())
def test_what_dates_something_else_dates_no_words(text):
    assert dating(text).day is None


def test_an_occasion_without_a_day_is_kept_as_basis():
    found = dating("In a press release ahead of the visit, Ms Varga said: “We will go.”")
    assert (found.day, found.precision) == (None, "unknown")
    assert found.basis == "In a press release ahead of the visit"


def test_a_remark_before_has_no_first_day():
    found = dating("Ms Varga previously said “we will go”.")
    assert (found.earliest, found.latest) == (None, THURSDAY)


def test_without_the_articles_day_only_a_printed_year_dates():
    assert dating("“We will go,” Ms Varga said on Wednesday.", published=None).day is None
    assert dating("“We will go,” Ms Varga said on 4 March 2023.", published=None).day == date(2023, 3, 4)
