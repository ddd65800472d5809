"""What the speakers of an article are known to have said: found by words and day, at a cost that no crowd raises."""

import random
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import ArticleFactory, ArticleVersionFactory, OfficialFactory, QuotationFactory, StatementFactory
from tests.plans import counted_rows
from tracker.analysis import sameness
from tracker.models import Check
from tracker.pipeline import remarks as remarks_of
from tracker.pipeline.remarks import Remarks

pytestmark = pytest.mark.django_db

DAY = date(2024, 10, 17)
WORDS = "We will keep the ferry line to the islands open through the winter, whatever it costs us"
OTHERS = "call on all sides return table end blockade northern port fleet nets harbour letter grain treaty sound ice"


@pytest.fixture
def varga():
    return OfficialFactory(slug="ilse-varga", name="Ilse Varga")


def said(official, words, *, statement=None, day=DAY, kind="direct", **given):
    """A passage of an article of its own, filed if it has a statement."""
    version = ArticleVersionFactory(text=words, article=ArticleFactory(published_on=day))
    given = {"kind": kind, "content": words, "said_on_precision": "unknown", "said_on": None} | given
    return QuotationFactory(version=version, official=official, statement=statement, **given)


def filed(official, words, *, day=DAY, state=Check.SUGGESTED, **given):
    statement = StatementFactory(
        official=official, text=words, reported_on=day, said_on=None, said_on_precision="unknown", state=state
    )
    said(official, words, statement=statement, day=day, **given)
    return statement


def found(passage, *, day=DAY):
    return Remarks([passage], day).statement_of(passage)


def test_the_first_of_several_in_the_same_words_is_taken(varga):
    first = filed(varga, WORDS + ".")
    filed(varga, WORDS)
    assert found(said(varga, WORDS)) == first


def test_others_words_reported_words_rejected_ones_and_those_of_other_weeks_are_not_taken(varga):
    filed(OfficialFactory(), WORDS)
    filed(varga, WORDS, kind="indirect")
    filed(varga, WORDS, state=Check.REJECTED)
    filed(varga, WORDS, day=DAY + timedelta(days=5))
    assert found(said(varga, WORDS)) is None
    assert found(said(varga, WORDS), day=None) is None


def test_marks_inside_of_what_is_only_reported_are_no_remark(varga):
    filed(varga, f"that “{WORDS}”", kind="indirect")
    assert found(said(varga, WORDS)) is None


def test_passages_of_nobody_known_take_no_place_among_the_newest(varga, monkeypatch):
    monkeypatch.setattr(remarks_of, "MOST_KNOWN", 1)
    known = filed(varga, WORDS)
    filed(None, OTHERS)
    assert found(said(varga, WORDS)) == known


def test_words_of_years_ago_are_looked_for_around_their_own_day(varga):
    then = date(2019, 3, 1)
    old = filed(varga, WORDS, day=then)
    new = filed(varga, OTHERS)
    passages = [said(varga, WORDS, said_on=then, said_on_precision="day"), said(varga, OTHERS)]
    remarks = Remarks(passages, DAY)
    assert [remarks.statement_of(passage) for passage in passages] == [old, new]


def test_what_the_article_itself_said_before_is_known(varga):
    passage, again = said(varga, WORDS), said(varga, WORDS)
    remarks = Remarks([passage, again], DAY)
    assert remarks.statement_of(again) is None
    statement = StatementFactory(official=varga, reported_on=DAY)
    remarks.add(passage, statement)
    assert remarks.statement_of(again) == statement


def test_hundreds_of_other_remarks_of_the_day_cost_one_question_and_hardly_any_search(varga, monkeypatch):
    searched, search = [], sameness._holds
    monkeypatch.setattr(sameness, "_holds", lambda *pair: searched.append(pair) or search(*pair))
    dice = random.Random(5)
    for _ in range(300):
        filed(varga, " ".join(dice.choices(OTHERS.split(), k=dice.randint(12, 40))))
    passages = [said(varga, WORDS), said(varga, WORDS + " and them"), said(varga, WORDS.replace("ferry", "bus"))]
    with CaptureQueriesContext(connection) as asked:
        remarks = Remarks(passages, DAY)
        assert not any(remarks.statement_of(passage) for passage in passages)
    assert len(asked) == 1
    assert len(searched) <= 5


def test_what_an_official_said_in_other_weeks_and_others_in_this_one_is_not_gone_through(varga):
    others = OfficialFactory()
    for week in range(1, 101):
        filed(varga, f"{OTHERS} {week}", day=DAY - timedelta(weeks=week))
        filed(others, f"{OTHERS} {week}")
    this_week = [filed(varga, f"{WORDS} {n}") for n in range(40)]
    passage = said(varga, WORDS)
    tables = "tracker_statement", "tracker_quotation", "tracker_articleversion", "tracker_article"
    with counted_rows(*tables) as looked_at:
        assert found(passage) == this_week[0]
    assert {table: looked_at.rows[table] for table in tables} == dict.fromkeys(tables, 40) | {tables[0]: 41}


def test_of_more_remarks_without_a_day_than_a_week_can_have_only_the_newest_are_compared(varga, monkeypatch):
    monkeypatch.setattr(remarks_of, "MOST_KNOWN", 2)
    filed(varga, WORDS, day=None)
    kept = filed(varga, OTHERS, day=None)
    assert found(said(varga, WORDS, day=None), day=None) is not None
    filed(varga, "Nobody has asked us for the harbour, and nobody will get it", day=None)
    assert found(said(varga, WORDS, day=None), day=None) is None
    assert found(said(varga, OTHERS, day=None), day=None) == kept
