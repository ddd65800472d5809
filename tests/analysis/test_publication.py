"""When an article was published: what is believed, what is not, and why."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.publication import Candidate, Origin, Verdict, day_in_address, day_in_head, judge

NOW = datetime(2024, 10, 18, 12, tzinfo=UTC)
NEW_YORK = ZoneInfo("America/New_York")
DAY = date(2024, 10, 17)


def judged(*candidates, zone=None):
    return judge(candidates, zone=zone, now=NOW)


def test_the_most_trusted_statement_is_chosen_and_the_others_say_why_not():
    found = judged(
        Candidate(Origin.ADDRESS, day=date(2024, 10, 15)),
        Candidate(Origin.FEED, moment=datetime(2024, 10, 17, 9, tzinfo=UTC)),
        Candidate(Origin.PAGE, day=DAY),
    )
    assert (found.day, found.moment) == (DAY, datetime(2024, 10, 17, 9, tzinfo=UTC))
    assert [(j.origin, j.verdict) for j in found.judged] == [
        ("feed", Verdict.CHOSEN),
        ("page", Verdict.OUTRANKED),
        ("address", Verdict.OUTRANKED),
    ]
    assert found.judged[1].why == "agrees with the feed"
    assert found.judged[2].why == "less trusted than the feed, 2 days apart"


def test_what_the_editor_states_outranks_everything():
    found = judged(
        Candidate(Origin.MOMENT, moment=datetime(2024, 10, 17, 9, tzinfo=UTC)),
        Candidate(Origin.EDITOR, day=date(2024, 10, 1)),
    )
    assert (found.day, found.moment) == (date(2024, 10, 1), None)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(1970, 1, 1), "without a date"),
        (date(1969, 12, 31), "without a date"),
        (date(1989, 12, 31), "before 1990"),
        (date(1, 1, 1), "before 1990"),
        (date(2024, 10, 21), "in the future"),
        (date(9999, 12, 31), "in the future"),
    ],
)
@pytest.mark.parametrize("as_moment", [True, False], ids=["moment", "day"])
def test_a_day_no_article_can_be_from_is_refused_with_the_reason(day, why, as_moment):
    moment = datetime(day.year, day.month, day.day, 12)
    stated = Candidate(Origin.FEED, moment=moment) if as_moment else Candidate(Origin.FEED, day=day)
    found = judged(stated, Candidate(Origin.ADDRESS, day=DAY))
    assert found.judged[0].verdict == Verdict.REFUSED
    assert why in found.judged[0].why
    assert found.day == DAY


def test_a_moment_of_tomorrow_is_refused_where_it_is_tomorrow_nowhere():
    late = judged(Candidate(Origin.FEED, moment=datetime(2024, 10, 19, 20, tzinfo=UTC)))
    assert (late.day, late.judged[0].why) == (None, "is in the future")
    assert judged(Candidate(Origin.FEED, moment=datetime(2024, 10, 19, 13, tzinfo=UTC))).day == date(2024, 10, 19)


@pytest.mark.parametrize("moment", [datetime(1, 1, 1, 0, 30), datetime(9999, 12, 31, 23, 30)])
@pytest.mark.parametrize("hours", [-9, 9])
def test_the_ends_of_the_calendar_are_refused_in_words(moment, hours):
    stated = Candidate(Origin.FEED, moment=moment.replace(tzinfo=timezone(timedelta(hours=hours))))
    assert judged(stated, zone=NEW_YORK).judged[0].verdict == Verdict.REFUSED


def test_an_article_that_nothing_dates_has_no_date():
    assert judged() == judge([], zone=NEW_YORK, now=NOW)
    assert judged().day is None
    assert judged(Candidate(Origin.FEED, day=date(1970, 1, 1))).day is None
    assert judged(Candidate(Origin.FEED)).judged == ()


def test_a_moment_is_a_day_where_the_source_publishes():
    late = Candidate(Origin.MOMENT, moment=datetime(2024, 10, 17, 2, tzinfo=UTC))
    assert judged(late, zone=NEW_YORK).day == date(2024, 10, 16)
    assert "America/New_York" in judged(late, zone=NEW_YORK).judged[0].why
    assert judged(late).day == DAY


def test_a_time_without_a_zone_is_a_time_where_the_source_publishes():
    bare = Candidate(Origin.FEED, moment=datetime(2024, 10, 16, 23, 30))
    assert judged(bare, zone=NEW_YORK).moment == datetime(2024, 10, 17, 3, 30, tzinfo=UTC)
    assert judged(bare, zone=NEW_YORK).day == date(2024, 10, 16)
    assert judged(bare).moment == datetime(2024, 10, 16, 23, 30, tzinfo=UTC)


def test_a_day_takes_its_time_from_another_statement_of_that_day():
    found = judged(
        Candidate(Origin.EDITOR, day=DAY), Candidate(Origin.FEED, moment=datetime(2024, 10, 17, 9, tzinfo=UTC))
    )
    assert (found.day, found.moment) == (DAY, datetime(2024, 10, 17, 9, tzinfo=UTC))


@given(st.datetimes(timezones=st.just(timezone(timedelta(hours=14)))), st.dates())
def test_no_date_of_any_calendar_day_breaks_the_judgement(moment, day):
    found = judged(Candidate(Origin.FEED, moment=moment), Candidate(Origin.PAGE, day=day), zone=NEW_YORK)
    assert len(found.judged) == 2
    assert sum(j.verdict == Verdict.CHOSEN for j in found.judged) == (found.day is not None)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://courier.example/2024/10/17/ferry", DAY),
        ("https://courier.example/news/2024-10-17-ferry.html", DAY),
        ("https://courier.example/20241017-ferry", DAY),
        ("https://courier.example/2024/10/ferry", None),
        ("https://courier.example/2024/02/30/ferry", None),
        ("https://courier.example/ferry?on=/2024/10/17/", None),
        ("https://courier.example/id-120241017/", None),
    ],
)
def test_the_day_in_an_address(url, day):
    assert day_in_address(url) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Lindhaven, 17 October 2024 – The ferry sails.", DAY),
        ("October 17th, 2024\nThe ferry sails.", DAY),
        ("Oct. 17, 2024. The ferry sails.", DAY),
        ("2024-10-17 The ferry sails.", DAY),
        ("The ferry has sailed since 17 October 2024, and did on 1 May 2023.", None),
        ("31 February 2024", None),
        ("x" * 500 + " 17 October 2024", None),
        ("May 2024 was dry.", None),
    ],
)
def test_the_day_in_the_first_lines_of_a_text(text, day):
    assert day_in_head(text) == day
